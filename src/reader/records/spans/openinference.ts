import { readRequestBody, readResponseBody } from '../dialects/bodies.ts';
import { joinCalls, readParts, toolCall } from '../dialects/content-parts.ts';
import { readChat, readParameters, readTools } from '../dialects/openai-chat.ts';
import { noteMessage, noteThinkingTokens } from '../facts/reading/answer-facts.ts';
import { makeAnswer } from '../fields/answer.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { type JsonObject, objectOf, textOf, unpackJson } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import { type Attributes, gatherList, innerList } from './attributes.ts';
import type { SpanDialect } from './span-dialect.ts';

/** OpenInference (Arize Phoenix, Envoy AI Gateway): messages as `llm.input_messages.0.message.role`, bodies in `input.value`. */
export const openinference: SpanDialect = {
  name: 'openinference',
  matches: (attributes) =>
    attributes['openinference.span.kind'] !== undefined || attributes['llm.model_name'] !== undefined,
  isCall: (attributes) => (attributes['openinference.span.kind'] ?? 'LLM') === 'LLM',
  read,
};

function read(attributes: Attributes, record: RequestRecord): void {
  // The body that was sent knows more than the attributes: the system prompt, tools, and the caller's user.
  if (!readRequestBody(attributes['input.value'], record)) {
    readChat(gatherList(attributes, 'llm.input_messages').map(chatMessage), record);
    if (record.messages.length === 0 && record.system === '') readChat(chatOrText(attributes['input.value']), record);
    const tools = gatherList(attributes, 'llm.tools').map((tool) => unpackJson(objectOf(tool['tool'])['json_schema']));
    readTools({ tools }, record);
    readParameters(objectOf(unpackJson(attributes['llm.invocation_parameters'])), record);
  }
  if (!readResponseBody(attributes['output.value'], record)) readAnswer(attributes, record);
  setMissingText(record, 'model', attributes['llm.request.model_name'] ?? attributes['llm.model_name']);
  setMissingNumber(record, 'inputTokens', attributes['llm.token_count.prompt']);
  setMissingNumber(record, 'outputTokens', attributes['llm.token_count.completion']);
  noteThinkingTokens(attributes['llm.token_count.completion_details.reasoning'], record);
}

/** A bare list of messages, or a prompt that is text whatever it looks like. */
function chatOrText(value: unknown): unknown {
  const unpacked = unpackJson(value);
  return Array.isArray(unpacked) && objectOf(unpacked[0])['role'] !== undefined ? unpacked : textOf(value);
}

/** A message as OpenAI writes it. */
function chatMessage(item: JsonObject): JsonObject {
  const message = objectOf(item['message']);
  const contents = innerList(message['contents']).map((content) => objectOf(content)['message_content']);
  const calls = innerList(message['tool_calls']).map((call) => objectOf(call)['tool_call']);
  return { ...message, content: message['content'] ?? contents, tool_calls: calls };
}

function readAnswer(attributes: Attributes, record: RequestRecord): void {
  const [first] = gatherList(attributes, 'llm.output_messages');
  const finish = attributes['llm.finish_reason'];
  if (first === undefined) {
    const text = textOf(attributes['output.value']);
    if (text !== undefined) record.answer = makeAnswer(text, '', finish);
    return;
  }
  const message = chatMessage(first);
  noteMessage(message, record);
  const calls = innerList(message['tool_calls']).map((call) => {
    const called = objectOf(objectOf(call)['function']);
    return toolCall(called['name'], called['arguments']);
  });
  record.answer = makeAnswer(readParts(message['content']).text, joinCalls(calls), finish);
}
