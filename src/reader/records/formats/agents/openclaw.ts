import { setMissingNumber } from '../../fields/set-missing.ts';
import { isObject, type JsonObject, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { Transcript } from '../transcript.ts';
import { fill, type Format, type RecordSink, type RequestRecord, set } from '../kit.ts';

/** Sessions of Pi, and of OpenClaw, which is built on it: a head, then one row per message, each with the id of the one before it. */
export const openclaw: Format = {
  name: 'openclaw',
  facts:
    'recorded logs | time account system messages answer tokens cost status | Sessions of OpenClaw, Pi and Factory Droid',
  matches: (value) => isHead(value) || isRow(value),
  read: (row, sink) => {
    if (!isHead(row) && !KEPT.has(row['type'])) sink.skip('note of a coding session');
    else if (!sink.piece('openclaw', '', row)) joinSession([row], sink);
  },
  join: joinSession,
};

const isHead = (value: JsonObject): boolean =>
  (value['type'] === 'session' || value['type'] === 'session_start') &&
  typeof value['id'] === 'string' &&
  typeof value['cwd'] === 'string';

const ROWS =
  /^(?:message|model_change|thinking_level_change|custom|custom_message|compact|compaction|branch_summary|label|session_info)$/;

const isRow = (value: JsonObject): boolean =>
  ROWS.test(textOf(value['type']) ?? '') &&
  'parentId' in value &&
  typeof value['id'] === 'string' &&
  typeof value['timestamp'] === 'string' &&
  (value['type'] !== 'message' || isObject(value['message']));

const KEPT: ReadonlySet<unknown> = new Set(['message', 'model_change', 'compaction']);

function joinSession(rows: readonly JsonObject[], sink: RecordSink): void {
  const session = new Transcript('openclaw', sink);
  const head = rows.find(isHead) ?? {};
  let model: unknown;
  for (const row of rows) {
    const message = objectOf(row['message']);
    const { role } = message;
    if (row['type'] === 'model_change') model = row['modelId'];
    else if (row['type'] === 'compaction') {
      session.forget();
      session.say({ role: 'user', content: row['summary'] });
    } else if (role === 'assistant') {
      session.answer(row, { content: message['content'] }, (record) => describe(record, row, head, model));
    } else if (role === 'toolResult' || role === 'bashExecution') {
      session.say({ role: 'tool', content: message['content'] ?? message['output'] });
    } else if (role !== undefined) {
      session.say({ role, content: message['content'] ?? message['summary'] });
    }
  }
}

const FIELDS = 'session=id user=owner project=cwd';

function describe(record: RequestRecord, row: JsonObject, head: JsonObject, model: unknown): void {
  const message = objectOf(row['message']);
  fill(record, head, FIELDS, {
    time: row['timestamp'],
    id: message['responseId'] ?? row['id'],
    model: message['model'] ?? model,
  });
  // Cached tokens are counted apart.
  const usage = objectOf(message['usage']);
  const fresh = numberOf(usage['input']);
  if (fresh !== undefined)
    setMissingNumber(
      record,
      'inputTokens',
      fresh + (numberOf(usage['cacheRead']) ?? 0) + (numberOf(usage['cacheWrite']) ?? 0),
    );
  set(record, { outputTokens: usage['output'], costUsd: objectOf(usage['cost'])['total'] });
  if (message['stopReason'] === 'error' || message['stopReason'] === 'aborted') record.status = 'error';
}
