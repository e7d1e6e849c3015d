import { readParts } from './content-parts.ts';
import type { Dialect, StreamPiece } from './dialect.ts';
import { noteParts, noteRefusal } from '../facts/reading/answer-facts.ts';
import { noteBedrockGuardrail } from '../facts/reading/guardrail-facts.ts';
import { makeAnswer } from '../fields/answer.ts';
import { setMissingNumber } from '../fields/set-missing.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import { readChat, readTools } from './openai-chat.ts';
import { readSideTexts } from './side-texts.ts';

const EVENTS = ['messageStart', 'contentBlockStart', 'contentBlockDelta', 'contentBlockStop', 'messageStop'];

/** Amazon Bedrock Converse: blocks without a type, parameters in `inferenceConfig`. */
export const bedrockConverse: Dialect = {
  name: 'bedrock-converse',
  isRequest: (body) =>
    Array.isArray(body['messages']) && (isObject(body['inferenceConfig']) || hasKeyedBlocks(body['messages'])),
  readRequest,
  isResponse: (body) => isObject(objectOf(body['output'])['message']) && body['stopReason'] !== undefined,
  readResponse,
  fold,
  pieceNames: [...EVENTS, 'metadata'],
  pieceOf,
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
  readSideTexts(body, record);
  const config = objectOf(body['inferenceConfig']);
  const { parameters } = record;
  const temperature = numberOf(config['temperature']);
  if (temperature !== undefined) parameters.temperature = temperature;
  const topP = numberOf(config['topP'] ?? config['top_p']);
  if (topP !== undefined) parameters.topP = topP;
  const maxTokens = numberOf(config['maxTokens'] ?? config['max_new_tokens']);
  if (maxTokens !== undefined) parameters.maxTokens = maxTokens;
}

function readResponse(body: JsonObject, record: RequestRecord): void {
  const message = objectOf(objectOf(body['output'])['message']);
  noteParts(message['content'], record);
  noteBedrockGuardrail(body, record);
  if (FILTERED.test(textOf(body['stopReason']) ?? '')) noteRefusal(body['stopReason'], record);
  const { text, toolCalls } = readParts(message['content']);
  record.answer = makeAnswer(text, toolCalls, body['stopReason']);
  const usage = objectOf(body['usage']);
  const cached = (numberOf(usage['cacheReadInputTokens']) ?? 0) + (numberOf(usage['cacheWriteInputTokens']) ?? 0);
  setMissingNumber(record, 'inputTokens', (numberOf(usage['inputTokens']) ?? NaN) + cached);
  setMissingNumber(record, 'outputTokens', usage['outputTokens']);
  setMissingNumber(record, 'latencyMs', objectOf(body['metrics'])['latencyMs']);
}

const FILTERED = /^(?:guardrail_intervened|content_filtered)$/;

/** Events of ConverseStream; AWS logs fold them, other recorders do not. */
function fold(events: readonly JsonObject[]): JsonObject | undefined {
  if (!events.some((event) => isObject(event['messageStop']))) return undefined;
  const blocks = new Map<unknown, Block>();
  const blockOf = (at: unknown): Block => {
    const known = blocks.get(at) ?? { text: '', input: '', signature: '' };
    blocks.set(at, known);
    return known;
  };
  let stopReason: unknown;
  let usage: unknown;
  let trace: unknown;
  for (const event of events) {
    const start = objectOf(event['contentBlockStart']);
    const { name, toolUseId } = objectOf(objectOf(start['start'])['toolUse']);
    if (name !== undefined) Object.assign(blockOf(start['contentBlockIndex']), { name, toolUseId });
    const { contentBlockIndex: at, delta } = objectOf(event['contentBlockDelta']);
    const { text, toolUse, reasoningContent } = objectOf(delta);
    if (isObject(reasoningContent)) foldReasoning(reasoningContent, blockOf(at));
    if (typeof text === 'string') blockOf(at).text += text;
    if (isObject(toolUse)) blockOf(at).input += textOf(toolUse['input']) ?? '';
    stopReason = objectOf(event['messageStop'])['stopReason'] ?? stopReason;
    usage = objectOf(event['metadata'])['usage'] ?? usage;
    trace = objectOf(event['metadata'])['trace'] ?? trace;
  }
  const content = [...blocks.values()].map(({ name, toolUseId, text, input, reasoning, signature, redacted }) => {
    if (redacted !== undefined) return { reasoningContent: { redactedContent: redacted } };
    if (reasoning !== undefined) return { reasoningContent: { reasoningText: { text: reasoning, signature } } };
    return name === undefined ? { text } : { toolUse: { name, toolUseId, input } };
  });
  return { output: { message: { role: 'assistant', content } }, stopReason, usage, trace };
}

function foldReasoning({ text, signature, redactedContent }: JsonObject, block: Block): void {
  block.reasoning = `${block.reasoning ?? ''}${textOf(text) ?? ''}`;
  block.signature += textOf(signature) ?? '';
  if (textOf(redactedContent) !== undefined) block.redacted = redactedContent;
}

/** A block of a streamed answer: text, reasoning with its signature, or a call of a tool with its arguments as JSON in pieces. */
interface Block {
  name?: unknown;
  toolUseId?: unknown;
  text: string;
  input: string;
  reasoning?: string;
  signature: string;
  redacted?: unknown;
}

/** What a stream took comes after its end. */
function pieceOf(event: JsonObject): StreamPiece | undefined {
  const ends = numberOf(objectOf(objectOf(event['metadata'])['usage'])['outputTokens']) !== undefined;
  const name = EVENTS.find((known) => isObject(event[known]));
  return name === undefined && !ends ? undefined : { begins: name === 'messageStart', ends };
}
