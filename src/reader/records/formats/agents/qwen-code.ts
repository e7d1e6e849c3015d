import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, numberOf, objectOf, textOf } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { readTime } from '../../fields/time.ts';
import type { Format } from '../format.ts';
import { Transcript } from '../transcript.ts';

/** Sessions of Qwen Code: rows like those of Claude Code with messages like those of Gemini. */
export const qwenCode: Format = {
  name: 'qwen-code',
  facts: {
    title: 'Qwen Code sessions',
    gives: ['time', 'account', 'agent', 'messages', 'answer', 'tokens', 'status'],
    source: 'recorded logs',
  },
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
      readTime(record, row['timestamp']);
      setMissingText(record, 'model', row['model']);
      setMissingText(record, 'session', row['sessionId']);
      const version = textOf(row['version']);
      setMissingText(record, 'userAgent', version === undefined ? 'qwen-code' : `qwen-code/${version}`);
      chooseAccount(record, { project: row['cwd'] });
      const usage = objectOf(row['usageMetadata']);
      setMissingNumber(record, 'inputTokens', usage['promptTokenCount']);
      const output = numberOf(usage['candidatesTokenCount']);
      if (output !== undefined)
        setMissingNumber(record, 'outputTokens', output + (numberOf(usage['thoughtsTokenCount']) ?? 0));
    });
  }
}
