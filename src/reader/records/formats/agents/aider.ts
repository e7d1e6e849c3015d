import type { TextFormat } from '../text-format.ts';
import { Transcript } from '../transcript.ts';
import { type RecordSink, type RequestRecord, set } from '../kit.ts';

/**
 * Chat history of aider, in Markdown: `#### ` before what the person typed, `> ` before what the program said, and the
 * answers of the model between. A session is one text; its only time is that of its start.
 */
export const aider: TextFormat = {
  name: 'aider',
  facts: 'source code | time agent messages answer tokens cost status | Chat histories of aider',
  holdsRequest: (line) => START.test(line),
  isOther: () => false,
  isServer: false,
  goesOn: () => true,
  endsAt: (line) => START.test(line),
  read,
};

const START = /^# aider chat started at (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/;
/** What was typed ends with the two blanks of a line break; headings in an answer do not. */
const TYPED = /^#### (.*) {2}$/;
const TOLD = /^>(?: (.*))?$/;
const VERSION = /^Aider v(\S{1,40})/;
const MODEL = /^(?:Main model|Model|Models): (\S{1,100}) with /;
const TOKENS =
  /^Tokens: ([\d.,]{1,12})(k|M)? sent,.{0,100}? ([\d.,]{1,12})(k|M)? received\.(?: Cost: \\?\$([\d.]{1,12}) )?/;

function read(text: string, sink: RecordSink): void {
  const session = new Transcript('aider', sink);
  let [typed, said]: [string[], string[]] = [[], []];
  let [version, model, time]: (string | undefined)[] = [undefined, undefined, START.exec(text)?.[1]];
  const finish = (counts?: RegExpExecArray): void => {
    const content = said.join('\n').trim();
    if (content === '' && counts === undefined) return;
    if (typed.length > 0) session.say({ role: 'user', content: typed.join('\n') });
    session.answer({}, { content }, (record) => {
      set(record, { time });
      // Only the first call is known to be near the start.
      time = undefined;
      set(record, { model, userAgent: version === undefined ? 'aider' : `aider/${version}` });
      if (counts !== undefined) readCounts(counts, record);
    });
    [typed, said] = [[], []];
  };
  let isTyping = false;
  for (const line of text.split('\n').slice(1)) {
    const [, own] = TYPED.exec(line) ?? [];
    const match = own === undefined ? TOLD.exec(line) : null;
    if (own !== undefined) {
      if (!isTyping) {
        finish();
        // What was typed before and had no answer was for the program.
        typed = [];
      }
      typed.push(own);
    } else if (match !== null) {
      const told = match[1] ?? '';
      version ??= VERSION.exec(told)?.[1];
      model = MODEL.exec(told)?.[1] ?? model;
      const counts = TOKENS.exec(told);
      if (counts !== null) finish(counts);
    } else {
      said.push(line);
    }
    isTyping = own !== undefined;
  }
  finish();
  if (session.answers === 0) sink.skip('session without an answer');
}

const UNITS: Readonly<Record<string, number>> = { k: 1e3, M: 1e6 };

function readCounts(
  [, sent = '', sentUnit = '', received = '', unit = '', cost]: RegExpExecArray,
  record: RequestRecord,
) {
  const plain = (digits: string): number => Number(digits.replaceAll(',', ''));
  set(record, {
    inputTokens: Math.round(plain(sent) * (UNITS[sentUnit] ?? 1)),
    outputTokens: Math.round(plain(received) * (UNITS[unit] ?? 1)),
    costUsd: cost,
  });
}
