import { readChat } from '../../dialects/openai-chat.ts';
import { makeAnswer } from '../../fields/answer.ts';
import { keptHistory } from '../transcript.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import { emit, fill, type Format, newRecord, type RecordSink, type RequestRecord, set } from '../kit.ts';
import { wordGroups } from '../../../../schema/words.ts';

/**
 * Conversations kept whole: ShareGPT, LMSYS-Chat-1M, WildChat, Arena, and training files with `messages` that end in an
 * answer. Each answer was a call of its own, with the conversation up to it as its prompt.
 */
export const conversations: Format = {
  name: 'conversation',
  facts:
    'recorded logs | time account address agent system messages answer | Conversation corpora: ShareGPT, LMSYS-Chat-1M, WildChat, Arena, training files',
  isBody: true,
  matches: (value) => turnsOf(value) !== undefined,
  read: readConversation,
};

/** FastChat's server log: every call logs the whole conversation again, so the last answer is the call. */
export const fastchat: Format = {
  name: 'fastchat',
  facts: 'source code | time address system messages parameters answer | FastChat server logs',
  matches: (value) =>
    value['tstamp'] !== undefined &&
    typeof value['type'] === 'string' &&
    (isObject(value['state']) || Array.isArray(value['states'])),
  read: readFastchat,
};

/** Answers of MT-Bench and its followers: no prompt, one text a turn. */
export const modelAnswers: Format = {
  name: 'model-answers',
  facts: 'recorded logs | time answer | MT-Bench and Arena-Hard answers',
  matches: (value) => Array.isArray(objectOf(listOf(value['choices'])[0])['turns']),
  read: readModelAnswers,
};

const ROLES = wordGroups(`user: human user | assistant: gpt chatgpt bing bard assistant function_call
  | system: system | tool: tool observation`);

/** The turns as messages with role and content, or undefined when the record is not a conversation. */
function turnsOf(value: JsonObject): JsonObject[] | undefined {
  const shared = listOf(value['conversations']);
  const isCalled = hasRoles(value['messages']);
  if (!isCalled && shared.length > 0 && textOf(objectOf(shared[0])['from']) !== undefined) {
    return shared.map((turn) => {
      const { from, value: content } = objectOf(turn);
      return { role: ROLES.get(textOf(from) ?? '') ?? 'user', content };
    });
  }
  const plain = value['conversation'] ?? value['conversations'];
  if (!isCalled && hasRoles(plain)) return listOf(plain).map(objectOf);
  const messages = value['messages'];
  if (!hasRoles(messages) || value['model_parameters'] !== undefined) return undefined;
  const last = objectOf(listOf(messages).at(-1));
  // A request never ends in an answer, apart from a prefill, which a request with limits or a reply next to it may have.
  const isCall = ['max_tokens', 'response', 'output', 'answer', 'completion', 'stream'].some(
    (name) => value[name] !== undefined,
  );
  // A body names its model: what it ends in is what its client wrote for the model to go on with, and all of it is one call.
  // No body of a call has an answer that is an object.
  if (typeof value['model'] === 'string' && answerText(last) === last) return undefined;
  return last['role'] === 'assistant' && !isCall ? listOf(messages).map(objectOf) : undefined;
}

function hasRoles(list: unknown): boolean {
  return typeof objectOf(listOf(list)[0])['role'] === 'string';
}

function readConversation(value: JsonObject, sink: RecordSink): void {
  const turns = turnsOf(value) ?? [];
  const whole = newRecord('conversation');
  readChat([{ role: 'system', content: textOf(value['system']) ?? '' }, ...turns.map(answerText)], whole);
  let asked = false;
  let found = false;
  const at = turns.filter(({ role }) => role !== 'system');
  for (const [index, { role, text, toolCalls = '' }] of whole.messages.entries()) {
    if (role === 'user') asked = true;
    if (role !== 'assistant' || !asked || (text === '' && toolCalls === '')) continue;
    found = true;
    const record: RequestRecord = {
      ...newRecord('conversation'),
      system: whole.system,
      messages:
        whole.messages.length > LONG ? keptHistory(whole.messages.slice(0, index)) : whole.messages.slice(0, index),
    };
    record.answer = makeAnswer(text, toolCalls, undefined);
    readCircumstances(value, whole.messages.length === at.length ? objectOf(at[index - 1]) : {}, record);
    emit(record, sink);
  }
  if (!found) sink.skip('conversation without an answer');
}

/** Conversations with more messages lose the middle of what each answer had before it, or the work would grow with their square. */
const LONG = 200;

/** Arena-Hard wraps the text of an answer in an object. */
function answerText(turn: JsonObject): JsonObject {
  const wrapped = objectOf(turn['content'])['answer'];
  return typeof wrapped === 'string' ? { ...turn, content: wrapped } : turn;
}

/** WildChat has time, hashed address and user agent, for the conversation and for each user turn. */
function readCircumstances(value: JsonObject, turn: JsonObject, record: RequestRecord): void {
  const header = objectOf(turn['header'] ?? value['header']);
  set(record, {
    time: turn['timestamp'] ?? value['timestamp'] ?? value['tstamp'],
    userAgent: header['user-agent'],
    address: turn['hashed_ip'] ?? value['hashed_ip'],
    session: value['conversation_id'] ?? value['conversation_hash'] ?? value['id'],
    user: value['user_id'],
  });
  readMetadataFields({ ...value, key: undefined, id: undefined }, record);
}

function readFastchat(row: JsonObject, sink: RecordSink): void {
  if (row['type'] !== 'chat' || !isObject(row['state'])) return sink.skip('vote or other event of a chat server');
  const state = row['state'];
  const record = newRecord('fastchat');
  const [user] = listOf(state['roles']);
  const turns = listOf(state['messages'])
    .slice(numberOf(state['offset']) ?? 0)
    .map(listOf);
  const messages = turns.map(([speaker, content]) => ({
    role: speaker === user ? 'user' : 'assistant',
    content: content ?? '',
  }));
  readChat([{ role: 'system', content: textOf(state['system_message']) ?? '' }, ...messages], record);
  const last = record.messages.at(-1);
  if (last?.role === 'assistant') {
    record.messages.pop();
    record.answer = makeAnswer(last.text, '', undefined);
  }
  fill(record, row, 'time=start|tstamp address=ip model=model', { session: state['conv_id'] });
  const settings = objectOf(row['gen_params']);
  const temperature = numberOf(settings['temperature']);
  if (temperature !== undefined) record.parameters.temperature = temperature;
  const maxTokens = numberOf(settings['max_new_tokens']);
  if (maxTokens !== undefined) record.parameters.maxTokens = maxTokens;
  emit(record, sink);
}

function readModelAnswers(row: JsonObject, sink: RecordSink): void {
  for (const turn of listOf(objectOf(listOf(row['choices'])[0])['turns'])) {
    const record = newRecord('model-answers');
    record.answer = makeAnswer(textOf(turn) ?? textOf(objectOf(turn)['content']) ?? '', '', undefined);
    set(record, { time: row['tstamp'], model: row['model_id'] ?? row['model'] });
    sink.request(record);
  }
}
