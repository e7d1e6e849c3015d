import { joinCalls, toolCall } from '../dialects/content-parts.ts';
import { readChat, readTools } from '../dialects/openai-chat.ts';
import { fillNumber, fillText, makeAnswer } from '../fields/fill.ts';
import { listOf, numberOf, objectOf, textOf, unpackJson } from '../fields/json.ts';
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
  fillText(record, 'id', attributes['ai.response.id']);
  fillText(record, 'model', attributes['ai.model.id'] ?? attributes['ai.response.model']);
  readChat(unpackJson(attributes['ai.prompt.messages']), record);
  readTools({ tools: listOf(attributes['ai.prompt.tools']).map(unpackJson) }, record);
  const { parameters } = record;
  const temperature = numberOf(attributes['ai.settings.temperature'] ?? attributes['gen_ai.request.temperature']);
  if (temperature !== undefined) parameters.temperature = temperature;
  const maxTokens = numberOf(attributes['ai.settings.maxOutputTokens'] ?? attributes['ai.settings.maxTokens']);
  if (maxTokens !== undefined) parameters.maxTokens = maxTokens;
  const calls = listOf(unpackJson(attributes['ai.response.toolCalls'] ?? attributes['ai.result.toolCalls'])).map(
    (call) => {
      const { toolName, input, args } = objectOf(call);
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
  if (attributes['ai.response.object'] !== undefined) parameters.structured = true;
  fillNumber(record, 'inputTokens', attributes['ai.usage.inputTokens'] ?? attributes['ai.usage.promptTokens']);
  fillNumber(record, 'outputTokens', attributes['ai.usage.outputTokens'] ?? attributes['ai.usage.completionTokens']);
}
