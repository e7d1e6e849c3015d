import { type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { readAround, readCallers, surroundingsOf } from '../../callers/surroundings.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord, type RequestRecord } from '../../fields/request.ts';
import { readTime } from '../../fields/time.ts';
import type { Format } from '../format.ts';
import { turnsOf } from '../turns.ts';
import { exchange, readExchange, readUsage } from './exchange.ts';
import { type Half, halfOf } from './split-call.ts';
import { rawRequest } from './raw-api.ts';
import { completeRecord } from '../kit.ts';

/**
 * Home-made logs that write a line when a request comes in and another one when it is answered, each with the id of the
 * request and a word for what it is. A line counts where the request is; what came back is added to it.
 */
export const splitExchange: Format = {
  name: exchange.name,
  facts: exchange.facts,
  isBody: true,
  matches: (value) => halfOf(value) !== undefined,
  read: (value, sink) => {
    const piece = {
      line: value,
      file: sink.source,
      ...(sink.collectorTime === '' ? {} : { time: sink.collectorTime }),
      ...(sink.around === undefined || sink.around.length === 0 ? {} : { around: sink.around.map(surroundingsOf) }),
    };
    if (!sink.piece(exchange.name, halfOf(value)?.id ?? '', piece)) join([piece], sink);
  },
  join,
};

const NO_REQUEST = 'answer on a line of its own, without its request';
const NO_ORDER = 'answer under an id that several requests have';

/** How long before its request an answer may seem to come, where two machines keep time, and how long after it. */
const EARLIEST_MS = -60_000;
const LATEST_MS = 24 * 3_600_000;

interface Side extends Half {
  piece: JsonObject;
  /** Where it stands among the lines with its id. */
  place: number;
  around: readonly JsonObject[];
  collectorTime: string;
  /** What the line says besides its texts. */
  said: RequestRecord;
}

function join(pieces: readonly JsonObject[], sink: RecordSink): void {
  const sides = pieces.map(sideOf).filter((side) => side !== undefined);
  const requests = sides.filter(({ side }) => side === 'request');
  const responses = sides.filter(({ side }) => side === 'response');
  const answers = answersOf(requests, responses);
  const used = new Set([...answers.values()].flat());
  for (const request of requests) emitCall(request, answers.get(request) ?? [], sink);
  for (const response of responses) {
    if (used.has(response)) continue;
    if (requests.length > 0) sink.leave?.(response.piece, requests.length > 1 ? NO_ORDER : NO_REQUEST);
    else emitAlone(response, sink);
  }
}

function sideOf(piece: JsonObject, place: number): Side | undefined {
  const half = halfOf(objectOf(piece['line']));
  if (half === undefined) return undefined;
  const around = listOf(piece['around']).map(objectOf);
  const collectorTime = textOf(piece['time']) ?? '';
  const said = newRecord(exchange.name);
  readMetadataFields(half.row, said);
  readCallers(half.row, said);
  readUsage(half.row, said);
  readAround(around, said);
  if (said.time === undefined) readTime(said, collectorTime);
  return { ...half, piece, place, around, collectorTime, said };
}

/**
 * Which answers belong to which request of one id. Ids that programs count begin again, so several requests may have one: then
 * an answer belongs to the request before it, and only where no two requests come one right after the other; tried with all
 * files, then within each. Where nobody can tell, no request gets an answer.
 */
function answersOf(requests: readonly Side[], responses: readonly Side[]): Map<Side, Side[]> {
  const found = inTurn(requests, responses);
  if (found !== undefined || requests.length < 2) return found ?? new Map<Side, Side[]>();
  const files = new Set(requests.map(fileOf));
  const inFile = (file: unknown): Map<Side, Side[]> | undefined => {
    const isThere = (side: Side): boolean => fileOf(side) === file;
    return inTurn(requests.filter(isThere), responses.filter(isThere));
  };
  return new Map([...files].flatMap((file) => [...(inFile(file) ?? [])]));
}

const fileOf = ({ piece }: Side): unknown => piece['file'];

function inTurn(requests: readonly Side[], responses: readonly Side[]): Map<Side, Side[]> | undefined {
  const [first] = requests;
  if (first === undefined) return undefined;
  if (requests.length === 1) return new Map([[first, byTime(responses).filter((one) => belongs(first, one))]]);
  const order = byTime([...requests, ...responses]);
  const found = new Map<Side, Side[]>();
  let last: Side | undefined;
  let before: Side | undefined;
  for (const side of order) {
    if (side.said.time === undefined || (side.side === 'request' && before?.side === 'request')) return undefined;
    if (side.side === 'request') found.set((last = side), []);
    else if (last !== undefined && belongs(last, side)) found.get(last)?.push(side);
    before = side;
  }
  return found;
}

/** The order does not depend on where lines stand, because a log may be sorted by anything, but for events of streams at one time. */
function byTime(sides: readonly Side[]): Side[] {
  return [...sides].sort(
    (a, b) =>
      (a.said.time ?? 0) - (b.said.time ?? 0) || Number(a.side > b.side) - Number(a.side < b.side) || byText(a, b),
  );
}

function byText(a: Side, b: Side): number {
  if (a.isPiece === true || b.isPiece === true)
    return Number(a.isPiece === true) - Number(b.isPiece === true) || a.place - b.place;
  const [one, other] = [JSON.stringify(a.row), JSON.stringify(b.row)];
  return one < other ? -1 : Number(one > other);
}

function belongs(request: Side, response: Side): boolean {
  const after = (response.said.time ?? NaN) - (request.said.time ?? NaN);
  return Number.isNaN(after) || (after >= EARLIEST_MS && after <= LATEST_MS);
}

function emitCall(request: Side, responses: readonly Side[], sink: RecordSink): void {
  sink.at(request.piece, request.around, request.collectorTime);
  if (responses.length === 0 && rawRequest.matches(request.row) && !exchange.matches(request.row))
    return rawRequest.read(request.row, sink);
  const pieces = responses.filter(({ isPiece }) => isPiece === true);
  const others = responses.filter(({ isPiece }) => isPiece !== true);
  const answer = others.find((one) => one.answer !== undefined)?.answer ?? answerOf(pieces);
  const { record, answered } = readExchange({ ...request.row, response: answer ?? null });
  readAround(request.around, record);
  if (record.time === undefined) readTime(record, request.collectorTime);
  // The last event of a stream tells when all of it was there.
  for (const { said, event } of [...others, ...pieces.slice(-1)]) {
    completeRecord(record, said);
    if (record.status === 'unknown' && /(?:error|failed|failure)$/i.test(event)) record.status = 'error';
  }
  sink.within(() => Object.assign({}, ...responses.map(({ row }) => row), request.row) as JsonObject);
  sink.request(record, answered);
}

/** A streamed answer, of its events or of the pieces of its text. */
function answerOf(pieces: readonly Side[]): unknown {
  const texts = pieces.map(({ answer }) => answer).filter((answer) => typeof answer === 'string');
  if (texts.length > 0) return texts.join('');
  const turns = turnsOf(pieces, ({ id, answer }) => ({ asks: false, body: objectOf(answer), id }));
  return turns.find(({ body }) => body !== undefined)?.body;
}

/** A response that repeats its request tells a whole call. */
function emitAlone({ piece, row, around, collectorTime, isWhole }: Side, sink: RecordSink): void {
  sink.at(piece, around, collectorTime);
  if (isWhole) exchange.read(row, sink);
  else sink.skip(NO_REQUEST);
}
