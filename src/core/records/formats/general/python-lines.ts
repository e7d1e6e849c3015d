import type { RecordSink } from '../../fields/record-sink.ts';
import { readPython } from '../../fields/python-literal.ts';
import type { TextFormat } from '../text-format.ts';
import { readInside } from '../unwrap.ts';

/**
 * Lines that hold a dictionary as Python prints it, `{'model': 'm', 'stream': None}`, in place of JSON. What is in
 * them is read by the format that it has.
 */
export const pythonLines: TextFormat = {
  name: 'python-lines',
  facts: { title: 'Dictionaries as Python prints them; their records are in other formats', gives: [], source: 'own' },
  holdsRequest: (line) => line.startsWith("{'"),
  isOther: () => false,
  isServer: false,
  read,
};

function read(line: string, sink: RecordSink): void {
  const literal = readPython(line);
  if (literal === undefined || line.slice(literal.end).trim() !== '') {
    sink.reject('not JSON, and not a complete Python dictionary');
    return;
  }
  if (!readInside(literal.value, sink)) sink.reject('Python dictionary in no known log format');
}
