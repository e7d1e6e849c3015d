/** Reads a few prompts back from the log, because reports show original text and scans keep none. */
import { addTo, largest } from '../../math/lists/many.ts';
import { NO_PREAMBLE, preambleOf } from '../../reader/bytes/framing/preamble.ts';
import { readTextEntries } from '../../reader/bytes/framing/read-entries.ts';
import { GzipRestarts, type RestartPoint } from '../../reader/bytes/compression/gzip-restarts.ts';
import { eachLine } from '../../reader/bytes/access/line-reader.ts';
import type { Source } from '../../reader/bytes/files/source.ts';
import { profileFormats } from '../../reader/mapping/mapping-format.ts';
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import type { ProfileFormats } from '../../reader/records/formats/profile-formats.ts';
import { joinPieces } from '../../reader/records/reading/joins.ts';
import { RecordReader } from '../../reader/records/reading/record-reader.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';
import type { TakeRequest } from '../../reader/records/reading/request-emitter.ts';
import { LoneSpans } from '../ingest/fast/otlp/lone-span.ts';
import { RequestSkipper } from '../ingest/fast/request-skipper.ts';
import { FLAG } from '../table/request-flags.ts';
import { openTurn, wholeConversation, withOpenTurn } from '../table/turns/open-turn.ts';
import type { RequestTable } from '../table/request-table.ts';

/** Where one request stands. */
export interface RequestLocation {
  /** Number of the source. */
  source: number;
  /** Of its line. */
  offset: number;
  bytes: number;
  /** Its number among the requests of the line. */
  part: number;
  /** Where in its line it stands by itself; absent where that is not known. */
  within?: { from: number; to: number };
  /** The client may have written the whole conversation: see `FLAG`. */
  unheard: boolean;
}

export function requestLocation(table: RequestTable, row: number): RequestLocation {
  const at = (name: Parameters<RequestTable['placeAt']>[0]): number => table.placeAt(name, row);
  const unheard = (table.rows.flags[row]! & FLAG.unheard) !== 0;
  const [from, size] = [at('begin'), at('size')];
  return {
    ...{ source: at('source'), offset: at('offset'), bytes: at('bytes'), part: at('part'), unheard },
    ...(size > 0 && { within: { from, to: from + size } }),
  };
}

/** System prompt and first user message of the given rows: see `readPromptsAt`. */
export async function readPrompts(
  sources: readonly Source[],
  table: RequestTable,
  rows: Iterable<number>,
  mappings: readonly MappingProfile[] = [],
): Promise<Map<number, string>> {
  const list = [...new Set(rows)].sort((a, b) => a - b);
  const locations = list.map((row) => requestLocation(table, row));
  const texts = await readPromptsAt(sources, locations, mappings);
  return new Map(list.flatMap((row, at) => (texts[at] === undefined ? [] : [[row, texts[at]] as const])));
}

/**
 * System prompt and first user message of requests, in the order given. One whose prompt is no longer there, because the file has
 * changed or it is on another line than the rest of the request, is undefined.
 * @param onStep called after each line, and after each block that is unpacked to find one
 * @param restarts where reading can begin in packed sources, by their numbers
 */
export async function readPromptsAt(
  sources: readonly Source[],
  locations: readonly RequestLocation[],
  mappings: readonly MappingProfile[] = [],
  onStep: () => void = () => undefined,
  restarts?: ReadonlyMap<number, RestartPoint[]>,
): Promise<(string | undefined)[]> {
  const order = [...locations.keys()].sort((a, b) => inOrder(locations[a]!, locations[b]!));
  const bySource = new Map<number, number[]>();
  for (const number of order) {
    const { source } = locations[number]!;
    addTo(bySource, source, number);
  }
  const prompts: (string | undefined)[] = locations.map(() => undefined);
  const profiles = profileFormats(mappings);
  for (const [number, own] of bySource) {
    const source = sources[number]!;
    // A line may hold many requests: it is read once for all of them.
    const lines: number[][] = [];
    for (const number of own) {
      const line = lines.at(-1);
      if (line && locations[line[0]!]!.offset === locations[number]!.offset) line.push(number);
      else lines.push([number]);
    }
    const refs = lines.map((line) => ({ offset: locations[line[0]!]!.offset, length: locations[line[0]!]!.bytes }));
    const preamble = await preambleOf(source).catch(() => NO_PREAMBLE);
    await preamble.reach(refs.at(-1)?.offset ?? 0).catch(() => undefined);
    const take = (number: number, record: RequestRecord | undefined): void => {
      if (record && hasPrompt(record)) prompts[number] = promptText(record, locations[number]!);
    };
    const takeLine = (line: Buffer, ref: number): void => {
      const text = preamble.with(line, refs[ref]!.offset);
      const spans = new LoneSpans(text, source.path);
      const left = lines[ref]!.filter((number) => {
        const { within } = locations[number]!;
        const record = within && spans.read(within);
        if (record) take(number, record);
        return record === undefined;
      });
      if (left.length > 0) {
        const wanted = new Set(left.map((number) => locations[number]!.part));
        // What is passed over might be read by a mapping.
        const records =
          mappings.length === 0 ? someOf(text, source.path, wanted) : requestsOf(text, source.path, profiles);
        for (const number of left) take(number, records[locations[number]!.part]);
      }
      onStep();
    };
    await eachLine(source, refs, takeLine, onStep, GzipRestarts.of(restarts?.get(number) ?? [])).catch(() => undefined);
  }
  return prompts;
}

/**
 * The requests of a few lines that stand together, read on their own. Of a request on several lines only what these hold
 * is known.
 * @param line the lines, after what has to come before them: see `Preamble`
 * @param path name of the source, the account of last resort
 * @param accountBy field that names the account: see `accountFrom`
 */
export function requestsOf(line: Buffer, path: string, profiles: ProfileFormats, accountBy?: string): RequestRecord[] {
  const records: RequestRecord[] = [];
  const keep = (record: RequestRecord): void => {
    records.push({ ...record });
  };
  readOn(line, path, new RecordReader(0, path, keep, profiles, accountBy), keep);
  return records;
}

/** Requests of lines by their numbers, those that are wanted; others may be missing. A line of OTLP holds dozens of them. */
export function someOf(
  line: Buffer,
  path: string,
  wanted: ReadonlySet<number>,
  accountBy?: string,
): (RequestRecord | undefined)[] {
  const records: (RequestRecord | undefined)[] = [];
  const last = largest(wanted, -1);
  const skipper = new RequestSkipper({
    wantsNext: () => wanted.has(records.length),
    skip: () => records.push(undefined),
    isDone: () => records.length > last,
  });
  const keep: TakeRequest = (record) => {
    records.push({ ...record });
  };
  const reader = new RecordReader(0, path, keep, undefined, accountBy);
  reader.byteReader = skipper;
  readOn(line, path, reader, keep);
  return records;
}

function readOn(line: Buffer, path: string, reader: RecordReader, keep: TakeRequest): void {
  readTextEntries(line, reader);
  // Of a request on several lines only this one is there; where it is the one with the prompt, that is enough.
  joinPieces(reader.pieces, [path], keep, () => undefined);
}

function inOrder(a: RequestLocation, b: RequestLocation): number {
  return a.source - b.source || a.offset - b.offset || a.part - b.part;
}

function hasPrompt({ system, messages }: RequestRecord): boolean {
  return system !== '' || messages.length > 0;
}

/** What is told of a request to those who read its words. */
export function promptText(
  record: Pick<RequestRecord, 'system' | 'messages' | 'answer'> & Partial<Pick<RequestRecord, 'format'>>,
  { unheard }: Pick<RequestLocation, 'unheard'>,
): string {
  const user = record.messages.find((message) => message.role === 'user')?.text ?? '';
  const said = unheard ? wholeConversation(record) : openTurn(record);
  return withOpenTurn(record.system ? `${record.system}\n\n${user}` : user, said);
}
