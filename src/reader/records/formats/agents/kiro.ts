import { setMissingNumber } from '../../fields/set-missing.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { Transcript } from '../transcript.ts';
import { fill, type Format, type RecordSink, set } from '../kit.ts';

/**
 * Sessions of Kiro and of Amazon Q's command line, which it grew out of: rows of its command line, conversations of its database, and
 * sessions and chats of its editor. Of an answer the editor keeps "On it." where the work was done elsewhere: such a call has none.
 */
export const kiro: Format = {
  name: 'kiro',
  facts:
    'source code | time account agent messages answer status | Sessions of Kiro, command line and editor, and of the command line of Amazon Q',
  matches: (value) => isRow(value) || isConversation(value) || isSession(value) || isChat(value),
  read: (value, sink) => {
    if (isRow(value)) {
      if (!sink.piece('kiro', '', value)) joinRows([value], sink);
      return;
    }
    const session = new Transcript('kiro', sink);
    if (isConversation(value)) readConversation(value, session);
    else if (isSession(value)) readSession(value, session);
    else readChat(value, session);
    if (session.answers === 0) sink.skip('conversation without an answer');
  },
  join: joinRows,
};

const ROWS: ReadonlySet<unknown> = new Set(['Prompt', 'AssistantMessage', 'ToolResults', 'Compaction']);

const isRow = (value: JsonObject): boolean =>
  (value['kind'] === 'Clear' && value['data'] === null) ||
  (ROWS.has(value['kind']) && Array.isArray(objectOf(value['data'])['content']));

const isConversation = (value: JsonObject): boolean =>
  typeof value['conversation_id'] === 'string' && isExchange(listOf(value['history'])[0]);

/** A pair of what was sent and what came back; older versions write it as a list. */
function isExchange(entry: unknown): boolean {
  const [user, assistant] = pairOf(entry);
  return isObject(user['content']) && Object.keys(assistant).some((name) => name === 'Response' || name === 'ToolUse');
}

/** The editor grew out of Continue, whose sessions have no executions. */
const isSession = (value: JsonObject): boolean =>
  typeof value['workspaceDirectory'] === 'string' &&
  listOf(value['history']).some((entry) => typeof objectOf(entry)['executionId'] === 'string');

const isChat = (value: JsonObject): boolean =>
  typeof value['executionId'] === 'string' && typeof objectOf(listOf(value['chat'])[0])['role'] === 'string';

function joinRows(rows: readonly JsonObject[], sink: RecordSink): void {
  const session = new Transcript('kiro', sink);
  let asked: unknown;
  for (const row of rows) {
    const data = objectOf(row['data']);
    const content = listOf(data['content']).map(plainPart);
    asked = objectOf(data['meta'])['timestamp'] ?? asked;
    if (row['kind'] === 'AssistantMessage')
      session.answer(row, { content }, (record) => {
        set(record, { time: asked, id: data['message_id'], userAgent: 'kiro-cli' });
      });
    else if (row['kind'] === 'Clear') session.forget();
    else session.say({ role: row['kind'] === 'ToolResults' ? 'tool' : 'user', content });
  }
}

/** `{"kind":"text","data":"..."}` as parts of messages are written elsewhere. */
function plainPart(part: unknown): JsonObject {
  const { kind, data } = objectOf(part);
  const inner = objectOf(data);
  if (kind === 'text') return { type: 'text', text: data };
  if (kind === 'toolUse') return { type: 'tool_use', name: inner['name'], input: inner['input'] };
  if (kind === 'toolResult') return { type: 'tool_result', content: resultText(inner['content']) };
  return { type: kind === 'image' ? 'file' : kind };
}

/** What a tool gave: texts and JSON, under `kind` and `data`, or under names of their own. */
function resultText(content: unknown): string {
  return listOf(content)
    .map((item) => {
      const { data, Text: text, Json: json } = objectOf(item);
      const value = data ?? text ?? json;
      return textOf(value) ?? JSON.stringify(value ?? '');
    })
    .join('\n');
}

function readConversation(value: JsonObject, session: Transcript): void {
  for (const entry of listOf(value['history'])) {
    const [user, assistant] = pairOf(entry);
    say(user, session);
    const said = objectOf(assistant['Response'] ?? assistant['ToolUse']);
    const calls = listOf(said['tool_uses']).map((use) => {
      const { name, args } = objectOf(use);
      return { function: { name, arguments: args } };
    });
    const about = objectOf(objectOf(entry)['request_metadata']);
    session.answer(value, { content: said['content'], tool_calls: calls }, (record) => {
      const place = objectOf(objectOf(user['env_context'])['env_state']);
      set(record, {
        time: user['timestamp'] ?? about['request_start_timestamp_ms'],
        id: said['message_id'],
        model: about['model_id'] ?? objectOf(value['model_info'])['model_id'],
        session: value['conversation_id'],
        project: place['current_working_directory'],
      });
    });
  }
}

function pairOf(entry: unknown): readonly [JsonObject, JsonObject] {
  const { user, assistant } = objectOf(entry);
  const [first, second] = Array.isArray(entry) ? (entry as readonly unknown[]) : [user, assistant];
  return [objectOf(first), objectOf(second)];
}

function say(user: JsonObject, session: Transcript): void {
  const { Prompt: prompt, ToolUseResults: results, CancelledToolUses: cancelled } = objectOf(user['content']);
  for (const result of listOf(objectOf(results ?? cancelled)['tool_use_results']))
    session.say({ role: 'tool', content: resultText(objectOf(result)['content']) });
  const asked = textOf(objectOf(prompt ?? cancelled)['prompt']);
  if (asked !== undefined) session.say({ role: 'user', content: asked });
}

/** What the editor writes in place of an answer that is in the log of the work. */
const ELSEWHERE = /^on it\.?$/i;

const FIELDS = 'session=sessionId time=dateCreated project=workspaceDirectory';

function readSession(value: JsonObject, session: Transcript): void {
  for (const entry of listOf(value['history']).map(objectOf)) {
    const message = objectOf(entry['message']);
    if (message['role'] !== 'assistant') {
      session.say(message);
      continue;
    }
    const isElsewhere = typeof message['content'] === 'string' && ELSEWHERE.test(message['content'].trim());
    session.answer(value, isElsewhere ? {} : { content: message['content'] }, (record) => {
      fill(record, value, FIELDS, { id: message['id'] ?? entry['executionId'], userAgent: 'kiro' });
    });
  }
}

const SPEAKERS: Readonly<Record<string, string>> = { human: 'user', bot: 'assistant' };

function readChat(value: JsonObject, session: Transcript): void {
  const about = objectOf(value['metadata']);
  for (const turn of listOf(value['chat']).map(objectOf)) {
    const role = SPEAKERS[textOf(turn['role']) ?? ''] ?? textOf(turn['role']);
    if (role !== 'assistant') session.say({ role, content: turn['content'] });
    else
      session.answer(value, { content: turn['content'] }, (record) => {
        set(record, {
          time: about['startTime'],
          model: about['modelId'],
          session: about['workflowId'] ?? value['executionId'],
          userAgent: 'kiro',
        });
        const [start, end] = [about['startTime'], about['endTime']];
        if (typeof start === 'number' && typeof end === 'number') setMissingNumber(record, 'latencyMs', end - start);
      });
  }
}
