import { setMissingNumber } from '../../fields/set-missing.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { FIELD_NAMES } from '../../fields/lexicon.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import { readTime } from '../../fields/time.ts';
import { Transcript } from '../transcript.ts';
import { type Format, newRecord, type RecordSink, type RequestRecord, set } from '../kit.ts';
import { wordGroups, wordSet } from '../../../../schema/words.ts';

/**
 * One message a row, as chat servers and coding agents keep their sessions: role and content, or a type in place of
 * the role. Rows are put together by the session they name, or else by their file.
 */
export const messageRows: Format = {
  name: 'message-rows',
  facts:
    'recorded logs | time account messages answer status | One message per row: chat servers and other coding agents',
  matches: (value) => (roleOf(value) !== undefined && contentOf(value) !== undefined) || isNote(value),
  read: (row, sink) => {
    if (isNote(row)) sink.skip('note of a session');
    else if (!sink.piece('message-rows', sessionOf(row), row)) joinSession([row], sink);
  },
  join: joinSession,
};

/** Sessions of Gemini CLI: one object with its messages, or since 0.40 one row per message, with patches between. */
export const geminiCli: Format = {
  name: 'gemini-cli',
  facts: 'recorded logs | time account agent messages answer tokens status | Gemini CLI sessions',
  matches: (value) => value['type'] === 'gemini' || 'projectHash' in value || isPatch(value),
  read: (value, sink) => {
    const messages = listOf(value['messages']).filter(isObject);
    if (messages.length > 0) joinSession([value, ...messages], sink, value);
    else if (isPatch(value)) sink.skip('note of a coding session');
    else if (!sink.piece('message-rows', '', value)) joinSession([value], sink);
  },
};

/** Sessions of Copilot CLI: a row an event. */
export const copilotCli: Format = {
  name: 'copilot-cli',
  facts: 'recorded logs | time agent messages answer status | Copilot CLI sessions',
  matches: (value) =>
    isObject(value['data']) && 'parentId' in value && /^[a-z_]+\.[a-z_.]+$/.test(textOf(value['type']) ?? ''),
  read: (row, sink) => {
    if (!COPILOT_ROWS.has(row['type'])) sink.skip('note of a coding session');
    else if (!sink.piece('copilot-cli', '', row)) sink.skip('row of a very long session');
  },
  join: joinCopilot,
};

function isPatch(value: JsonObject): boolean {
  return isObject(value['$set']) && Object.keys(value).length === 1;
}

const ROLES = wordGroups(`system: system developer | user: user human | assistant: assistant ai bot gemini model
  | tool: tool tool_result function | call: tool_call`);

/** Rows in addition to the messages. */
function isNote(row: JsonObject): boolean {
  const type = row['type'];
  // SillyTavern shows such a row, or hides it from the model.
  if (row['is_system'] === true && typeof row['is_user'] === 'boolean') return true;
  return type === 'reasoning' || type === 'backend_tool_call' || (type === 'error' && typeof row['text'] === 'string');
}

/** Fields that say by true and false whether a person said it. */
const BY_PERSON = ['isCreatedByUser', 'is_user', 'is_human'];

function roleOf(row: JsonObject): string | undefined {
  const isPerson = BY_PERSON.map((name) => row[name]).find((value) => typeof value === 'boolean');
  if (isPerson !== undefined) return isPerson ? 'user' : 'assistant';
  const { direction, payload } = row;
  if (isObject(payload) && (direction === 'incoming' || direction === 'outgoing'))
    return direction === 'incoming' ? 'user' : 'assistant';
  const role = textOf(row['role']) ?? textOf(row['sender']) ?? textOf(row['type']) ?? '';
  // Langflow's rows of a chat.
  if ('sender_name' in row && 'flow_id' in row) return role === 'User' ? 'user' : 'assistant';
  return ROLES.get(role);
}

function contentOf(row: JsonObject): unknown {
  const inner = row['message'];
  return (
    row['content'] ??
    row['mes'] ??
    objectOf(row['payload'])['text'] ??
    (isObject(inner) ? inner['content'] : inner) ??
    row['text'] ??
    row['result'] ??
    row['function']
  );
}

const SESSION_NAMES = ['session_id', 'sessionId', 'conversation_id', 'conversationId', 'thread_id', 'chat_id'];

/** The conversation that a message names; empty where it names none. */
export function sessionOf(row: JsonObject): string {
  const metadata = objectOf(row['metadata']);
  const names = SESSION_NAMES.map((name) => row[name] ?? metadata[name]);
  return textOf(names.find((name) => name !== undefined && name !== null && name !== '')) ?? '';
}

function joinSession(found: readonly JsonObject[], sink: RecordSink, place?: JsonObject): void {
  const rows = isBackwards(found) ? [...found].reverse() : found;
  const isGemini = rows.some((row) => row['type'] === 'gemini' || 'projectHash' in row);
  const session = new Transcript(isGemini ? 'gemini-cli' : 'message-rows', sink);
  const header = rows.find((row) => 'projectHash' in row) ?? {};
  const hasAnswers = rows.some((row) => roleOf(row) === 'assistant');
  let calls: JsonObject[] = [];
  let model: unknown;
  let person: unknown;
  for (const row of rows) {
    const role = roleOf(row);
    model = row['model'] ?? row['model_id'] ?? objectOf(row['extra'])['model'] ?? model;
    if (row['direction'] === 'incoming') person = row['userId'];
    // Who an outgoing message is from is the program itself.
    const told = row['direction'] === 'outgoing' ? { ...row, userId: person } : row;
    const describe = (record: RequestRecord): void => readRow(told, header, model, record);
    if (role === 'call') {
      calls.push({ function: { ...objectOf(row['function']), arguments: row['arguments'] } });
    } else if (role === 'assistant') {
      const listed = [...listOf(row['tool_calls']), ...listOf(row['toolCalls'])].map(plainCall);
      session.answer(place ?? row, { content: contentOf(row), tool_calls: [...calls, ...listed] }, describe);
      calls = [];
      for (const call of listOf(row['toolCalls'])) addResult(objectOf(call), session);
    } else if (role !== undefined) {
      // Calls without words before a result are an answer of their own.
      if (role === 'tool' && calls.length > 0)
        session.answer(place ?? row, { content: '', tool_calls: calls }, describe);
      calls = [];
      session.say({ role, content: contentOf(row) });
      // Where no answers are kept, each question was a call.
      if (!hasAnswers && role === 'user') session.answer(place ?? row, { content: '' }, describe);
    }
  }
}

/** APIs give the newest message first. */
function isBackwards(rows: readonly JsonObject[]): boolean {
  const [first, last] = [timeOf(rows[0]), timeOf(rows.at(-1))];
  if (!(last < first)) return false;
  return rows.every((row, at) => at === 0 || timeOf(row) <= timeOf(rows[at - 1]));
}

/** In ms; not a number where a row has no time. */
function timeOf(row: JsonObject = {}): number {
  const read = newRecord('message-rows');
  FIELD_NAMES.time.some((name) => readTime(read, row[name]));
  return read.time ?? NaN;
}

function plainCall(call: unknown): JsonObject {
  const { name, arguments: input, args, function: inner } = objectOf(call);
  return { function: isObject(inner) ? inner : { name, arguments: input ?? args } };
}

/** Gemini keeps the result of a tool with its call. */
function addResult(call: JsonObject, session: Transcript): void {
  for (const result of listOf(call['result'])) {
    const { response } = objectOf(objectOf(result)['functionResponse']);
    session.say({ role: 'tool', content: textOf(objectOf(response)['output']) ?? JSON.stringify(response ?? '') });
  }
}

function readRow(row: JsonObject, header: JsonObject, model: unknown, record: RequestRecord): void {
  const tokens = objectOf(row['tokens']);
  set(record, { time: row['timestamp'], model, session: header['sessionId'], inputTokens: tokens['input'] });
  const output = numberOf(tokens['output']);
  if (output !== undefined) setMissingNumber(record, 'outputTokens', output + (numberOf(tokens['thoughts']) ?? 0));
  if ('projectHash' in header) {
    set(record, { userAgent: 'gemini-cli', project: header['projectHash'] });
  }
  readMetadataFields({ ...row, status: undefined, key: undefined }, record);
}

const COPILOT_ROWS: ReadonlySet<unknown> = wordSet(`session.start session.model_change system.message user.message
  assistant.message tool.execution_complete`);

function joinCopilot(rows: readonly JsonObject[], sink: RecordSink): void {
  const session = new Transcript('copilot-cli', sink);
  let start: JsonObject = {};
  let model: unknown;
  for (const row of rows) {
    const data = objectOf(row['data']);
    if (row['type'] === 'session.start') start = data;
    else if (row['type'] === 'session.model_change') model = data['newModel'];
    else if (row['type'] === 'system.message') session.say({ role: 'system', content: data['content'] });
    else if (row['type'] === 'user.message') session.say({ role: 'user', content: data['content'] });
    else if (row['type'] === 'tool.execution_complete') {
      session.say({ role: 'tool', content: objectOf(data['result'])['content'] ?? '' });
    } else {
      const calls = listOf(data['toolRequests']).map(plainCall);
      session.answer(row, { content: data['content'], tool_calls: calls }, (record) => {
        const version = textOf(start['copilotVersion']);
        set(record, {
          time: row['timestamp'],
          model: data['model'] ?? model,
          session: start['sessionId'],
          userAgent: version === undefined ? 'copilot-cli' : `copilot-cli/${version}`,
          project: objectOf(start['context'])['cwd'],
        });
      });
    }
  }
}
