import { setMissingNumber } from '../../fields/set-missing.ts';
import { isObject, type JsonObject, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { Transcript } from '../transcript.ts';
import { fill, type Format, type RecordSink } from '../kit.ts';

/** Sessions of Qwen Code: rows like those of Claude Code with messages like those of Gemini. */
export const qwenCode: Format = {
  name: 'qwen-code',
  facts: 'recorded logs | time account agent messages answer tokens status | Qwen Code sessions',
  matches: (value) =>
    typeof value['sessionId'] === 'string' &&
    typeof value['uuid'] === 'string' &&
    (Array.isArray(objectOf(value['message'])['parts']) || isObject(value['systemPayload'])),
  read: (row, sink) => {
    if (row['type'] === 'system') sink.skip('note of a coding session');
    else if (!sink.piece('qwen-code', textOf(row['sessionId']) ?? '', row)) joinSession([row], sink);
  },
  join: joinSession,
};

const FIELDS = 'time=timestamp model=model session=sessionId project=cwd inputTokens=usageMetadata/promptTokenCount';

function joinSession(rows: readonly JsonObject[], sink: RecordSink): void {
  const session = new Transcript('qwen-code', sink);
  const seen = new Set<unknown>();
  for (const row of rows) {
    // A resumed session repeats the rows before it.
    const { uuid } = row;
    if (seen.has(uuid)) continue;
    seen.add(uuid);
    const message = objectOf(row['message']);
    if (row['type'] !== 'assistant') {
      session.say({ role: 'user', content: message['parts'] });
      continue;
    }
    session.answer(row, { content: message['parts'] }, (record) => {
      const version = textOf(row['version']);
      const usage = objectOf(row['usageMetadata']);
      fill(record, row, FIELDS, { userAgent: version === undefined ? 'qwen-code' : `qwen-code/${version}` });
      const output = numberOf(usage['candidatesTokenCount']);
      if (output !== undefined)
        setMissingNumber(record, 'outputTokens', output + (numberOf(usage['thoughtsTokenCount']) ?? 0));
    });
  }
}
