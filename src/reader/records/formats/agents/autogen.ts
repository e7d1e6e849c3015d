import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { readChat, readTools } from '../../dialects/openai-chat.ts';
import { readAnyAnswer } from '../../dialects/any-payload.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import { Transcript } from '../transcript.ts';
import { emit, fill, type Format, newRecord, type RecordSink, type RequestRecord, set } from '../kit.ts';

/**
 * AutoGen: the events that it logs of each call, messages of a team with what each took, and the log files of its older
 * version. The account is the agent: AutoGen knows nobody else.
 */
export const autogen: Format = {
  name: 'autogen',
  facts:
    'source code | time account system messages tools answer tokens cost status | AutoGen: logged calls, messages of a team, and log files of version 0.2',
  isBody: true,
  matches: (value) => EVENTS.has(value['type']) || isMessage(value) || isOldCall(value),
  read: (value, sink) => {
    if (isOldCall(value)) readOldCall(value, sink);
    else if (value['type'] === 'LLMCall') readCall(value, sink);
    else if (EVENTS.has(value['type'])) readStream(value, sink);
    else if (!sink.piece('autogen', 'messages', value)) joinMessages([value], sink);
  },
  join: (pieces, sink) => {
    if (pieces.some(isMessage)) joinMessages(pieces, sink);
    else joinStreams(pieces, sink);
  },
};

const EVENTS: ReadonlySet<unknown> = new Set(['LLMCall', 'LLMStreamStart', 'LLMStreamEnd']);

const isMessage = (value: JsonObject): boolean =>
  typeof value['source'] === 'string' && 'models_usage' in value && typeof value['type'] === 'string';

const isOldCall = (value: JsonObject): boolean =>
  typeof value['invocation_id'] === 'string' && 'wrapper_id' in value && isObject(value['request']);

/** A stream is logged when it starts and when it ends, by one agent at a time. */
function readStream(value: JsonObject, sink: RecordSink): void {
  const agent = textOf(value['agent_id']);
  if (agent === undefined || !sink.piece('autogen', `stream ${agent}`, value)) {
    if (value['type'] === 'LLMStreamEnd') readCall(value, sink);
    else sink.skip('start of a call whose end is logged apart');
  }
}

function joinStreams(pieces: readonly JsonObject[], sink: RecordSink): void {
  let start: JsonObject = {};
  for (const piece of pieces) {
    if (piece['type'] === 'LLMStreamStart') start = piece;
    else {
      sink.at(piece);
      readCall({ ...start, ...piece }, sink);
      start = {};
    }
  }
}

function readCall(value: JsonObject, sink: RecordSink): void {
  const record = newRecord('autogen');
  readChat(value['messages'], record);
  readTools(value, record);
  const response = value['response'];
  if (!readResponseBody(response, record)) readAnyAnswer(response, record);
  set(record, { inputTokens: value['prompt_tokens'], outputTokens: value['completion_tokens'] });
  readMetadataFields({ ...value, user: value['agent_id'], status: undefined }, record);
  finish(record, sink);
}

function readOldCall(value: JsonObject, sink: RecordSink): void {
  const record = newRecord('autogen');
  readRequestBody(value['request'], record);
  if (!readResponseBody(value['response'], record)) readAnyAnswer(value['response'], record);
  fill(record, value, 'time=start_time session=thread_id|session_id costUsd=cost');
  readMetadataFields({ user: value['source_name'], id: value['invocation_id'] }, record);
  finish(record, sink);
  if (value['is_cached'] === 1) record.status = 'cached';
}

function finish(record: RequestRecord, sink: RecordSink): void {
  record.status = record.answer === undefined ? 'unknown' : 'ok';
  emit(record, sink);
}

/** A message with what it took is an answer; each agent sees what was said before. */
function joinMessages(rows: readonly JsonObject[], sink: RecordSink): void {
  const session = new Transcript('autogen', sink);
  for (const row of rows) {
    const usage = objectOf(row['models_usage']);
    const calls = listOf(row['content']).filter((item) => textOf(objectOf(item)['arguments']) !== undefined);
    const content = calls.length > 0 ? '' : contentOf(row['content']);
    if (!isObject(row['models_usage'])) {
      session.say({ role: row['type'] === 'ToolCallExecutionEvent' ? 'tool' : 'user', content });
      continue;
    }
    session.answer(row, { content, tool_calls: calls.map((call) => ({ function: call })) }, (record) => {
      set(record, { time: row['created_at'], id: row['id'] });
      readMetadataFields({ user: row['source'] }, record);
      set(record, { inputTokens: usage['prompt_tokens'], outputTokens: usage['completion_tokens'] });
    });
  }
}

/** Text, or results of tools with their text inside. */
export function contentOf(content: unknown): unknown {
  return Array.isArray(content)
    ? content.map((item: unknown) => ({ text: textOf(objectOf(item)['content']) ?? textOf(item) ?? '' }))
    : content;
}
