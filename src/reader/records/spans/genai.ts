import { readLabelledPrompt } from '../dialects/chat-template.ts';
import { readParts, toolCall, joinCalls } from '../dialects/content-parts.ts';
import { readAnyAnswer, readAnyPrompt } from '../dialects/any-payload.ts';
import { readChat, readTools } from '../dialects/openai-chat.ts';
import { noteMessage, noteRefusal, noteServed, noteThinkingTokens } from '../facts/reading/answer-facts.ts';
import { makeAnswer } from '../fields/answer.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import { unpackCell } from '../fields/table-row.ts';
import { type Attributes, gatherList, innerList } from './attributes.ts';
import type { SpanDialect } from './span-dialect.ts';

/** Operations that send text to a model; others run tools, agents or embeddings. */
const CALLS: ReadonlySet<unknown> = new Set(['chat', 'text_completion', 'generate_content', 'completion']);

/**
 * OpenTelemetry semantic conventions for generative AI, today's and the older ones, and OpenLLMetry (Traceloop), which
 * writes messages as `gen_ai.prompt.0.content`.
 */
export const genai: SpanDialect = {
  name: 'genai',
  matches: (attributes) =>
    attributes['gen_ai.operation.name'] !== undefined ||
    attributes['gen_ai.request.model'] !== undefined ||
    attributes['llm.request.type'] !== undefined,
  isCall: (attributes) => {
    const operation = attributes['gen_ai.operation.name'] ?? attributes['llm.request.type'];
    return operation === undefined ? attributes['gen_ai.tool.name'] === undefined : CALLS.has(operation);
  },
  read,
};

function read(attributes: Attributes, record: RequestRecord): void {
  setMissingText(record, 'id', attributes['gen_ai.response.id']);
  setMissingText(
    record,
    'model',
    attributes['gen_ai.request.model'] ?? attributes['gen_ai.response.model'] ?? attributes['llm.request.model'],
  );
  readPrompt(attributes, record);
  noteServed(attributes['gen_ai.response.model'], record);
  noteThinkingTokens(attributes['gen_ai.usage.reasoning.output_tokens'], record);
  if (makeAnswer('', '', listOf(attributes['gen_ai.response.finish_reasons'])[0]).finish === 'content_filter')
    noteRefusal('content_filter', record);
  readAnswer(attributes, record);
  readRequestParameters(attributes, record);
  readTools({ tools: unpackJson(attributes['gen_ai.tool.definitions']) }, record);
  for (const tool of gatherList(attributes, 'llm.request.functions')) {
    record.tools.push({
      name: textOf(tool['name']) ?? '',
      schema: JSON.stringify(unpackJson(tool['parameters']) ?? {}),
    });
  }
  setMissingNumber(
    record,
    'inputTokens',
    attributes['gen_ai.usage.input_tokens'] ??
      attributes['gen_ai.usage.prompt_tokens'] ??
      attributes['llm.usage.prompt_tokens'],
  );
  setMissingNumber(
    record,
    'outputTokens',
    attributes['gen_ai.usage.output_tokens'] ??
      attributes['gen_ai.usage.completion_tokens'] ??
      attributes['llm.usage.completion_tokens'],
  );
}

function readPrompt(attributes: Attributes, record: RequestRecord): void {
  const system = attributes['gen_ai.system_instructions'];
  if (system !== undefined) record.system = readParts(unpackJson(system)).text;
  const messages = attributes['gen_ai.input.messages'];
  if (messages !== undefined) readChat(unpackJson(messages), record);
  // The deprecated attribute holds all of the prompt, as JSON or as Python prints it.
  else if (attributes['gen_ai.prompt'] !== undefined) {
    if (!readLabelledPrompt(attributes['gen_ai.prompt'], record))
      readAnyPrompt(unpackCell(attributes['gen_ai.prompt']), record);
  } else readChat(gatherList(attributes, 'gen_ai.prompt').map(indexedMessage), record);
  readChat(gatherList(attributes, 'llm.prompts').map(indexedMessage), record);
}

/** `gen_ai.prompt.0.tool_calls.0.name` replaces the OpenAI shape. */
function indexedMessage(message: JsonObject): JsonObject {
  const calls = innerList(message['tool_calls']).map((call) => ({ function: call }));
  return { ...message, content: unpackParts(message['content']), tool_calls: calls };
}

/** Content that was a list of parts is JSON in a string here; other text stays text. */
function unpackParts(content: unknown): unknown {
  const unpacked = unpackJson(content);
  return Array.isArray(unpacked) && typeof objectOf(unpacked[0])['type'] === 'string' ? unpacked : content;
}

function readAnswer(attributes: Attributes, record: RequestRecord): void {
  const messages = unpackJson(attributes['gen_ai.output.messages']);
  const whole = attributes['gen_ai.completion'];
  const indexed =
    (whole === undefined ? gatherList(attributes, 'gen_ai.completion')[0] : undefined) ??
    gatherList(attributes, 'llm.completions')[0];
  const message = objectOf(listOf(messages)[0] ?? indexed);
  const finish = message['finish_reason'] ?? listOf(attributes['gen_ai.response.finish_reasons'])[0];
  if (typeof messages === 'string') {
    record.answer = makeAnswer(messages, '', finish);
  } else if (Object.keys(message).length > 0) {
    const { text, toolCalls } = readOutput(message);
    record.answer = makeAnswer(text, toolCalls, finish);
    noteOutput(message, record);
  } else if (whole !== undefined) {
    readAnyAnswer(choiceOf(unpackCell(whole)), record);
    if (record.answer !== undefined && finish !== undefined)
      record.answer = makeAnswer(record.answer.text, record.answer.toolCalls, finish);
  }
}

/** Notes what a message that the model sent says besides its text. */
export function noteOutput(message: JsonObject, record: RequestRecord): void {
  // Most have no such calls, and to copy a message takes longer than to look for all facts in it.
  const { tool_calls: calls } = message;
  noteMessage(calls === undefined ? message : { ...message, tool_calls: innerList(calls) }, record);
}

/** Some write the choices of the answer without the body around them. */
function choiceOf(completion: unknown): unknown {
  return isObject(objectOf(listOf(completion)[0])['message']) ? { choices: completion } : completion;
}

/** Text and tool calls of a message that the model sent. */
export function readOutput(message: JsonObject): { text: string; toolCalls: string } {
  const { text, toolCalls } = readParts(message['content'] ?? message['parts']);
  const calls = innerList(message['tool_calls']).map((call) => {
    const called = objectOf(objectOf(call)['function'] ?? call);
    return toolCall(called['name'], called['arguments']);
  });
  return { text, toolCalls: toolCalls || joinCalls(calls) };
}

function readRequestParameters(attributes: Attributes, record: RequestRecord): void {
  const { parameters } = record;
  const temperature = numberOf(attributes['gen_ai.request.temperature']);
  if (temperature !== undefined) parameters.temperature = temperature;
  const topP = numberOf(attributes['gen_ai.request.top_p']);
  if (topP !== undefined) parameters.topP = topP;
  const maxTokens = numberOf(attributes['gen_ai.request.max_tokens']);
  if (maxTokens !== undefined) parameters.maxTokens = maxTokens;
  const choices = numberOf(attributes['gen_ai.request.choice.count']);
  if (choices !== undefined) parameters.choices = choices;
  const isStream =
    attributes['gen_ai.request.stream'] ?? attributes['llm.is_streaming'] ?? attributes['gen_ai.is_streaming'];
  if (isStream === true) parameters.stream = true;
  const format = attributes['gen_ai.output.type'] ?? attributes['gen_ai.openai.request.response_format'];
  if (format === 'json' || format === 'json_schema' || format === 'json_object') parameters.structured = true;
  if (attributes['gen_ai.request.structured_output_schema'] !== undefined) parameters.structured = true;
}
