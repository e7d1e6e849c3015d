import { addTo } from '../../../math/lists/many.ts';
import { formatNamed } from '../formats/formats.ts';
import { ALONE } from '../formats/wrappers/unwrap.ts';
import type { JsonObject } from '../fields/json.ts';
import type { RecordFormat } from '../formats/format.ts';
import { countRequest, type SourceCounts, uncountRecord, type UnreadLine } from './line-counts.ts';
import type { RecordLocation } from '../fields/record-location.ts';
import { type TakeRequest, RequestEmitter } from './request-emitter.ts';
import { TEXT_FORMATS } from '../formats/text-formats.ts';

/** A part of a request: its other parts are on other lines, maybe in other files. Plain data, to cross threads. */
export interface Piece {
  /** Name of the format that joins it. */
  format: string;
  /** Pieces of one request share the key. */
  key: string;
  value: JsonObject;
  /** The value's strings hold bytes of UTF-8 as letters: see `decodeJson`. */
  raw: boolean;
  location: RecordLocation;
  /** Its line has a request next to it, whatever becomes of the piece. */
  besides?: true;
}

/**
 * Bytes of pieces that are kept for joining, for each part of a scan: enough for the largest batch file that a provider takes
 * (Anthropic's 256 MB, in 100,000 lines). Beyond it pieces are read on their own: memory must not grow with the log.
 */
export const MAX_PIECE_BYTES = 384 << 20;

/** The same for the pieces of all parts together: those that are there are joined without the rest. A batch is two files. */
export const MAX_WAITING_BYTES = 640 << 20;

/** What a piece takes beside the text of its line: an event of a stream, in a line of 100 bytes, was measured to take 800 in all. */
const PIECE_OVERHEAD = 512;

/** Bytes that a piece counts for. */
export const pieceBytes = ({ location }: Pick<Piece, 'location'>): number => location.length + PIECE_OVERHEAD;

/**
 * Joins the pieces of all sources into requests. The order in which pieces were found makes no difference.
 * @param files names of the sources by number
 * @param countsOf counts of a source: a request counts for that of its first piece, and lines that lead to none count as
 *   skipped after all
 * @param accountBy field that names the account: see `accountFrom`
 * @param onUnread told each line that leads to no request
 */
export function joinPieces(
  pieces: readonly Piece[],
  files: readonly string[],
  take: TakeRequest,
  countsOf: (source: number) => SourceCounts | undefined,
  accountBy?: string,
  onUnread?: UnreadLine,
): void {
  const groups = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const key = `${piece.format}\0${piece.key}`;
    addTo(groups, key, piece);
  }
  for (const group of groups.values()) group.sort(byLocation);
  const joiners = joinersOf(pieces);
  const withRequests = new Set(
    [...joiners].flatMap(([name, { asks }]) => {
      if (asks === undefined) return [];
      const isRead = files.some((_, source) => (countsOf(source)?.formats[name] ?? 0) > 0);
      return isRead || pieces.some(({ format, value }) => format === name && asks(value)) ? [name] : [];
    }),
  );
  const used = new Set<string>();
  const unused: { piece: Piece; outcome: 'rejected' | 'skipped'; reason: string }[] = [];
  for (const group of [...groups.values()].sort((a, b) => byLocation(a[0]!, b[0]!))) {
    const { format, location } = group[0]!;
    const keep: TakeRequest = (record, at) => {
      take(record, at);
      const counts = countsOf(at.source);
      if (counts !== undefined) countRequest(counts, record.format);
    };
    const emitter = new RequestEmitter(files[location.source]!, keep, accountBy);
    emitter.value = group[0]!.value;
    emitter.hasRequests = withRequests.has(format);
    emitter.location = location;
    const locations = new Map(group.map((piece) => [piece.value, piece.location]));
    emitter.at = (value, around = ALONE, collectorTime = '') => {
      emitter.location = locations.get(value) ?? location;
      emitter.file = files[emitter.location.source]!;
      emitter.value = value;
      emitter.around = around;
      emitter.prefix = collectorTime;
    };
    const left = new Map<JsonObject, string>();
    emitter.leave = (value, reason) => void left.set(value, reason);
    emitter.raw = group.some(({ raw }) => raw);
    const values = group.map(({ value }) => value);
    emitter.attemptAll((sink) => joiners.get(format)?.join?.(values, sink));
    const { rejectReason, skipReason } = emitter;
    for (const piece of group) {
      const leftFor = left.get(piece.value);
      if (leftFor !== undefined && piece.besides !== true) unused.push({ piece, outcome: 'skipped', reason: leftFor });
      else if (emitter.requests > 0 || piece.besides === true) used.add(lineOf(piece));
      else if (rejectReason !== '') unused.push({ piece, outcome: 'rejected', reason: rejectReason });
      else unused.push({ piece, outcome: 'skipped', reason: skipReason ?? INCOMPLETE });
    }
  }
  for (const { piece, outcome, reason } of unused) {
    const line = lineOf(piece);
    const counts = used.has(line) ? undefined : countsOf(piece.location.source);
    used.add(line);
    if (counts === undefined) continue;
    uncountRecord(counts, piece.location, outcome, reason);
    onUnread?.(outcome, reason, piece.location);
  }
}

/** The formats that made the pieces, by name. */
function joinersOf(pieces: readonly Piece[]): Map<string, Pick<RecordFormat, 'join' | 'asks'>> {
  const joiners = new Map<string, Pick<RecordFormat, 'join' | 'asks'>>();
  for (const name of new Set(pieces.map(({ format }) => format))) {
    const joiner = formatNamed(name) ?? TEXT_FORMATS.find((format) => format.name === name);
    if (joiner !== undefined) joiners.set(name, joiner);
  }
  return joiners;
}

const INCOMPLETE = 'part of a call whose other parts are not in the log';

function lineOf({ location }: Piece): string {
  return `${location.source}:${location.line}`;
}

function byLocation(a: Piece, b: Piece): number {
  return (
    a.location.source - b.location.source ||
    a.location.offset - b.location.offset ||
    (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  );
}
