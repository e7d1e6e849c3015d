import { addAll } from '../../../math/lists/many.ts';
import type { Dialect, StreamPiece } from './dialect.ts';
import { alephAlpha } from './aleph-alpha.ts';
import { anthropicMessages } from './anthropic-messages.ts';
import { bedrockConverse } from './bedrock-converse.ts';
import { cohere } from './cohere.ts';
import { gemini } from './gemini.ts';
import { googleInteractions } from './google-interactions.ts';
import { llamaCpp } from './llama-cpp.ts';
import { nativeText } from './native-text.ts';
import { ollamaApi } from './ollama-api.ts';
import { openaiChat } from './openai-chat.ts';
import { openaiResponses } from './openai-responses.ts';
import { watsonx } from './watsonx.ts';
import { xaiGrpc } from './xai-grpc.ts';
import { noteError } from '../facts/reading/answer-facts.ts';
import { isEmpty, isObject, type JsonObject, listOf, unpackJson } from '../fields/json.ts';
import { readPython } from '../fields/python-literal.ts';
import { newRecord, type RequestRecord } from '../fields/request.ts';
import { readEvents, readJsonLines } from './event-stream.ts';
import { words } from '../../../schema/words.ts';

/** Body dialects, the most distinctive first. Adding one takes a file and a line here. */
export const DIALECTS: readonly Dialect[] = [
  xaiGrpc,
  watsonx,
  alephAlpha,
  llamaCpp,
  bedrockConverse,
  ollamaApi,
  anthropicMessages,
  openaiChat,
  googleInteractions,
  openaiResponses,
  gemini,
  cohere,
  nativeText,
];

/** The dialect of a request body that asks for text. */
export function requestDialect(body: JsonObject): Dialect | undefined {
  if (isOtherRequest(body)) return undefined;
  const said = withoutEmpty(body);
  return DIALECTS.find((dialect) => dialect.isRequest(said));
}

/** Where the dialects have their texts, the most common first. */
const TEXTS = ['messages', 'contents', 'input', 'prompt', 'message', 'inputText', 'text_input', 'inputs'] as const;

/** A body that says something, without texts of other dialects that say nothing: these must not hide it. */
function withoutEmpty(body: JsonObject): JsonObject {
  let empty = 0;
  let said = 0;
  for (const name of TEXTS) {
    const value = body[name];
    if (value === undefined) continue;
    if (isSaid(value)) said++;
    else empty++;
  }
  if (empty === 0 || said === 0) return body;
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => !isTextName(name) || isSaid(value)));
}

const isTextName = (name: string): boolean => (TEXTS as readonly string[]).includes(name);

const isSaid = (value: unknown): boolean =>
  typeof value === 'string' || Array.isArray(value) ? value.length > 0 : isObject(value) && !isEmpty(value);

/** Models that give vectors, sound, pictures or marks. Their bodies have the fields of those that ask for text. */
const OTHER_MODELS =
  /embed|rerank|moderation|whisper|transcribe|dall-e|gpt-image|imagen|stable-diffusion|\bstability\.|titan-image|nova-canvas|nova-reel|\btts\b|\bsora\b|^(?:voyage|bge|gte|e5)-/i;

/** True for the name of a model that gives no text. */
export function isOtherModel(model: unknown): boolean {
  return typeof model === 'string' && model.length < 200 && OTHER_MODELS.test(model);
}

/** True for the body of a call that is not text generation: embeddings, moderation, speech, pictures. */
export function isOtherRequest(body: JsonObject): boolean {
  if (body['messages'] !== undefined || body['contents'] !== undefined) return false;
  // Nobody embeds or speaks messages.
  if (isObject(listOf(body['input'])[0])) return false;
  if (OF_TEXT.some((name) => body[name] !== undefined && body[name] !== null)) return false;
  // Fields that only calls for vectors or speech have are no sign: whoever asks for text can write them, and would be skipped.
  return isOtherModel(body['model']);
}

/** What is said only to a model that is to write, and texts of APIs whose bodies name no model. */
const OF_TEXT = words(`tools max_output_tokens previous_response_id reasoning temperature
  conversation max_tokens max_gen_len max_tokens_to_sample n_predict maximum_tokens textGenerationConfig inputText
  text_input inputs model_id`);

export function responseDialect(body: JsonObject): Dialect | undefined {
  return DIALECTS.find((dialect) => dialect.isResponse(body));
}

const PIECE_NAMES: ReadonlySet<string> = new Set(DIALECTS.flatMap(({ pieceNames = [] }) => pieceNames));

/** What an event of a streamed answer says of its stream, and whose API it is of. */
export function streamPieceOf(event: JsonObject): (StreamPiece & { dialect: Dialect }) | undefined {
  // Nearly all that is asked about is no event: rows of tables above all.
  if (!Object.keys(event).some((name) => PIECE_NAMES.has(name))) return undefined;
  for (const dialect of DIALECTS) {
    const piece = dialect.pieceOf?.(event);
    if (piece !== undefined) return { dialect, ...piece };
  }
  return undefined;
}

/** Reads a request body of any dialect into the record. False when it is none. */
export function readRequestBody(body: unknown, record: RequestRecord): boolean {
  const written = unpackJson(body);
  if (!isObject(written)) return false;
  const value = withoutEmpty(written);
  const dialect = requestDialect(value);
  dialect?.readRequest(value, record);
  if (dialect !== undefined) readOtherTexts(value, record);
  return dialect !== undefined;
}

/**
 * Reads what a body says to other dialects than its own. An API takes no more than one of them, and only its client knows which: texts
 * that he adds for a dialect that nobody speaks do not take the place of those that the model gets.
 */
function readOtherTexts(body: JsonObject, record: RequestRecord): void {
  const there = TEXTS.filter((name) => isSaid(body[name]));
  for (const name of there.length > 1 ? there : []) {
    const alone = Object.fromEntries(Object.entries(body).filter(([other]) => other === name || !isTextName(other)));
    const said = newRecord(record.format);
    requestDialect(alone)?.readRequest(alone, said);
    const isKnown = said.messages.every((one) =>
      record.messages.some(({ role, text }) => role === one.role && text === one.text),
    );
    if (!isKnown) addAll(record.messages, said.messages);
  }
}

/** Reads a response body of any dialect into the record: an object, JSON in a string, or streamed events. */
export function readResponseBody(body: unknown, record: RequestRecord): boolean {
  const value = foldBody(printed(body) ?? unpackJson(body));
  if (!isObject(value)) return false;
  const dialect = responseDialect(value);
  dialect?.readResponse(value, record);
  if (dialect === undefined) noteError(value['error'], record);
  return dialect !== undefined;
}

/** Objects of the providers' libraries as Python prints them, which is how some programs log an answer. */
const PRINTED =
  /^(?:ChatCompletion|ParsedChatCompletion\[\w{1,60}\]|Completion|Message|Response|ModelResponse|GenerateContentResponse)\(/;

function printed(body: unknown): unknown {
  return typeof body === 'string' && PRINTED.test(body) ? readPython(body)?.value : undefined;
}

/** The answer that the text of a streamed body stands for; undefined where it is none. */
export function streamedAnswer(text: string): JsonObject | undefined {
  const answer = foldBody(text);
  return isObject(answer) && responseDialect(answer) !== undefined ? answer : undefined;
}

/** A streamed body, as text or as a list of events, becomes the response it stands for. */
function foldBody(body: unknown): unknown {
  const events =
    typeof body === 'string'
      ? (readEvents(body) ?? readJsonLines(body))
      : Array.isArray(body)
        ? body.filter(isObject)
        : undefined;
  if (events === undefined) return body;
  for (const dialect of DIALECTS) {
    const folded = dialect.fold(events);
    if (folded !== undefined) return folded;
  }
  return undefined;
}
