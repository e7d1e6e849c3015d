import { requestDialect, responseDialect, streamPieceOf } from '../../dialects/bodies.ts';
import { inEitherCase } from '../../fields/either-case.ts';
import { idIn, requestIdOf } from '../request-id.ts';
import { FIELD_NAMES, REQUEST_NAMES, RESPONSE_NAMES } from '../../fields/lexicon.ts';
import { isObject, type JsonObject, numberOf, textOf, unpackJson } from '../../fields/json.ts';
import { requestOf, USAGE_NAMES } from './exchange.ts';
import { words } from '../../../../schema/words.ts';

/** A line that tells one half of a call: what was asked, or what came back. */
export interface Half {
  side: 'request' | 'response';
  /** Id of the request, which the line with the other half has as well. */
  id: string;
  /** The line, with what stands in an object of its own taken out of that. */
  row: JsonObject;
  /** What came back; undefined where the line holds none of it. */
  answer: unknown;
  /** A response that says again what was asked. */
  isWhole: boolean;
  /** What came back is one event of a stream, or a piece of a text. */
  isPiece?: true;
  /** The word by which the line says which half it is. */
  event: string;
}

/** Names of ids that may be others': they count where a name says what is in the line. */
const NAMED_IDS = inEitherCase(
  words(`call_id exchange_id interaction_id transaction_id generation_id
  invocation_id inference_id run_id trace_id uuid rid id`),
);
const EVENTS = [
  ...inEitherCase(['event', 'event_type', 'event_name', 'record_type', 'log_type', 'type', 'kind', 'phase', 'stage']),
  ...words('direction action op msg message name'),
];
const LONGEST_EVENT = 60;
/** What may stand before the word that tells: `llm_request`, `chat.completion.response`, `LLM call finished`. */
const OF_CALLS =
  '(?:(?:llm|chat|completions?|model|api|ai|gen_?ai|openai|anthropic|gateway|inference|generation|proxy|http|call|client|server|incoming|outgoing|new|upstream)[ ._:/-]?){0,5}';
const ASKS = new RegExp(
  `^${OF_CALLS}(?:(?:request|req|prompt|query|call|message)[ ._:/-]?)?(?:request|req|prompt|query|call|incoming|inbound|in|start|started|begin|sent|received)$`,
  'i',
);
const ANSWERS = new RegExp(
  `^${OF_CALLS}(?:(?:request|req|response|resp|prompt|query|call|message)[ ._:/-]?)?(?:response|resp|res|reply|answer|output|result|completion|completed?|done|finish|finished|end|ended|outgoing|outbound|out|success|succeeded|error|failed|failure|(?:response|reply|answer)[ ._:/-]?(?:received|sent))$`,
  'i',
);
/** Words that say there is a line before. One that says that a call is done may tell all of it. */
const ANSWERS_ONLY = /(?:response|resp|reply|finish|finished|end|ended|outgoing|outbound|out)$/i;

/** Such a word says that a text beside it was sent to a model. */
const OF_MODELS = /^(?:llm|chat|completion|gen_?ai|generation|inference)[ ._:/-]/i;

/** Objects in which programs put what belongs to an event. */
const INSIDE = ['data', 'payload', 'details', 'attributes', 'fields', 'extra', 'props', 'context'];
/** Where an event says that a line is an answer, it may be under names that say nothing by themselves. */
const WEAK_ANSWERS = ['body', 'data', 'payload', 'content', 'text'];
const STREAMS = new RegExp(
  `^${OF_CALLS}(?:(?:response|resp|reply|answer|output|completion|message|stream|streaming)[ ._:/-]?)?(?:stream|chunk|delta|token|partial|(?:stream|streaming|chunk|token|text)[ ._:/-]?(?:chunk|delta|event|token|received|sent))$`,
  'i',
);
const ANSWER_NAMES: ReadonlySet<string> = new Set(RESPONSE_NAMES);
/** Where programs keep the event of a stream, or the piece of a text, that they log. */
const PIECES = ['chunk', 'delta', 'token', ...WEAK_ANSWERS, ...RESPONSE_NAMES];

/**
 * Which half of a call a line tells; undefined where it tells a whole one, something else, or does not say what it is: logs of requests
 * alone have ids too, and to wait for answers that nothing announces would hold the whole log in memory.
 */
export function halfOf(value: JsonObject): Half | undefined {
  const [event, name] = eventOf(value);
  if (event === undefined) return undefined;
  const plainId = requestIdOf(value);
  const id = plainId ?? idIn(value, NAMED_IDS);
  if (id === undefined) return undefined;
  const row = withInside(value);
  if (event !== 'request' && !isAsked(row, event === 'stream')) {
    const piece = pieceIn(value, event === 'stream' && plainId !== undefined);
    if (piece !== undefined)
      return { id, row: value, event: name, isWhole: false, side: 'response', answer: piece, isPiece: true };
  }
  if (event === 'stream') return undefined;
  const answer = RESPONSE_NAMES.map((name) => row[name]).find(isPresent);
  const half = { id, row, event: name, isWhole: false };
  if (event === 'request')
    return answer === undefined && isAsked(row, plainId !== undefined || OF_MODELS.test(name)) && !isFinished(row)
      ? { ...half, side: event, answer }
      : undefined;
  if (isAsked(row, false))
    return answer === undefined || ANSWERS_ONLY.test(name)
      ? { ...half, side: event, answer, isWhole: true }
      : undefined;
  const found = answer ?? (plainId === undefined ? undefined : weakAnswerIn(row));
  const isTold = found !== undefined || (plainId !== undefined && isFinished(row));
  return isTold ? { ...half, side: event, answer: found } : undefined;
}

/** Whether a line holds what came back, under the id of a request, and nothing that was asked. */
export function isLoneAnswer(value: JsonObject): boolean {
  const isAnswered = Object.keys(value).some((name) => ANSWER_NAMES.has(name) && isPresent(value[name]));
  return isAnswered && requestIdOf(value) !== undefined && !isAsked(value, false);
}

const isAnswerBody = (row: JsonObject): boolean => responseDialect(row) !== undefined;

/** @param mayBeText whether a bare text is a piece too */
function pieceIn(row: JsonObject, mayBeText: boolean): unknown {
  if (streamPieceOf(row) !== undefined) return row;
  for (const name of PIECES) {
    const value = unpackJson(row[name]);
    if (isObject(value) ? streamPieceOf(value) !== undefined : mayBeText && typeof value === 'string') return value;
  }
  return undefined;
}

function eventOf(row: JsonObject): [side: Half['side'] | 'stream' | undefined, name: string] {
  for (const field of EVENTS) {
    const name = row[field];
    if (typeof name !== 'string' || name.length > LONGEST_EVENT) continue;
    if (ANSWERS.test(name)) return ['response', name];
    if (ASKS.test(name)) return ['request', name];
    if (STREAMS.test(name)) return ['stream', name];
  }
  return [undefined, ''];
}

function withInside(value: JsonObject): JsonObject {
  if (requestOf(value) !== undefined || RESPONSE_NAMES.some((name) => isPresent(value[name]))) return value;
  for (const name of INSIDE) {
    const inside = unpackJson(value[name]);
    if (!isObject(inside) || isAnswerBody(inside)) continue;
    const { [name]: _, ...others } = value;
    if ([...REQUEST_NAMES, ...RESPONSE_NAMES].some((inner) => isPresent(inside[inner])))
      return { ...inside, ...others };
  }
  return value;
}

/** Whether a line holds what was asked: a body, or where an event says so also a bare prompt. */
function isAsked(row: JsonObject, isNamed: boolean): boolean {
  if (requestDialect(row) !== undefined) return true;
  const named = isNamed ? { ...row, response: row['response'] ?? null } : row;
  return isPresent(requestOf(named));
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function weakAnswerIn(row: JsonObject): unknown {
  if (isAnswerBody(row)) return row;
  return WEAK_ANSWERS.map((name) => row[name]).find((value) => isReadable(value));
}

function isReadable(answer: unknown): boolean {
  const value = unpackJson(answer);
  if (typeof value === 'string') return value !== '';
  if (!isObject(value)) return Array.isArray(value) && isObject(value[0]) && 'role' in value[0];
  return (
    isAnswerBody(value) || ['body', 'content', 'message', 'messages', 'text'].some((name) => isPresent(value[name]))
  );
}

/** What is known only once a call has been answered. */
const OUTCOMES = [
  ...FIELD_NAMES.latency,
  ...FIELD_NAMES.outputTokens,
  ...FIELD_NAMES.cost,
  ...inEitherCase(['finish_reason', 'response_time', 'response_length', 'response_size', 'upstream_response_time']),
  ...words('duration elapsed latency took bytes_sent body_bytes_sent error'),
];

function isFinished(row: JsonObject): boolean {
  if (OUTCOMES.some((name) => isPresent(row[name]))) return true;
  if (USAGE_NAMES.some((name) => isObject(unpackJson(row[name])))) return true;
  return FIELD_NAMES.status.some((name) => {
    const status = row[name];
    return (
      numberOf(status) !== undefined ||
      /^(?:ok|success|succeeded|completed?|error|failed|failure|done)$/i.test(textOf(status) ?? '')
    );
  });
}
