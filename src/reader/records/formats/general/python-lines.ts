import type { RecordSink } from '../../fields/record-sink.ts';
import { readPython } from '../../fields/python-literal.ts';
import type { TextFormat } from '../text-format.ts';
import { readInside } from '../wrappers/unwrap.ts';

/**
 * Lines that hold a dictionary as Python prints it, `{'model': 'm', 'stream': None}`, in place of JSON, also behind what a logger
 * writes before it. What is in them is read by the format that it has.
 */
export const pythonLines: TextFormat = {
  name: 'python-lines',
  facts: 'own | nothing | Dictionaries as Python prints them; their records are in other formats',
  holdsRequest: (line) => startOf(line) >= 0,
  startsAt: startOf,
  isOther: () => false,
  isServer: false,
  read,
};

const OPENS = "{'";
/** Longest text before a dictionary: a time, a level, the name of a logger and a few words. */
const LONGEST_PREFIX = 300;
/** Behind other text a dictionary may hold anything, such as the settings of a server: it counts where a name in it says that something is asked. */
const ASKED = /'(?:\w{0,30}prompt\w{0,30}|messages?|contents?|inputs?|question|query|request(?:_\w{1,20})?|body)' ?:/;

function startOf(line: string): number {
  const at = line.indexOf(OPENS);
  return at === 0 || (at > 0 && at <= LONGEST_PREFIX && ASKED.test(line)) ? at : -1;
}

function read(line: string, sink: RecordSink): void {
  const literal = readPython(line);
  // Words may follow; a second dictionary would be lost.
  if (literal === undefined || line.includes(OPENS, literal.end))
    return sink.reject('not JSON, and not a complete Python dictionary');
  if (!readInside(literal.value, sink)) sink.reject('Python dictionary in no known log format');
}
