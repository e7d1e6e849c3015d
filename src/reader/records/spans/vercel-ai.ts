import { joinCalls, toolCall } from '../dialects/content-parts.ts';
import { readChat, readTools } from '../dialects/openai-chat.ts';
import { noteCall, noteDropped, noteMessage, noteRefusal, noteThinkingTokens } from '../facts/reading/answer-facts.ts';
import { LIMITS } from '../facts/facts.ts';
import { makeAnswer } from '../fields/answer.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import type { Attributes } from './attributes.ts';
import type { SpanDialect } from './span-dialect.ts';

/** Vercel AI SDK. The outer span repeats the text of the inner one that calls the model; only the inner one counts. */
export const vercelAi: SpanDialect = {
  name: 'vercel-ai',
  matches: (attributes) => typeof attributes['ai.operationId'] === 'string',
  isCall: (attributes) => /\.do(?:Generate|Stream)$/.test(textOf(attributes['ai.operationId']) ?? ''),
  read,
};

function read(attributes: Attributes, record: RequestRecord): void {
  setMissingText(record, 'id', attributes['ai.response.id']);
  setMissingText(record, 'model', attributes['ai.model.id'] ?? attributes['ai.response.model']);
  readChat(unpackJson(attributes['ai.prompt.messages']), record);
  readTools({ tools: listOf(attributes['ai.prompt.tools']).map(unpackJson) }, record);
  const { parameters } = record;
  const temperature = numberOf(attributes['ai.settings.temperature'] ?? attributes['gen_ai.request.temperature']);
  if (temperature !== undefined) parameters.temperature = temperature;
  const maxTokens = numberOf(attributes['ai.settings.maxOutputTokens'] ?? attributes['ai.settings.maxTokens']);
  if (maxTokens !== undefined) parameters.maxTokens = maxTokens;
  const calls = listOf(unpackJson(attributes['ai.response.toolCalls'] ?? attributes['ai.result.toolCalls'])).map(
    (call) => {
      const { toolName, input, args, toolCallId } = objectOf(call);
      noteCall(textOf(toolCallId), record);
      return toolCall(toolName, input ?? args);
    },
  );
  const text = ['ai.response.text', 'ai.response.object', 'ai.result.text', 'ai.result.object']
    .map((name) => textOf(attributes[name]))
    .find(Boolean);
  if (text !== undefined || calls.length > 0) {
    const finish = textOf(attributes['ai.response.finishReason'] ?? attributes['ai.finishReason'])?.replaceAll(
      '-',
      '_',
    );
    record.answer = makeAnswer(text ?? '', joinCalls(calls), finish);
  }
  noteMetadata(objectOf(unpackJson(attributes['ai.response.providerMetadata'])), record);
  noteMessage({ reasoning: attributes['ai.response.reasoning'] }, record);
  noteThinkingTokens(attributes['ai.usage.reasoningTokens'], record);
  if (attributes['ai.response.object'] !== undefined) parameters.structured = true;
  setMissingNumber(record, 'inputTokens', attributes['ai.usage.inputTokens'] ?? attributes['ai.usage.promptTokens']);
  setMissingNumber(
    record,
    'outputTokens',
    attributes['ai.usage.outputTokens'] ?? attributes['ai.usage.completionTokens'],
  );
}

/** What provider and gateway say about an answer beside it. */
function noteMetadata({ anthropic, gateway }: JsonObject, record: RequestRecord): void {
  const { stopDetails, inputTransformations } = objectOf(anthropic);
  const { type, category } = objectOf(stopDetails);
  if (type === 'refusal') noteRefusal(category, record);
  noteDropped(inputTransformations, record);
  const session = textOf(objectOf(objectOf(gateway)['routing'])['clientSessionId']);
  if (session !== undefined) (record.facts ??= {}).clientSession ??= session.slice(0, LIMITS.text);
}
