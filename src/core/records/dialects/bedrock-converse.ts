import { readParts } from '../content-parts.ts';
import type { Dialect } from '../dialect.ts';
import { fillNumber, makeAnswer } from '../fill.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../json.ts';
import type { RequestRecord } from '../request.ts';
import { readChat, readTools } from './openai-chat.ts';

/** Amazon Bedrock Converse: blocks without a type, parameters in `inferenceConfig`. */
export const bedrockConverse: Dialect = {
  name: 'bedrock-converse',
  isRequest: (body) =>
    Array.isArray(body['messages']) && (isObject(body['inferenceConfig']) || hasKeyedBlocks(body['messages'])),
  readRequest,
  isResponse: (body) => isObject(objectOf(body['output'])['message']) && body['stopReason'] !== undefined,
  readResponse,
  fold,
};

/** Blocks of Converse have the one key `text`, `image`, `toolUse` and so on, and no `type`. */
function hasKeyedBlocks(messages: readonly unknown[]): boolean {
  const block = objectOf(listOf(objectOf(messages[0])['content'])[0]);
  return block['type'] === undefined && Object.keys(block).length === 1;
}

function readRequest(body: JsonObject, record: RequestRecord): void {
  record.system = readParts(body['system']).text;
  readChat(body['messages'], record);
  readTools(objectOf(body['toolConfig']), record);
  const config = objectOf(body['inferenceConfig']);
  const { parameters } = record;
  const temperature = numberOf(config['temperature']);
  if (temperature !== undefined) parameters.temperature = temperature;
  const topP = numberOf(config['topP']);
  if (topP !== undefined) parameters.topP = topP;
  const maxTokens = numberOf(config['maxTokens']);
  if (maxTokens !== undefined) parameters.maxTokens = maxTokens;
}

function readResponse(body: JsonObject, record: RequestRecord): void {
  const message = objectOf(objectOf(body['output'])['message']);
  const { text, toolCalls } = readParts(message['content']);
  record.answer = makeAnswer(text, toolCalls, body['stopReason']);
  const usage = objectOf(body['usage']);
  const cached = (numberOf(usage['cacheReadInputTokens']) ?? 0) + (numberOf(usage['cacheWriteInputTokens']) ?? 0);
  fillNumber(record, 'inputTokens', (numberOf(usage['inputTokens']) ?? NaN) + cached);
  fillNumber(record, 'outputTokens', usage['outputTokens']);
  fillNumber(record, 'latencyMs', objectOf(body['metrics'])['latencyMs']);
}

/** Events of ConverseStream; AWS logs fold them, other recorders do not. */
function fold(events: readonly JsonObject[]): JsonObject | undefined {
  if (!events.some((event) => isObject(event['messageStop']))) return undefined;
  let text = '';
  let stopReason: unknown;
  let usage: unknown;
  for (const event of events) {
    text += textOf(objectOf(objectOf(event['contentBlockDelta'])['delta'])['text']) ?? '';
    stopReason = objectOf(event['messageStop'])['stopReason'] ?? stopReason;
    usage = objectOf(event['metadata'])['usage'] ?? usage;
  }
  return { output: { message: { role: 'assistant', content: [{ text }] } }, stopReason, usage };
}
