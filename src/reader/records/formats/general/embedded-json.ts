import { valueOf } from '../../../bytes/framing/json-parse.ts';
import { JsonScanner } from '../../../bytes/framing/json-scanner.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import type { TextFormat } from '../text-format.ts';
import { readInside } from '../wrappers/unwrap.ts';

/** Lines with a JSON object between words, `INFO done {"user":"u-1","prompt":"..."} in 12 ms`: what is in it is read by the format that it has. */
export const embeddedJson: TextFormat = {
  name: 'embedded-json',
  facts: 'own | nothing | JSON between words on a line; its records are in other formats',
  holdsRequest: (line) => startOf(line) >= 0,
  startsAt: startOf,
  isOther: () => false,
  isServer: false,
  read,
};

const OPENS = '{"';
/** Longest text before the object: a time, a level, the name of a logger, an address and a few words. */
const LONGEST_PREFIX = 500;
/** Names that say that something is asked or answered: servers write their settings, too, as objects between words. */
const ASKED =
  /"(?:\w{0,30}prompt\w{0,30}|messages?|contents?|inputs?|question|query|request(?:_\w{1,20})?|body|choices|candidates)"\s?:/;

function startOf(line: string): number {
  const at = line.indexOf(OPENS);
  return at >= 0 && at <= LONGEST_PREFIX && ASKED.test(line) ? at : -1;
}

function read(line: string, sink: RecordSink): void {
  const bytes = Buffer.from(line);
  const end = new JsonScanner().scan(bytes, 0, bytes.length);
  const value = end < 0 ? undefined : valueOf(bytes.toString('utf8', 0, end));
  if (value === undefined) return sink.reject('neither JSON nor a whole JSON object between words');
  // Of two objects, one may be the answer to the other.
  if (bytes.includes(OPENS, end)) sink.reject('several JSON objects between words on one line');
  else if (!readInside(value, sink)) sink.reject('JSON between words in no known log format');
}
