/** Reads a few prompts back from the log: reports show original text, and the scan keeps none. */
import { HeadFramer, preambleOf } from './bytes/entries.ts';
import { eachLine } from './bytes/line-reader.ts';
import type { Source } from './bytes/source.ts';
import { profileFormats } from './mapping/mapping-format.ts';
import type { MappingProfile } from './mapping/mapping-profile.ts';
import type { ProfileFormats } from './records/profile-formats.ts';
import { joinPieces } from './records/joins.ts';
import { RecordReader } from './records/record-reader.ts';
import type { RequestRecord } from './records/request.ts';
import type { TakeRequest } from './records/request-emitter.ts';
import { QuickPick } from './signals/quick/quick-pick.ts';
import type { RequestTable } from './signals/request-table.ts';

/**
 * System prompt and first user message of the given rows. A row whose prompt is no longer there, because the file has
 * changed or it stands on another line than the rest of the request, is missing from the result.
 */
export async function readPrompts(
  sources: readonly Source[],
  table: RequestTable,
  rows: Iterable<number>,
  mappings: readonly MappingProfile[] = [],
): Promise<Map<number, string>> {
  const bySource = new Map<number, number[]>();
  for (const row of [...new Set(rows)].sort((a, b) => a - b)) {
    const source = table.rows.source[row]!;
    const list = bySource.get(source);
    if (list) list.push(row);
    else bySource.set(source, [row]);
  }
  const prompts = new Map<number, string>();
  const profiles = profileFormats(mappings);
  for (const [number, own] of bySource) {
    const source = sources[number]!;
    // A line may hold many requests: it is read once for all of them.
    const lines: number[][] = [];
    for (const row of own) {
      const line = lines.at(-1);
      if (line && table.rows.offset[line[0]!] === table.rows.offset[row]) line.push(row);
      else lines.push([row]);
    }
    const refs = lines.map(([row]) => ({ offset: table.rows.offset[row!]!, length: table.rows.bytes[row!]! }));
    const preamble = await preambleOf(source).catch(() => Buffer.alloc(0));
    await eachLine(source, refs, (line, ref) => {
      const text = preamble.length === 0 ? line : Buffer.concat([preamble, line]);
      const wanted = new Set(lines[ref]!.map((row) => table.rows.part[row]!));
      // What is passed over might be read by a mapping.
      const records =
        mappings.length === 0 ? someOf(text, source.path, wanted) : requestsOf(text, source.path, profiles);
      for (const row of lines[ref]!) {
        const record = records[table.rows.part[row]!];
        if (record && hasPrompt(record)) prompts.set(row, promptText(record));
      }
    }).catch(() => undefined);
  }
  return prompts;
}

/**
 * The requests of a few lines that stand together, read on their own. Of a request on several lines only what these hold
 * is known.
 * @param line the lines, after what has to stand before them: see `preambleOf`
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
function someOf(line: Buffer, path: string, wanted: ReadonlySet<number>): (RequestRecord | undefined)[] {
  const records: (RequestRecord | undefined)[] = [];
  const pick = new QuickPick({
    wantsNext: () => wanted.has(records.length),
    skip: () => records.push(undefined),
  });
  const keep: TakeRequest = (record) => {
    records.push({ ...record });
  };
  const reader = new RecordReader(0, path, keep);
  reader.quick = pick;
  readOn(line, path, reader, keep);
  return records;
}

function readOn(line: Buffer, path: string, reader: RecordReader, keep: TakeRequest): void {
  const framer = new HeadFramer(reader);
  framer.push(line);
  framer.end();
  // Of a request on several lines only this one is there; where it is the one with the prompt, that is enough.
  joinPieces(reader.pieces, [path], keep, () => undefined);
}

function hasPrompt({ system, messages }: RequestRecord): boolean {
  return system !== '' || messages.length > 0;
}

function promptText(record: RequestRecord): string {
  const user = record.messages.find((message) => message.role === 'user')?.text ?? '';
  return record.system ? `${record.system}\n\n${user}` : user;
}
