import { readAnyPrompt } from '../../dialects/any-payload.ts';
import { type JsonObject, isObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import { Transcript } from '../transcript.ts';
import { fill, type Format, newRecord, type RecordSink, type RequestRecord } from '../kit.ts';

/**
 * Threads of LangGraph and the states that they had, as its server gives them: a thread holds all its calls, a state the one that has
 * just been answered. States after it may hold the same answer: it counts once.
 */
export const langgraph: Format = {
  name: 'langgraph',
  facts:
    'documentation | time account system messages answer tokens status | LangGraph: threads, and states of threads',
  matches: (value) =>
    Array.isArray(objectOf(value['values'])['messages']) &&
    ['checkpoint', 'checkpoint_id', 'thread_id', 'next', 'interrupts'].some((name) => value[name] !== undefined),
  read: (value, sink) => {
    const last = objectOf(messagesOf(value).at(-1));
    if (!isState(value)) readCalls(value, 0, sink);
    else if (!isAnswer(last)) sink.skip('state of a thread before an answer');
    else if (!sink.piece('langgraph', textOf(last['id']) ?? '', value)) join([value], sink);
  },
  join,
};

const isState = (value: JsonObject): boolean =>
  value['checkpoint'] !== undefined || value['checkpoint_id'] !== undefined;

/** The first state with an answer is the call. Answers without an id are told apart by nothing: each is a call. */
function join(states: readonly JsonObject[], sink: RecordSink): void {
  const isNamed = textOf(objectOf(messagesOf(states[0] ?? {}).at(-1))['id']) !== undefined;
  const [first] = [...states].sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : Number(timeOf(a) > timeOf(b))));
  for (const state of isNamed && first !== undefined ? [first] : states)
    readCalls(state, messagesOf(state).length - 1, sink);
}

const timeOf = (state: JsonObject): string => textOf(state['created_at']) ?? '';

const messagesOf = (value: JsonObject): readonly JsonObject[] =>
  listOf(objectOf(value['values'])['messages']).filter(isObject);

const isAnswer = ({ type, role }: JsonObject): boolean =>
  type === 'ai' || type === 'AIMessageChunk' || role === 'assistant';

/** Reads the answers from a place on as calls. */
function readCalls(value: JsonObject, from: number, sink: RecordSink): void {
  const thread = new Transcript('langgraph', sink);
  for (const [at, message] of messagesOf(value).entries()) {
    const [content, calls] = [message['content'], listOf(message['tool_calls']).map(plainCall)];
    if (!isAnswer(message)) thread.say(plainMessage(message));
    else if (at < from) thread.recall({ content, tool_calls: calls });
    else thread.answer(value, { content, tool_calls: calls }, (record) => describe(value, message, record));
  }
  if (thread.answers === 0) sink.skip('conversation without an answer');
}

function plainCall(call: unknown): JsonObject {
  const { name, args } = objectOf(call);
  return { function: { name, arguments: args } };
}

/** A message in the shape of OpenAI, from that of LangChain. */
function plainMessage(message: JsonObject): JsonObject {
  const read = newRecord('langgraph');
  readAnyPrompt([message], read);
  const [said] = read.messages;
  return said === undefined ? { role: 'system', content: read.system } : { role: said.role, content: said.text };
}

const FIELDS = `model=response_metadata/model_name|response_metadata/model inputTokens=usage_metadata/input_tokens
  outputTokens=usage_metadata/output_tokens id=id`;

function describe(value: JsonObject, message: JsonObject, record: RequestRecord): void {
  fill(record, message, FIELDS);
  const { created_at, metadata, checkpoint, thread_id } = value;
  const own = objectOf(objectOf(objectOf(value['config'])['configurable']));
  const session = thread_id ?? objectOf(checkpoint)['thread_id'] ?? own['thread_id'];
  // LangGraph's server writes who was let in beside what a program keeps.
  const user = own['langgraph_auth_user_id'] ?? objectOf(metadata)['langgraph_auth_user_id'] ?? own['user_id'];
  readMetadataFields(
    { created_at, metadata, session_id: session, ...(user !== undefined && { user_id: user }) },
    record,
  );
}
