import { responseDialect } from '../../dialects/bodies.ts';
import { RESPONSE_NAMES } from '../../fields/body-names.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord, type RequestRecord } from '../../fields/request.ts';
import { readTime } from '../../fields/time.ts';
import { readAround, surroundingsOf } from '../../callers/surroundings.ts';
import { requestIdOf } from '../request-id.ts';
import { completeRecord } from '../complete-record.ts';

/**
 * Bodies of requests and of answers on lines of their own, without an id that both have, as programs dump them. What belongs
 * together is told by the order of the lines alone.
 */
export const BODY_PAIRS = 'raw-request';

const BODIES: ReadonlySet<string> = new Set(RESPONSE_NAMES);

const LONE = 'answer on a line of its own, without its request';
const OVERLAPPING = 'answer that several requests before it may have got: log an id with both';

/** A request that nothing is known of but what was asked: its answer may be on the next line that holds one. */
export function holdRequest(record: RequestRecord, line: JsonObject, sink: RecordSink): void {
  const { answer, status, latencyMs, outputTokens } = record;
  const isDone = answer !== undefined || status !== 'unknown' || latencyMs !== undefined || outputTokens !== undefined;
  if (isDone) {
    sink.request(record);
    return;
  }
  const piece = pieceOf(line, sink);
  sink.hold(BODY_PAIRS, record, (unanswered) => ({ ...piece, asks: true, unanswered }));
}

/** Whether a piece is a request. */
export const isAsking = (piece: JsonObject): boolean => piece['asks'] === true;

/** An answer waits for the request that may stand before it; where there is no room for that, it is read by itself. */
export function keepAnswer(line: JsonObject, sink: RecordSink): void {
  const piece = pieceOf(line, sink);
  if (!sink.piece(BODY_PAIRS, '', piece)) emitAnswer(piece, sink);
}

/** What came back, on a line that says nothing of what was asked; undefined where there is none. */
export function bareAnswer(line: JsonObject): JsonObject | undefined {
  if (responseDialect(line) !== undefined || isError(line)) return line;
  for (const name of Object.keys(line)) {
    const body = BODIES.has(name) ? unpackJson(line[name]) : undefined;
    if (isObject(body) && responseDialect(body) !== undefined) return body;
  }
  return undefined;
}

/** `{"error":{"message":...}}` alone, as all APIs of models say that a call failed. */
function isError(line: JsonObject): boolean {
  const { error } = line;
  if (!isObject(error) || typeof error['message'] !== 'string') return false;
  return Object.keys(line).every((name) => name === 'error' || name === 'type' || name === 'request_id');
}

/** The answer on a line, as a record without a prompt, and when it says it was made. */
function readBareAnswer(line: JsonObject): { record: RequestRecord; answered: unknown } {
  const body = bareAnswer(line) ?? line;
  const record = newRecord('raw-response');
  responseDialect(body)?.readResponse(body, record);
  const { created, created_at: createdAt, ...others } = body;
  if (body !== line) readMetadataFields(line, record);
  readMetadataFields(others, record);
  record.status = isObject(body['error']) || typeof body['error'] === 'string' ? 'error' : 'ok';
  // Instructions that a stored response repeats are not the prompt.
  record.content = 'none';
  return { record, answered: created ?? createdAt };
}

function pieceOf(line: JsonObject, { collectorTime, around = [] }: RecordSink): JsonObject {
  return {
    line,
    ...(collectorTime === '' ? {} : { time: collectorTime }),
    ...(around.length === 0 ? {} : { around: around.map(surroundingsOf) }),
  };
}

/**
 * Gives each request the answer that stands directly after it. Where an answer has none directly before it though one before is
 * still open, calls overlapped: from that request on nobody can tell which answer is whose.
 * @param readRequest reads the request on a line
 */
export function joinBodies(
  pieces: readonly JsonObject[],
  readRequest: (line: JsonObject) => RequestRecord,
  sink: RecordSink,
): void {
  const isRequest = (at: number): boolean => pieces[at] !== undefined && isAsking(pieces[at]);
  const overlapping = overlaps(pieces, isRequest);
  const isPair = (at: number): boolean =>
    isRequest(at) &&
    at + 1 < pieces.length &&
    !isRequest(at + 1) &&
    !overlapping(at) &&
    isOfOne(pieces[at]!, pieces[at + 1]!);
  for (const [at, piece] of pieces.entries()) {
    if (isRequest(at)) {
      const record = readRequest(objectOf(piece['line']));
      const next = isPair(at) ? pieces[at + 1] : undefined;
      const answer = next === undefined ? undefined : readSide(next);
      if (answer !== undefined) addAnswer(record, piece, answer.record);
      goTo(piece, sink);
      sink.request(record, answer?.answered);
    } else if (sink.hasRequests !== true) {
      emitAnswer(piece, sink);
    } else if (!isPair(at - 1)) sink.leave?.(piece, overlapping(at) ? OVERLAPPING : LONE);
  }
}

/** The body of an answer in a log without requests is a call whose prompt was not logged. */
function emitAnswer(piece: JsonObject, sink: RecordSink): void {
  const line = objectOf(piece['line']);
  if (responseDialect(line) === undefined) {
    sink.leave?.(piece, LONE);
    return;
  }
  const { record, answered } = readBareAnswer(line);
  goTo(piece, sink);
  sink.request(record, answered);
}

/** Whether nothing says that a request and an answer are of two calls. */
function isOfOne(request: JsonObject, answer: JsonObject): boolean {
  const [asked, answered] = [request, answer].map(({ line }) => requestIdOf(objectOf(line)));
  return asked === undefined || answered === undefined || asked === answered;
}

/** Which pieces stand among calls that overlap. */
function overlaps(pieces: readonly JsonObject[], isRequest: (at: number) => boolean): (at: number) => boolean {
  /** Requests that nothing answered yet, those that stand together in one, and where they stand. */
  const open: { at: number; count: number }[] = [];
  /** How many overlapping stretches begin before a piece, less those that end there. */
  const begun = new Int32Array(pieces.length + 1);
  for (const [at, piece] of pieces.entries()) {
    const before = isRequest(at) ? (numberOf(piece['unanswered']) ?? 0) : 0;
    if (before > 0) open.push({ at, count: before });
    if (isRequest(at)) {
      if (at + 1 < pieces.length && isRequest(at + 1)) open.push({ at, count: 1 });
      continue;
    }
    const last = open.at(-1);
    if (isRequest(at - 1) || last === undefined) continue;
    if (--last.count === 0) open.pop();
    begun[last.at]!++;
    begun[at + 1]!--;
  }
  for (let at = 1; at < begun.length; at++) begun[at]! += begun[at - 1]!;
  return (at) => begun[at]! > 0;
}

function goTo(piece: JsonObject, sink: RecordSink): void {
  sink.at(piece, listOf(piece['around']).map(objectOf), textOf(piece['time']) ?? '');
  sink.within(() => objectOf(piece['line']));
}

/** What an answer's line says, with what is around it. */
function readSide(piece: JsonObject): { record: RequestRecord; answered: unknown } {
  const side = readBareAnswer(objectOf(piece['line']));
  readAround(listOf(piece['around']).map(objectOf), side.record);
  if (side.record.time === undefined) readTime(side.record, piece['time']);
  return side;
}

function addAnswer(record: RequestRecord, piece: JsonObject, said: RequestRecord): void {
  if (said.answer !== undefined) record.answer = said.answer;
  if (record.time === undefined) readTime(record, piece['time']);
  completeRecord(record, said);
}
