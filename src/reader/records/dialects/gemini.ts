import { readParts } from './content-parts.ts';
import type { Dialect, StreamPiece } from './dialect.ts';
import { noteParts, noteRefusal, noteThinkingTokens } from '../facts/reading/answer-facts.ts';
import { noteGrounding } from '../facts/reading/document-facts.ts';
import { makeAnswer } from '../fields/answer.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import { readChat, readTools } from './openai-chat.ts';
import { readSideTexts } from './side-texts.ts';

/** Gemini generateContent, in the camel case of REST, the snake case of Vertex logs, and as arguments of the library for Python. */
export const gemini: Dialect = {
  name: 'gemini',
  isRequest: ({ contents, model }) =>
    isObject(listOf(contents)[0]) || isObject(contents) || (typeof contents === 'string' && typeof model === 'string'),
  readRequest,
  isResponse: (body) => Array.isArray(body['candidates']) || blockReason(body) !== undefined,
  readResponse,
  fold,
  pieceNames: ['candidates'],
  pieceOf,
};

function readRequest(body: JsonObject, record: RequestRecord): void {
  const config = objectOf(body['generationConfig'] ?? body['generation_config'] ?? body['config']);
  const systems = [body, config].flatMap((from) => [from['systemInstruction'], from['system_instruction']]);
  const told = systems.map((one) => (typeof one === 'string' ? one : readParts(objectOf(one)['parts']).text));
  record.system = told.filter(Boolean).join('\n\n');
  readChat(isObject(body['contents']) ? [body['contents']] : body['contents'], record);
  for (const group of listOf(body['tools'])) {
    readTools({ tools: objectOf(group)['functionDeclarations'] ?? objectOf(group)['function_declarations'] }, record);
  }
  const { parameters } = record;
  const temperature = numberOf(config['temperature']);
  if (temperature !== undefined) parameters.temperature = temperature;
  const topP = numberOf(config['topP'] ?? config['top_p']);
  if (topP !== undefined) parameters.topP = topP;
  const maxTokens = numberOf(config['maxOutputTokens'] ?? config['max_output_tokens']);
  if (maxTokens !== undefined) parameters.maxTokens = maxTokens;
  const choices = numberOf(config['candidateCount'] ?? config['candidate_count']);
  if (choices !== undefined) parameters.choices = choices;
  const mime = config['responseMimeType'] ?? config['response_mime_type'];
  if (mime === 'application/json' || config['responseSchema'] !== undefined) parameters.structured = true;
  readSideTexts(config, record);
  setMissingText(record, 'model', textOf(body['model'])?.split('/').at(-1));
}

function readResponse(body: JsonObject, record: RequestRecord): void {
  const candidate = objectOf(listOf(body['candidates'])[0]);
  const said = objectOf(candidate['content'])['parts'];
  const { text, toolCalls } = readParts(said);
  const finish = textOf(candidate['finishReason'] ?? candidate['finish_reason']) ?? '';
  noteParts(said, record);
  noteGrounding(candidate, record);
  const blocked = blockReason(body);
  if (blocked !== undefined || REFUSED.has(finish)) noteRefusal(blocked ?? finish, record);
  record.answer = makeAnswer(text, toolCalls, toolCalls === '' ? finish : 'tool_calls');
  setMissingText(record, 'id', body['responseId'] ?? body['response_id']);
  setMissingText(record, 'model', body['modelVersion'] ?? body['model_version']);
  const usage = objectOf(body['usageMetadata'] ?? body['usage_metadata']);
  setMissingNumber(record, 'inputTokens', usage['promptTokenCount'] ?? usage['prompt_token_count']);
  const answer = numberOf(usage['candidatesTokenCount'] ?? usage['candidates_token_count']);
  noteThinkingTokens(usage['thoughtsTokenCount'] ?? usage['thoughts_token_count'], record);
  const thoughts = numberOf(usage['thoughtsTokenCount'] ?? usage['thoughts_token_count']) ?? 0;
  if (answer !== undefined) setMissingNumber(record, 'outputTokens', answer + thoughts);
}

/** Why a prompt was blocked; an answer to such a one has no candidates. */
function blockReason(body: JsonObject): string | undefined {
  const feedback = objectOf(body['promptFeedback'] ?? body['prompt_feedback']);
  return textOf(feedback['blockReason'] ?? feedback['block_reason']);
}

/** Reasons of Gemini for an answer that it keeps back. */
const REFUSED: ReadonlySet<string> = new Set(['SAFETY', 'PROHIBITED_CONTENT', 'BLOCKLIST', 'SPII', 'MODEL_ARMOR']);

/** Chunks of a stream are whole responses that each hold the next piece of text. */
function fold(events: readonly JsonObject[]): JsonObject | undefined {
  const chunks = events.filter((event) => gemini.isResponse(event));
  const last = chunks.at(-1);
  if (last === undefined) return undefined;
  const parts = chunks.flatMap((chunk) =>
    listOf(objectOf(objectOf(listOf(chunk['candidates'])[0])['content'])['parts']),
  );
  const text = parts
    .map((part) => (objectOf(part)['thought'] === true ? '' : (textOf(objectOf(part)['text']) ?? '')))
    .join('');
  const others = parts.filter((part) => {
    const { functionCall: call, thought, thoughtSignature: signature } = objectOf(part);
    return call !== undefined || thought === true || signature !== undefined;
  });
  // The text of a part that is kept for its signature is in the whole text.
  const kept = others.map((part) =>
    objectOf(part)['thought'] === true ? part : { ...objectOf(part), text: undefined },
  );
  const candidate = { ...objectOf(listOf(last['candidates'])[0]), content: { parts: [{ text }, ...kept] } };
  return { ...last, candidates: [candidate] };
}

function pieceOf(event: JsonObject): StreamPiece | undefined {
  const { candidates } = event;
  if (!Array.isArray(candidates)) return undefined;
  const id = textOf(event['responseId']);
  const isWhole = textOf(objectOf(candidates[0])['finishReason']) !== undefined;
  // Some models say in each event why they stopped.
  return { id, ends: id === undefined && isWhole, isWhole };
}
