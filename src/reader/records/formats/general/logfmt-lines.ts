import type { RecordSink } from '../../fields/record-sink.ts';
import type { JsonObject } from '../../fields/json.ts';
import { setField } from '../../../../schema/set-field.ts';
import type { TextFormat } from '../text-format.ts';
import { readInside } from '../wrappers/unwrap.ts';

/** Lines of pairs, `time=... user=a prompt="..."`, as programs in Go and Heroku's router write them (logfmt). */
export const logfmtLines: TextFormat = {
  name: 'logfmt-lines',
  facts: 'own | nothing | Lines of names and values (logfmt); their records are in other formats',
  holdsRequest: (line) => (START.test(line) && ASKED.test(line)) || behindWords(line) > 0,
  startsAt: behindWords,
  isOther: (line) => START.test(line) && LEVEL.test(line),
  isServer: false,
  read,
};

/** A line begins with two pairs; prose seldom does. */
const START = /^[A-Za-z_@][\w.@-]{0,63}=(?:"[^"]{0,200}"|[^\s"]{0,200}) +[A-Za-z_@][\w.@-]{0,63}=/;
/** A program says how grave a line is. */
const LEVEL = /(?:^| )(?:level|lvl|severity)=/;
/** Names under which a prompt stands. */
const ASKED = / (?:\w{0,40}prompt|input|question|query|messages|request|\w{0,40}Prompt)\w{0,40}=/;

/** Behind the time, the level and the name of a logger, pairs count where one of them is a prompt in quotes. */
const QUOTED = /[\s|](?:\w{0,40}prompt|question|query|input)="/i;
const BEHIND = /[\s|]([A-Za-z_@][\w.@-]{0,63}=(?:"[^"]{0,200}"|[^\s"]{0,200}) +[A-Za-z_@][\w.@-]{0,63}=)/;
const LONGEST_PREFIX = 500;

/** Where the pairs begin in a line that has words before them; 0 where it has none. */
function behindWords(line: string): number {
  if (!line.includes('="') || START.test(line) || !QUOTED.test(line)) return 0;
  const found = BEHIND.exec(line.slice(0, LONGEST_PREFIX));
  return found === null ? 0 : found.index + 1;
}

const PAIR = /\s*([A-Za-z_@][\w.@-]{0,63})=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))/y;

function read(line: string, sink: RecordSink): void {
  const record = pairsOf(line);
  if (record === undefined) return sink.reject('neither JSON nor whole pairs of names and values');
  if (!readInside(record, sink)) sink.reject('pairs of names and values in no known log format');
}

/** Undefined where something in the line is no pair. */
export function pairsOf(line: string): JsonObject | undefined {
  const pairs: Record<string, unknown> = {};
  let at = 0;
  const end = line.trimEnd().length;
  while (at < end) {
    PAIR.lastIndex = at;
    const [whole, name = '', quoted, bare] = PAIR.exec(line) ?? [];
    if (whole === undefined) return undefined;
    setField(pairs, name, quoted === undefined ? bare : unquoted(quoted));
    at += whole.length;
  }
  return pairs;
}

function unquoted(text: string): string {
  return text.replace(/\\(.)/g, (_, letter: string) => ESCAPED[letter] ?? letter);
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
