import { readRequestBody, readResponseBody } from './bodies.ts';
import { joinCalls, readParts, toolCall } from './content-parts.ts';
import { readChat } from './openai-chat.ts';
import { openaiResponses } from './openai-responses.ts';
import { noteCall, noteMessage } from '../facts/reading/answer-facts.ts';
import { makeAnswer } from '../fields/answer.ts';
import { readPythonFields } from '../fields/python-literal.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf, unpackJson } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import { wordGroups, words } from '../../../schema/words.ts';

/**
 * Reads a prompt from tracing products, which keep whatever a framework passed them: a body of a known dialect, a list
 * of messages (possibly as LangChain writes them), an object with one of the usual names, or text; any of these may be
 * encoded as a string, up to twice.
 */
export function readAnyPrompt(value: unknown, record: RequestRecord): void {
  const prompt = unpackTwice(value);
  if (readRequestBody(prompt, record)) return;
  if (!isObject(prompt)) {
    // Items of the Responses API: calls and what they gave stand beside messages, and nobody said them.
    if (Array.isArray(prompt) && prompt.some(isItem)) openaiResponses.readRequest({ input: prompt }, record);
    else if (Array.isArray(prompt)) readChat(flatten(prompt).map(plainMessage), record);
    else readChat(textOf(prompt), record);
    return;
  }
  // What a function of Python was called with.
  if (Array.isArray(prompt['args']))
    return readAnyPrompt(prompt['args'].length > 0 ? prompt['args'] : prompt['kwargs'], record);
  for (const name of PROMPT_NAMES) {
    const inner = prompt[name];
    if (typeof inner === 'string' || Array.isArray(inner)) return readAnyPrompt(inner, record);
  }
  if (Object.keys(prompt).length > 0) readChat(JSON.stringify(prompt), record);
}

function isItem(value: unknown): boolean {
  const { type, role } = objectOf(value);
  return role === undefined && typeof type === 'string' && /_call(?:_output)?$/.test(type);
}

const PROMPT_NAMES = ['messages', 'prompts', 'prompt', 'input', 'question', 'query', 'text', 'content'];

/** Reads an answer from tracing products, as variously written as prompts are. */
export function readAnyAnswer(value: unknown, record: RequestRecord): void {
  const answer = unpackTwice(value);
  if (answer === undefined || answer === null || readResponseBody(answer, record)) return;
  // One candidate of Gemini, as Google's kit for agents hands it on.
  if (
    isObject(answer) &&
    Array.isArray(objectOf(answer['content'])['parts']) &&
    readResponseBody({ candidates: [answer] }, record)
  )
    return;
  if (typeof answer === 'string') {
    record.answer = makeAnswer(answer, '', undefined);
    return;
  }
  const calls = listOf(answer).filter((item) => textOf(objectOf(item)['toolName']) !== undefined);
  if (calls.length > 0) {
    for (const call of calls) noteCall(textOf(objectOf(call)['toolCallId']), record);
    const texts = calls.map((call) =>
      toolCall(objectOf(call)['toolName'], objectOf(call)['input'] ?? objectOf(call)['args']),
    );
    record.answer = makeAnswer('', joinCalls(texts), undefined);
    return;
  }
  const message = answerMessage(answer);
  if (message === undefined) return;
  noteMessage(message, record);
  const said = message['content'] ?? message['text'] ?? message['parts'];
  if (said === undefined && isObject(answer) && !MESSAGE_FIELDS.some((name) => name in answer)) {
    // The model was asked for an object, and this is it.
    const text = typeof value === 'string' ? value : JSON.stringify(answer);
    if (text !== '{}') record.answer = makeAnswer(text, '', undefined);
    return;
  }
  const { text, toolCalls } = readParts(said);
  const listed = message['tool_calls'] ?? objectOf(message['additional_kwargs'])['tool_calls'];
  const called = listOf(listed).map((call) => {
    const inner = objectOf(objectOf(call)['function'] ?? call);
    return toolCall(inner['name'], inner['arguments'] ?? inner['args']);
  });
  record.answer = makeAnswer(text, toolCalls || joinCalls(called), message['finish_reason']);
}

/** What a message or something around one has that says nothing by itself. */
const MESSAGE_FIELDS = words(`role generations messages output message tool_calls additional_kwargs
  kwargs data error`);

function answerMessage(answer: unknown): JsonObject | undefined {
  if (Array.isArray(answer)) {
    const said = flatten(answer);
    const last: unknown = said.at(-1);
    if (!isObject(last)) return undefined;
    // Koog gives each call of a tool a message of its own.
    const calls = said.map((item) => objectOf(item)).filter((item) => item['finish_reason'] === 'tool_calls');
    const isSplit = calls.length > 1 && calls.every(({ content }) => Array.isArray(content));
    return isSplit ? { ...last, content: calls.flatMap(({ content }) => listOf(content)) } : plainMessage(last);
  }
  const object = objectOf(answer);
  for (const name of ['generations', 'messages', 'output', 'message']) {
    const inner = object[name];
    if (Array.isArray(inner)) return answerMessage(inner);
    if (isObject(inner)) return plainMessage(inner);
    if (typeof inner === 'string') return { content: inner };
  }
  return plainMessage(object);
}

function unpackTwice(value: unknown): unknown {
  const once = unpackJson(value);
  if (typeof once !== 'string' || !once.startsWith('"')) return unpackJson(once);
  try {
    return unpackJson(JSON.parse(once));
  } catch {
    return once;
  }
}

/** LangChain keeps a list of messages for each of a list of prompts. */
function flatten(list: readonly unknown[]): readonly unknown[] {
  return list.flatMap((item): readonly unknown[] => (Array.isArray(item) ? item : [item]));
}

const LANGCHAIN_ROLES = wordGroups(`user: human HumanMessage | assistant: ai AIMessage AIMessageChunk
  | system: system SystemMessage | tool: tool ToolMessage`);

/** A message with role and content, from the forms in which LangChain serialises one; others stay as they are. */
function plainMessage(value: unknown): JsonObject {
  const message = typeof value === 'string' ? (printedMessage(value) ?? {}) : objectOf(value);
  if (isObject(message['message'])) return plainMessage(message['message']);
  const inner = message['kwargs'] ?? message['data'];
  const kind = textOf(listOf(message['id']).at(-1)) ?? textOf(message['type']) ?? '';
  if (isObject(inner)) return { ...inner, role: inner['role'] ?? LANGCHAIN_ROLES.get(kind) ?? 'user' };
  if (message['role'] !== undefined) return message;
  if (typeof value === 'string') return { role: 'user', content: value };
  return { ...message, role: LANGCHAIN_ROLES.get(kind) ?? 'user' };
}

/** Fields of a message of Agno, which prints them all. Those that hold no words are passed over. */
const PRINTED =
  /^(?:role|content|name|tool_(?:calls?|call_id|call_error|name|args)|audio|images|videos|files|(?:audio|image)_output|(?:redacted_)?thinking|provider_data|citations|reasoning_content|stop_after_tool_call|add_to_agent_memory|from_history|metrics|references|created_at)$/;
const SILENT = /^(?:role|content|name|metrics|tool_(?:calls|call_id|name|args))$/;

/**
 * A message that was an object of Python and became `role='user' content='...' name=None`; undefined for other text, also where
 * any of it would be lost.
 */
function printedMessage(text: string): JsonObject | undefined {
  if (!/^role='(?:system|developer|user|assistant|tool)' content=/.test(text)) return undefined;
  const { fields, cut, end } = readPythonFields(text, 0);
  const { role, content, tool_calls: calls } = fields;
  const isWhole = Object.entries(fields).every(
    ([name, value]) =>
      PRINTED.test(name) && (SILENT.test(name) || value === null || !['string', 'object'].includes(typeof value)),
  );
  return cut || !isWhole || end < text.trimEnd().length ? undefined : { role, content, tool_calls: calls };
}
