import { noteError } from '../../facts/reading/answer-facts.ts';
import { anthropicMessages } from '../../dialects/anthropic-messages.ts';
import { readChat } from '../../dialects/openai-chat.ts';
import { setMissingText } from '../../fields/set-missing.ts';
import { type Message } from '../../fields/request.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { holdsPlainCall } from '../general/plain-call.ts';
import { keptHistory } from '../transcript.ts';
import { emit, type Format, newRecord, type RecordSink, set } from '../kit.ts';
import { wordSet } from '../../../../schema/words.ts';

/**
 * Session transcripts of Claude Code. A call is spread over several rows, one a block, with the same message id; what the
 * person typed and what tools gave back stand in rows between. All rows of a session are read together.
 */
export const claudeCode: Format = {
  name: 'claude-code',
  facts: 'recorded logs | time account agent messages answer tokens cost status | Claude Code transcripts',
  matches: (value) =>
    (value['sessionId'] !== undefined &&
      (isObject(value['message']) ||
        (('uuid' in value || typeof value['type'] === 'string') && !holdsPlainCall(value)))) ||
    (isNote(value) && (value['leafUuid'] !== undefined || value['snapshot'] !== undefined)),
  read: (row, sink) => {
    const role = textOf(row['type']) ?? textOf(objectOf(row['message'])['role']) ?? (hasUsage(row) ? 'assistant' : '');
    if ((role !== 'user' && role !== 'assistant') || !isObject(row['message']))
      return sink.skip('note of a coding session');
    const session = textOf(row['sessionId']) ?? '';
    if (!sink.piece('claude-code', session, row)) joinSession([row], sink);
  },
  join: joinSession,
};

/** Rows that are not messages. */
const NOTES: ReadonlySet<unknown> = wordSet(`summary system file-history-snapshot progress queue-operation`);

function isNote(row: JsonObject): boolean {
  return NOTES.has(row['type']);
}

function hasUsage(row: JsonObject): boolean {
  return isObject(objectOf(row['message'])['usage']);
}

function joinSession(rows: readonly JsonObject[], sink: RecordSink): void {
  const history = newRecord('claude-code');
  const seen = new Set<unknown>();
  let call: JsonObject[] = [];
  // Rows of some versions leave out the folder where it has not changed.
  let folder: unknown;
  const finish = (): void => {
    if (call.length === 0) return;
    const content = call.flatMap((row) => contentList(objectOf(row['message'])['content']));
    emitCall(call, content, history.messages, folder, sink);
    if (content.length > 0) readChat([{ role: 'assistant', content }], history);
    call = [];
  };
  for (const row of rows) {
    // A resumed session repeats the rows before it.
    const { uuid } = row;
    if (uuid !== undefined && seen.has(uuid)) continue;
    seen.add(uuid);
    folder = row['cwd'] ?? folder;
    const isAnswer = row['type'] === 'assistant' || objectOf(row['message'])['role'] === 'assistant' || hasUsage(row);
    if (!isAnswer) {
      finish();
      readChat([objectOf(row['message'])], history);
      continue;
    }
    if (call.length > 0 && (callId(row) === undefined || callId(row) !== callId(call[0]!))) finish();
    call.push(row);
  }
  finish();
}

function callId(row: JsonObject): string | undefined {
  return textOf(objectOf(row['message'])['id']) ?? textOf(row['requestId']);
}

function emitCall(
  call: readonly JsonObject[],
  content: readonly unknown[],
  history: readonly Message[],
  folder: unknown,
  sink: RecordSink,
): void {
  const first = call[0]!;
  const message = objectOf(call.at(-1)!['message']);
  if (message['model'] === '<synthetic>') return;
  const record = newRecord('claude-code');
  record.messages = keptHistory(history);
  anthropicMessages.readResponse({ ...message, content }, record);
  set(record, { time: first['timestamp'], session: first['sessionId'] });
  const version = textOf(first['version']);
  if (version !== undefined) setMissingText(record, 'userAgent', `claude-code/${version}`);
  set(record, { costUsd: call.at(-1)!['costUSD'], project: first['cwd'] ?? folder });
  record.status = first['isApiErrorMessage'] === true ? 'error' : 'ok';
  if (record.status === 'error') noteError(record.answer?.text, record);
  emit(record, sink, { at: first });
}

function contentList(content: unknown): readonly unknown[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : listOf(content);
}
