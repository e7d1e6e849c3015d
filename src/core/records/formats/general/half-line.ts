import { requestDialect, responseDialect } from '../../dialects/bodies.ts';
import { inEitherCase } from '../../fields/either-case.ts';
import { FIELD_NAMES } from '../../fields/field-names.ts';
import { isObject, type JsonObject, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { REQUEST_NAMES, requestOf, RESPONSE_NAMES, USAGE_NAMES } from './exchange.ts';

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
  /** The word by which the line says which half it is; empty without one. */
  event: string;
}

/** Names under which a line has the id of its request, whatever else it says. */
const IDS = [
  ...inEitherCase(['request_id', 'req_id', 'correlation_id', 'x_request_id']),
  'requestID',
  'request-id',
  'x-request-id',
];
/** Names of ids that may be others': they count where an event says what the line is, and a name what is in it. */
const NAMED_IDS = inEitherCase([
  'call_id',
  'exchange_id',
  'interaction_id',
  'transaction_id',
  'trace_id',
  'uuid',
  'rid',
  'id',
]);
const LONGEST_ID = 200;

const EVENTS = [
  ...inEitherCase(['event', 'event_type', 'event_name', 'record_type', 'log_type', 'type', 'kind', 'phase', 'stage']),
  'action',
  'op',
  'msg',
  'message',
  'name',
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

/** Objects in which programs put what belongs to an event. */
const INSIDE = ['data', 'payload', 'details', 'attributes', 'fields', 'extra', 'props', 'context'];
/** Where an event says that a line is an answer, it may be under names that say nothing by themselves. */
const WEAK_ANSWERS = ['body', 'data', 'payload', 'content', 'text'];

/** Which half of a call a line tells; undefined where it tells a whole one, or something else. */
export function halfOf(value: JsonObject): Half | undefined {
  const plainId = idIn(value, IDS) ?? idIn(objectOf(value['request'] ?? value['response']), IDS);
  const [event, name] = eventOf(value);
  const id = plainId ?? idIn(value, NAMED_IDS);
  if (id === undefined || (event === undefined && plainId === undefined)) return undefined;
  const row = event === undefined ? value : withInside(value);
  const answer = RESPONSE_NAMES.map((name) => row[name]).find(isPresent);
  const half = { id, row, event: name, isWhole: false };
  if (event !== 'response') {
    if (answer !== undefined)
      return event === undefined && isReadable(answer) && isBare(row)
        ? { ...half, side: 'response', answer }
        : undefined;
    // Logs of requests alone have ids too: to wait for answers that nothing announces would hold the whole log in memory.
    if (isAsked(row, plainId !== undefined && event === 'request'))
      return event === undefined || isFinished(row) ? undefined : { ...half, side: 'request', answer };
    return event === undefined && isAnswerBody(row) ? { ...half, side: 'response', answer: row } : undefined;
  }
  if (isAsked(row, false))
    return answer === undefined || ANSWERS_ONLY.test(name)
      ? { ...half, side: 'response', answer, isWhole: true }
      : undefined;
  const found = answer ?? (plainId === undefined ? undefined : weakAnswerIn(row));
  const isTold = found !== undefined || (plainId !== undefined && isFinished(row));
  return isTold ? { ...half, side: 'response', answer: found } : undefined;
}

const isAnswerBody = (row: JsonObject): boolean => responseDialect(row) !== undefined;

function idIn(row: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = row[name];
    const id = typeof value === 'number' ? String(value) : textOf(value);
    if (id !== undefined && id.length <= LONGEST_ID) return id;
  }
  return undefined;
}

function eventOf(row: JsonObject): [side: Half['side'] | undefined, name: string] {
  for (const field of EVENTS) {
    const name = row[field];
    if (typeof name !== 'string' || name.length > LONGEST_EVENT) continue;
    if (ANSWERS.test(name)) return ['response', name];
    if (ASKS.test(name)) return ['request', name];
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
  'duration',
  'elapsed',
  'latency',
  'took',
  'bytes_sent',
  'body_bytes_sent',
  'error',
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

/** Names of fields that say when, by whom and how a call was answered. */
const CIRCUMSTANCES: ReadonlySet<string> = new Set([
  ...Object.values(FIELD_NAMES).flat(),
  ...IDS,
  ...EVENTS,
  ...RESPONSE_NAMES,
  ...USAGE_NAMES,
  ...OUTCOMES,
  'headers',
  'metadata',
  'level',
  'logger',
]);

const QUESTIONS: ReadonlySet<string> = new Set([...REQUEST_NAMES, 'question', 'query', 'instruction']);

/** A line without an event is an answer only where it holds nothing else that somebody may have said. */
function isBare(row: JsonObject): boolean {
  return Object.entries(row).every(([name, value]) => {
    if (CIRCUMSTANCES.has(name)) return true;
    return !QUESTIONS.has(name) && (typeof value === 'string' ? !/\s/.test(value) : !(value instanceof Object));
  });
}
