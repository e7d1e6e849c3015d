import { addAll } from '../../../math/lists/many.ts';
import { joinCalls, readParts, toolCall, withMedia } from './content-parts.ts';
import { readTemplatedPrompt } from './chat-template.ts';
import type { Dialect, StreamPiece } from './dialect.ts';
import { foldCall, type FoldedCall } from './event-stream.ts';
import { areLongNames, noteDefinition, readSideTexts, withSpeaker } from './side-texts.ts';
import { noteMessage, noteServed, noteThinkingTokens } from '../facts/reading/answer-facts.ts';
import { noteContentFilters } from '../facts/reading/guardrail-facts.ts';
import { reasoningBeside, sentReasoning } from '../facts/reading/part-facts.ts';
import { noteSent } from '../facts/reading/sent-facts.ts';
import { makeAnswer } from '../fields/answer.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../fields/json.ts';
import type { Answer, Message, RequestRecord } from '../fields/request.ts';

/** OpenAI Chat Completions, and the older Completions with a bare prompt. */
export const openaiChat: Dialect = {
  name: 'openai-chat',
  isRequest: (body) =>
    isChat(body['messages']) ||
    (typeof body['model'] === 'string' && (promptsOf(body).length > 0 || isTokens(body['prompt']))),
  readRequest,
  isResponse: (body) => Array.isArray(body['choices']),
  readResponse,
  fold,
  pieceNames: ['choices'],
  pieceOf,
};

function isChat(messages: unknown): boolean {
  const first: unknown = Array.isArray(messages) ? messages[0] : undefined;
  return isObject(first) && typeof first['role'] === 'string';
}

/** A bare prompt, or several that are answered one by one. */
function promptsOf(body: JsonObject): readonly string[] {
  const prompt = body['prompt'];
  return (typeof prompt === 'string' ? [prompt] : listOf(prompt)).filter((text) => typeof text === 'string');
}

/** A prompt that its client has cut into tokens: a call whose text nobody can read here. */
const isTokens = (prompt: unknown): boolean =>
  listOf(prompt).length > 0 &&
  listOf(prompt)
    .flat()
    .every((token) => typeof token === 'number');

function readRequest(body: JsonObject, record: RequestRecord): void {
  if (body['messages'] === undefined) {
    // Ollama takes a system prompt beside a bare one.
    record.system = textOf(body['system']) ?? '';
    for (const prompt of promptsOf(body)) readTemplatedPrompt(prompt, record);
  } else readChat(body['messages'], record);
  readTools(body, record);
  readParameters(body, record);
  setMissingText(record, 'model', body['model']);
}

function addUser(record: RequestRecord, prompt: unknown): void {
  const text = textOf(prompt);
  if (text !== undefined) record.messages.push({ role: 'user', text });
}

/** Reads messages of any role into a record. System and developer messages become the system prompt. */
export function readChat(messages: unknown, record: RequestRecord): void {
  if (typeof messages === 'string') return addUser(record, messages);
  const list = listOf(messages);
  const areLong = areLongNames(list);
  for (const message of list) {
    if (typeof message === 'string') addUser(record, message);
    else if (isObject(message)) readMessage(message, record, areLong);
  }
}

/** @param areLong see `areLongNames` */
function readMessage(message: JsonObject, record: RequestRecord, areLong: boolean): void {
  const { role, content } = message;
  if (isObject(content) && isObject(content['function'])) {
    // Some integrations put the tools among the messages.
    readTools({ tools: [content] }, record);
    return;
  }
  noteSent(message, record);
  const shown = (role === 'tool' ? resultOf(content) : content) ?? message['parts'];
  const { text: said, media, pictures, toolCalls, results } = readParts(shown);
  // A server may show the model what others than the model are said to think or refuse.
  const thought = role === 'assistant' || role === 'model' ? undefined : sentReasoning(message)?.reasoning;
  const whole = [thought, said, textOf(message['refusal'])].filter(Boolean).join('\n');
  const text = withSpeaker(message['name'], whole, areLong);
  if (role === 'system' || role === 'developer') {
    record.system = record.system === '' ? text : `${record.system}\n\n${text}`;
    return;
  }
  for (const result of results) {
    record.messages.push(withMedia({ role: 'tool', text: result.text }, result));
  }
  const calls = toolCalls || readCalls(message);
  // Koog gives the role of the tool to the call, too.
  const isAssistant = role === 'assistant' || role === 'model' || (role === 'tool' && text === '' && toolCalls !== '');
  if (results.length > 0 && text === '' && media === 0 && calls === '') return;
  const read: Message = {
    role: isAssistant ? 'assistant' : role === 'tool' || role === 'function' ? 'tool' : 'user',
    text,
  };
  if (isAssistant) Object.assign(read, { toolCalls: calls }, sentReasoning(message));
  record.messages.push(withMedia(read, { media, pictures }));
}

/** What a tool gave that is no part of a message is JSON. */
function resultOf(content: unknown): unknown {
  const isData =
    Array.isArray(content) && content.every((item) => isObject(item) && !PART.some((name) => name in item));
  return isData && content.length > 0 ? JSON.stringify(content) : content;
}

/** Fields by which parts of messages are known, whatever the vendor. */
const PART = ['type', 'text', 'content', 'json', 'image', 'document', 'video', 'functionResponse', 'toolResult'];

/** Tool calls of an assistant's message as compact JSON. */
export function readCalls(message: JsonObject): string {
  const calls = listOf(message['tool_calls']).map((call) => {
    const called = objectOf(objectOf(call)['function'] ?? objectOf(call)['custom']);
    return toolCall(called['name'], called['arguments'] ?? called['input']);
  });
  const single = message['function_call'];
  if (isObject(single)) calls.push(toolCall(single['name'], single['arguments']));
  return joinCalls(calls);
}

/** Reads tool definitions of OpenAI (both APIs and the older functions) and Anthropic. */
export function readTools(body: JsonObject, record: RequestRecord): void {
  for (const tool of [...listOf(body['tools']), ...listOf(body['functions'])]) {
    if (!isObject(tool)) continue;
    const definition = [tool['function'], tool['toolSpec']].find((inner) => isObject(inner)) ?? tool;
    const name = textOf(definition['name']) ?? textOf(definition['type']) ?? '';
    const schema =
      definition['parameters'] ??
      definition['input_schema'] ??
      objectOf(definition['inputSchema'])['json'] ??
      definition['inputSchema'] ??
      {};
    record.tools.push({ name, schema: JSON.stringify(schema) });
    noteDefinition(definition, record);
  }
}

/** Reads sampling parameters that share their names over vendors. */
export function readParameters(body: JsonObject, record: RequestRecord): void {
  const { parameters } = record;
  const temperature = numberOf(body['temperature']);
  if (temperature !== undefined) parameters.temperature = temperature;
  const topP = numberOf(body['top_p']);
  if (topP !== undefined) parameters.topP = topP;
  const maxTokens = numberOf(body['max_tokens'] ?? body['max_completion_tokens'] ?? body['max_output_tokens']);
  if (maxTokens !== undefined) parameters.maxTokens = maxTokens;
  const choices = numberOf(body['n']);
  if (choices !== undefined) parameters.choices = choices;
  if (body['logprobs'] === true || (numberOf(body['top_logprobs']) ?? 0) > 0) parameters.logprobs = true;
  if (body['stream'] === true) parameters.stream = true;
  const format = objectOf(
    body['response_format'] ?? objectOf(body['text'])['format'] ?? objectOf(body['output_config'])['format'],
  );
  if (format['type'] === 'json_schema' || format['type'] === 'json_object') parameters.structured = true;
  readSideTexts(body, record);
}

function readResponse(body: JsonObject, record: RequestRecord): void {
  setMissingText(record, 'id', body['id']);
  setMissingText(record, 'model', body['model']);
  noteServed(body['model'], record);
  const choices = listOf(body['choices']);
  const first = objectOf(choices[0]);
  if (isObject(first['message'])) noteMessage(first['message'], record);
  if (choices.length > 0) record.answer = readAnswer(first);
  if (record.answer?.finish === 'content_filter') noteContentFilters(first['content_filter_results'], record);
  if (choices.length > 1) record.parameters.choices ??= choices.length;
  if (isObject(first['logprobs'])) record.parameters.logprobs = true;
  // Groq says what a stream took in a field of its own.
  const usage = objectOf(body['usage'] ?? objectOf(body['x_groq'])['usage']);
  setMissingNumber(record, 'inputTokens', usage['prompt_tokens']);
  setMissingNumber(record, 'outputTokens', usage['completion_tokens']);
  noteThinkingTokens(objectOf(usage['completion_tokens_details'])['reasoning_tokens'], record);
  // OpenRouter says what it charges, in dollars.
  setMissingNumber(record, 'costUsd', usage['cost']);
}

function readAnswer(choice: JsonObject): Answer {
  const message = objectOf(choice['message']);
  const { text, toolCalls } = readParts(message['content'] ?? choice['text'] ?? message['refusal']);
  return makeAnswer(text, toolCalls || readCalls(message), choice['finish_reason']);
}

/** Joins `chat.completion.chunk` events: texts and tool arguments by place, first choice only. */
function fold(events: readonly JsonObject[]): JsonObject | undefined {
  if (!events.some((event) => Array.isArray(event['choices']))) return undefined;
  let text = '';
  let finish: unknown;
  let [filters, usage, context]: unknown[] = [];
  const calls: FoldedCall[] = [];
  let reasoning = '';
  const [details, annotations]: [unknown[], unknown[]] = [[], []];
  for (const event of events) {
    usage = event['usage'] ?? objectOf(event['x_groq'])['usage'] ?? usage;
    for (const choice of listOf(event['choices'])) {
      const { index, delta, finish_reason: reason, text: old } = objectOf(choice);
      if ((numberOf(index) ?? 0) !== 0) continue;
      finish = reason ?? finish;
      if (reason === 'content_filter') filters = objectOf(choice)['content_filter_results'];
      const { content, tool_calls: deltas, ...others } = objectOf(delta);
      reasoning += textOf(others['reasoning_content'] ?? others['reasoning']) ?? '';
      if (details.length < MAX_DETAILS) addAll(details, reasoningBeside(others));
      if (annotations.length < MAX_DETAILS) addAll(annotations, listOf(others['annotations']));
      context = others['context'] ?? context;
      text += textOf(content) ?? textOf(old) ?? '';
      for (const item of listOf(deltas)) foldCall(objectOf(item), calls);
    }
  }
  const first = objectOf(events.find((event) => textOf(event['id']) !== undefined));
  const message = {
    role: 'assistant',
    content: text,
    tool_calls: calls.map(({ id, ...call }) => ({ id, function: call })),
    ...(reasoning !== '' && { reasoning_content: reasoning }),
    ...(details.length > 0 && { reasoning_details: details }),
    annotations,
    context,
  };
  return {
    ...first,
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: finish, content_filter_results: filters }],
    usage,
  };
}

/** Chunks have an id, but not those of all servers. Azure says what it filtered before the first one. */
function pieceOf(event: JsonObject): StreamPiece | undefined {
  const { object, choices } = event;
  if (!Array.isArray(choices) || !choices.every(isObject)) return undefined;
  const id = textOf(event['id']);
  const ends = textOf(choices[0]?.['finish_reason']) !== undefined;
  if (object === 'chat.completion.chunk') return { id, ends: id === undefined && ends };
  if (object === 'text_completion') return { id, ends: id === undefined && ends, isWhole: ends };
  return choices.length === 0 && 'prompt_filter_results' in event ? { id, begins: true } : undefined;
}

/** Pieces of reasoning that are kept of a stream. */
const MAX_DETAILS = 10_000;
