import { responseDialect, streamPieceOf } from '../dialects/bodies.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { type JsonObject, textOf } from '../fields/json.ts';

/** A request, or an answer with all its events, in the order of the log. */
export interface Turn<Piece> {
  /** One, or the events of a stream. */
  pieces: Piece[];
  asks: boolean;
  /** What came back; undefined for events that lack the beginning of their stream, or, where it has no mark of its own, the end. */
  body?: JsonObject | undefined;
  isStream: boolean;
  /** A stream whose end is not seen where nothing but the order ties its events: it may go on behind what stands between. */
  isOpen: boolean;
}

/** What is on a line: a request, or what came back, which may be an event of a stream. */
export interface Said {
  asks: boolean;
  body: JsonObject;
  /** Id of the request. */
  id?: string | undefined;
}

interface Stream<Piece> {
  turn: Turn<Piece>;
  dialect: Dialect;
  id: string | undefined;
  events: JsonObject[];
}

/**
 * Puts streamed answers together that were logged an event a line: by an id that all events of an answer have, or else by their
 * order, for as long as no request, no other answer and no beginning of another stream stands between them.
 */
export function turnsOf<Piece>(pieces: readonly Piece[], read: (piece: Piece) => Said): Turn<Piece>[] {
  const turns: Turn<Piece>[] = [];
  const streams: Stream<Piece>[] = [];
  const byId = new Map<string, Stream<Piece>>();
  let open: Stream<Piece> | undefined;
  for (const piece of pieces) {
    const { asks, body, id: requestId } = read(piece);
    const event = asks ? undefined : streamPieceOf(body);
    if (event === undefined) {
      const known = asks ? undefined : (byId.get(textOf(body['id']) ?? '') ?? (isFault(body) ? open : undefined));
      if (known === undefined) turns.push({ pieces: [piece], asks, body, isStream: false, isOpen: false });
      else {
        add(known, piece, body);
        known.turn.isOpen = false;
      }
      open = undefined;
      continue;
    }
    const { dialect, begins = false, ends = false } = event;
    const id = event.id ?? requestId;
    const isNext: boolean = open?.dialect === dialect && !begins && (open.id === undefined || id === undefined);
    let stream: Stream<Piece> | undefined = id === undefined || begins ? undefined : byId.get(id);
    if (stream === undefined && isNext) stream = open;
    if (stream === undefined) {
      stream = { turn: { pieces: [], asks, isStream: true, isOpen: false }, dialect, id, events: [] };
      turns.push(stream.turn);
      streams.push(stream);
    }
    add(stream, piece, body);
    stream.id ??= id;
    stream.turn.isOpen = !ends && stream.id === undefined;
    if (id !== undefined && ends) byId.delete(id);
    else if (id !== undefined) byId.set(id, stream);
    // Events that an id ties to another stream may stand between those that nothing ties.
    const isBetween = open !== undefined && open !== stream && open.id === undefined && stream.id !== undefined;
    if (!isBetween) open = ends ? undefined : stream;
  }
  for (const stream of streams) finish(stream);
  return turns;
}

function add<Piece>({ turn, events }: Stream<Piece>, piece: Piece, body: JsonObject): void {
  turn.pieces.push(piece);
  events.push(body);
}

/** A stream breaks off with what went wrong. */
const isFault = (body: JsonObject): boolean => body['error'] !== undefined && responseDialect(body) === undefined;

function finish<Piece>({ turn, dialect, events }: Stream<Piece>): void {
  const [first] = events;
  const isWhole = events.length === 1 && dialect.pieceOf?.(first!)?.isWhole === true;
  turn.isStream = !isWhole;
  const fault = events.find(isFault);
  // Without a beginning or an end nobody can tell whether it is all of one stream.
  const isSome = turn.isOpen && dialect.pieceOf?.(first!)?.begins !== true;
  const body = isWhole ? first : isSome ? undefined : dialect.fold(events);
  turn.body = body === undefined || fault === undefined ? body : { ...body, error: fault['error'] };
}
