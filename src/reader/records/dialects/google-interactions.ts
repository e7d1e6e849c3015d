import { joinCalls, readParts, toolCall } from './content-parts.ts';
import type { Dialect, StreamPiece } from './dialect.ts';
import { noteKept } from '../facts/reading/answer-facts.ts';
import { makeAnswer } from '../fields/answer.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { type JsonObject, listOf, numberOf, objectOf, textOf } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import { readChat, readParameters, readTools } from './openai-chat.ts';
import { readSideTexts } from './side-texts.ts';

/** Google's Interactions API. Its request differs from OpenAI Responses by the names around `input`; the answer is a list of steps. */
export const googleInteractions: Dialect = {
  name: 'google-interactions',
  isRequest: (body) =>
    body['input'] !== undefined &&
    !listOf(body['input']).some((item) => OF_RESPONSES.has(objectOf(item)['type'])) &&
    (body['system_instruction'] !== undefined || body['generation_config'] !== undefined),
  readRequest,
  isResponse: (body) => body['object'] === 'interaction' || (Array.isArray(body['steps']) && 'status' in body),
  readResponse,
  fold,
  pieceNames: ['event_type'],
  pieceOf,
};

/** Types of items that only OpenAI's Responses have. */
const OF_RESPONSES: ReadonlySet<unknown> = new Set(['message', 'function_call_output', 'reasoning']);

function readRequest(body: JsonObject, record: RequestRecord): void {
  record.system = readParts(body['system_instruction']).text;
  const input = body['input'];
  if (typeof input === 'string') readChat(input, record);
  else for (const item of listOf(input)) readStep(objectOf(item), record);
  readTools(body, record);
  readParameters(objectOf(body['generation_config']), record);
  readSideTexts(body, record);
  if (body['stream'] === true) record.parameters.stream = true;
  setMissingText(record, 'model', body['model'] ?? body['agent']);
}

/** A turn with a role, a step of an earlier answer, or a bare part. */
function readStep(step: JsonObject, record: RequestRecord): void {
  const type = textOf(step['type']) ?? '';
  if (type.endsWith('_call')) {
    record.messages.push({ role: 'assistant', text: '', toolCalls: joinCalls([stepCall(type, step)]) });
  } else if (type.endsWith('_result')) {
    readChat([{ role: 'tool', content: step['result'] }], record);
  } else if (type !== 'thought') {
    const isModel = type === 'model_output' || step['role'] === 'model' || step['role'] === 'assistant';
    readChat([{ role: isModel ? 'assistant' : 'user', content: step['content'] ?? [step] }], record);
  }
}

function stepCall(type: string, step: JsonObject): string {
  return toolCall(step['name'] ?? type.slice(0, -'_call'.length), step['arguments']);
}

function readResponse(body: JsonObject, record: RequestRecord): void {
  setMissingText(record, 'id', body['id']);
  noteKept(body['id'], body['previous_interaction_id'], record);
  setMissingText(record, 'model', body['model']);
  const texts: string[] = [];
  const calls: string[] = [];
  for (const value of listOf(body['steps'] ?? body['outputs'])) {
    const step = objectOf(value);
    const type = textOf(step['type']) ?? '';
    if (type === 'model_output') texts.push(readParts(step['content']).text);
    else if (type.endsWith('_call')) calls.push(stepCall(type, step));
    else if (type === 'text') texts.push(textOf(step['text']) ?? '');
  }
  record.answer = makeAnswer(texts.join('\n'), joinCalls(calls), body['status']);
  const usage = objectOf(body['usage']);
  setMissingNumber(record, 'inputTokens', usage['total_input_tokens']);
  const output = numberOf(usage['total_output_tokens']);
  if (output !== undefined)
    setMissingNumber(record, 'outputTokens', output + (numberOf(usage['total_thought_tokens']) ?? 0));
}

/** The last event tells how it ended; the text came before it, step by step. */
function fold(events: readonly JsonObject[]): JsonObject | undefined {
  if (!events.some(({ event_type: type }) => type === 'interaction.created' || type === 'step.delta')) return undefined;
  const steps: Record<string, unknown>[] = [];
  let whole: JsonObject = {};
  for (const event of events) {
    whole = { ...whole, ...objectOf(event['interaction']) };
    const index = numberOf(event['index']) ?? -1;
    if (event['event_type'] === 'step.start') steps.push({ ...objectOf(event['step']), index });
    if (event['event_type'] !== 'step.delta') continue;
    const step = steps.find((started) => started['index'] === index);
    const text = textOf(objectOf(event['delta'])['text']);
    if (step !== undefined && text !== undefined) step['content'] = `${textOf(step['content']) ?? ''}${text}`;
  }
  return { ...whole, object: 'interaction', steps };
}

function pieceOf(event: JsonObject): StreamPiece | undefined {
  const type = event['event_type'];
  if (typeof type !== 'string' || !/^(?:interaction|step)\./.test(type)) return undefined;
  return { begins: type === 'interaction.created', ends: type === 'interaction.completed' };
}
