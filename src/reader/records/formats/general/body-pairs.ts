import { responseDialect, streamPieceOf } from '../../dialects/bodies.ts';
import { REQUEST_NAMES, RESPONSE_NAMES } from '../../fields/lexicon.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord, type RequestRecord } from '../../fields/request.ts';
import { readTime } from '../../fields/time.ts';
import { readAround, surroundingsOf } from '../../callers/surroundings.ts';
import { requestIdOf } from '../request-id.ts';
import { type Said, type Turn, turnsOf } from '../turns.ts';
import { completeRecord } from '../kit.ts';

/**
 * Bodies of requests and of answers on lines of their own, without an id that both have, as programs dump them. What belongs
 * together is told by the order of the lines alone.
 */
export const BODY_PAIRS = 'raw-request';

const BODIES: ReadonlySet<string> = new Set([...RESPONSE_NAMES, 'chunk', 'event']);

const LONE = 'answer on a line of its own, without its request';
const LONG = 'event of a streamed answer, of more than are kept to be joined';
const OVERLAPPING = 'answer that several requests before it may have got: log an id with both';

/** A request that nothing is known of but what was asked: its answer may be on the next line that holds one. */
export function holdRequest(record: RequestRecord, line: JsonObject, sink: RecordSink): void {
  const { answer, status, latencyMs, outputTokens } = record;
  const isDone = answer !== undefined || status !== 'unknown' || latencyMs !== undefined || outputTokens !== undefined;
  if (isDone) return sink.request(record);
  const piece = pieceOf(line, sink);
  sink.hold(BODY_PAIRS, record, (unanswered) => ({ ...piece, asks: true, unanswered }));
}

/** Whether a piece is a request. */
export const isAsking = (piece: JsonObject): boolean => piece['asks'] === true;

/** An answer waits for the request that may stand before it; where there is no room for that, it is read by itself. */
export function keepAnswer(line: JsonObject, sink: RecordSink): void {
  const piece = pieceOf(line, sink);
  if (sink.piece(BODY_PAIRS, '', piece)) return;
  for (const turn of turnsOf([piece], said)) {
    if (turn.isStream) sink.skip(LONG);
    else emitAnswer(turn, sink);
  }
}

/** What came back, on a line that says nothing of what was asked: an answer, or an event of one; undefined where there is none. */
export function bareAnswer(line: JsonObject): JsonObject | undefined {
  if (isAnswer(line) || isError(line)) return line;
  if (REQUEST_NAMES.some((name) => isObject(line[name]))) return undefined;
  for (const name of Object.keys(line)) {
    const body = BODIES.has(name) ? unpackJson(line[name]) : undefined;
    if (isObject(body) && isAnswer(body)) return body;
  }
  return undefined;
}

const isAnswer = (body: JsonObject): boolean =>
  responseDialect(body) !== undefined || streamPieceOf(body) !== undefined;

/** `{"error":{"message":...}}` alone, as all APIs of models say that a call failed. */
function isError(line: JsonObject): boolean {
  const { error } = line;
  if (!isObject(error) || typeof error['message'] !== 'string') return false;
  return Object.keys(line).every((name) => name === 'error' || name === 'type' || name === 'request_id');
}

/** An answer as a record without a prompt, and when it says it was made. */
function readBareAnswer({ pieces, body = {}, isStream }: Turn<JsonObject>): {
  record: RequestRecord;
  answered: unknown;
} {
  // The last event tells when all of the answer was there.
  const line = objectOf(pieces.at(-1)!['line']);
  const record = newRecord(isStream ? 'stream-chunks' : 'raw-response');
  responseDialect(body)?.readResponse(body, record);
  if (isStream) record.parameters.stream = true;
  const { created, created_at: createdAt } = body;
  // What stands in the answer under the name of a caller or an organisation was not written by the log.
  const { created: _, created_at: __, ...around } = line;
  readMetadataFields(around, record);
  record.status = isObject(body['error']) || typeof body['error'] === 'string' ? 'error' : 'ok';
  // Instructions that a stored response repeats are not the prompt.
  record.content = 'none';
  return { record, answered: createdAt ?? created };
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
  const turns = turnsOf(pieces, said);
  const overlapping = overlaps(turns);
  const isPair = (at: number): boolean =>
    turns[at]?.asks === true &&
    turns[at + 1]?.asks === false &&
    !overlapping(at) &&
    isOfOne(turns[at].pieces[0]!, turns[at + 1]!.pieces[0]!);
  for (const [at, turn] of turns.entries()) {
    const [piece] = turn.pieces as [JsonObject];
    if (turn.asks) {
      const record = readRequest(objectOf(piece['line']));
      const next = isPair(at) ? turns[at + 1] : undefined;
      const answer = next?.body === undefined ? undefined : readSide(next);
      if (answer !== undefined) addAnswer(record, piece, answer.record);
      goTo(piece, sink);
      sink.request(record, answer?.answered);
    } else if (sink.hasRequests !== true) {
      emitAnswer(turn, sink);
    } else if (!isPair(at - 1) || turn.body === undefined) leave(turn, overlapping(at) ? OVERLAPPING : LONE, sink);
  }
}

function said(piece: JsonObject): Said {
  const line = objectOf(piece['line']);
  return { asks: isAsking(piece), body: bareAnswer(line) ?? line, id: requestIdOf(line) };
}

function leave({ pieces }: Turn<JsonObject>, reason: string, sink: RecordSink): void {
  for (const piece of pieces) sink.leave?.(piece, reason);
}

/** An answer in a log without requests is a call whose prompt was not logged, if it stands there by itself. */
function emitAnswer(turn: Turn<JsonObject>, sink: RecordSink): void {
  const [piece] = turn.pieces as [JsonObject];
  const { body } = turn;
  if (
    body === undefined ||
    responseDialect(body) === undefined ||
    bareAnswer(objectOf(piece['line'])) !== piece['line']
  ) {
    leave(turn, LONE, sink);
    return;
  }
  const { record, answered } = readBareAnswer(turn);
  goTo(piece, sink);
  sink.request(record, answered);
}

/** Whether nothing says that a request and an answer are of two calls. */
function isOfOne(request: JsonObject, answer: JsonObject): boolean {
  const [asked, answered] = [request, answer].map(({ line }) => requestIdOf(objectOf(line)));
  return asked === undefined || answered === undefined || asked === answered;
}

/** Which turns stand among calls that overlap. */
function overlaps(turns: readonly Turn<JsonObject>[]): (at: number) => boolean {
  const isRequest = (at: number): boolean => turns[at]?.asks === true;
  const isAnswer = (at: number): boolean => turns[at]?.asks === false && turns[at].body !== undefined;
  /** Requests that nothing answered yet, those that stand together in one, and where they stand. */
  const open: { at: number; count: number }[] = [];
  /** Where the first stream stands of those that broke off: what lacks its beginning may be the rest of any of them. */
  let broken = Infinity;
  /** How many overlapping stretches begin before a turn, less those that end there. */
  const begun = new Int32Array(turns.length + 1);
  const mark = (first: number, last: number): void => {
    begun[first]!++;
    begun[last + 1]!--;
  };
  for (const [at, { asks, pieces, isOpen }] of turns.entries()) {
    const last = open.at(-1);
    if (asks) {
      const before = numberOf(pieces[0]!['unanswered']) ?? 0;
      if (before > 0) open.push({ at, count: before });
      if (at + 1 < turns.length && !isAnswer(at + 1)) open.push({ at, count: 1 });
    } else if (!isAnswer(at)) {
      if (broken < at) mark(broken, at);
    } else {
      if (!isRequest(at - 1) && last !== undefined) {
        if (--last.count === 0) open.pop();
        mark(last.at, at);
      }
      if (isOpen) broken = Math.min(broken, isRequest(at - 1) ? at - 1 : at);
    }
  }
  for (let at = 1; at < begun.length; at++) begun[at]! += begun[at - 1]!;
  return (at) => begun[at]! > 0;
}

function goTo(piece: JsonObject, sink: RecordSink): void {
  sink.at(piece, listOf(piece['around']).map(objectOf), textOf(piece['time']) ?? '');
  sink.within(() => objectOf(piece['line']));
}

/** What an answer says, with what is around it. */
function readSide(turn: Turn<JsonObject>): { record: RequestRecord; answered: unknown } {
  const side = readBareAnswer(turn);
  const piece = turn.pieces.at(-1)!;
  readAround(listOf(piece['around']).map(objectOf), side.record);
  if (side.record.time === undefined) readTime(side.record, piece['time']);
  return side;
}

function addAnswer(record: RequestRecord, piece: JsonObject, said: RequestRecord): void {
  if (said.answer !== undefined) record.answer = said.answer;
  if (said.parameters.stream === true) record.parameters.stream = true;
  if (record.time === undefined) readTime(record, piece['time']);
  completeRecord(record, said);
}
