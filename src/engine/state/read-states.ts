import { addTo } from '../../math/lists/many.ts';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { concludeScan, type Scan } from '../ingest/scan.ts';
import { givenMemory, neededMemory } from '../ingest/needed-memory.ts';
import type { ReadJob, ScanPart } from '../ingest/jobs/read-job.ts';
import { ScanResult } from '../ingest/threads/scan-result.ts';
import { buffersOf, discard } from '../../math/columns.ts';
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import type { Piece } from '../../reader/records/reading/joins.ts';
import { emptyCounts } from '../../reader/records/reading/line-counts.ts';
import { isObject } from '../../schema/is-object.ts';
import { RequestTable } from '../table/request-table.ts';
import { useSecret } from '../table/text-kernel.ts';
import type { Block } from './block.ts';
import { type OpenStates, openStates } from './open-states.ts';
import type { Reading } from './manifest.ts';
import { profilesOf } from './prompt-rows.ts';
import { countsOf, fieldsOf, StateFacts, TO_THE_END } from './part-rows.ts';
import { type MappedLogs, mappedLogs, type PartOfLog } from './state-parts.ts';
import type { TABLES } from './tables.ts';
import { refuseTooLarge } from './refuse-states.ts';
import { keepHeapSmall } from '../ingest/small-heap.ts';
import { StoredRows } from '../workspace/stored-rows.ts';
import { TextNumbers } from './text-numbers.ts';

/** Rows of a part that are added at once: some 8 MB. */
const MOST_ROWS = 1 << 16;

export interface ReadStates {
  /** What a scan of all logs would have read. Lines cannot be read back by it: the files may be elsewhere. */
  read: Scan;
  mappings: MappingProfile[];
  reading: Reading;
  /** Clauses were left out: see `ThinTexts`. */
  thinned: boolean;
}

/** A part with the number of its log. */
interface Numbered {
  number: number;
  part: PartOfLog;
}

/**
 * Puts states together to what a scan of their logs would have read.
 * @param memory bytes that may be taken; default: what there is
 * @throws InputError when one cannot be used, when the same part of a log is in two, or when it takes more memory
 */
export async function readStates(folders: readonly string[], memory = givenMemory()): Promise<ReadStates> {
  const states = await openStates(folders, 'state');
  // Halves of requests that are joined now have texts that are yet to be hashed.
  useSecret(Buffer.from(states.reading.secret, 'hex'));
  const found = await mappedLogs(states);
  const [requests, facts] = [states.rows('requests'), states.rows('facts')];
  const [texts, clauses] = [states.rows('texts'), states.rows('clauses')];
  const check = (accounts: number): Promise<void> =>
    refuseTooLarge(states, { requests, facts, texts, clauses, accounts }, memory, requestsByLog(found));
  await check(0);
  keepHeapSmall(neededMemory({ requests, facts, texts, clauses, accounts: 0 }), memory);
  const { accountBy } = states.reading;
  const sources = found.logs.map(({ source }) => source);
  const parts = found.logs.flatMap(({ parts: own }, number) => own.map((part): Numbered => ({ number, part })));
  const jobs = parts.map(({ number, part: { start, end } }): ReadJob => {
    const range = { start, end: end === TO_THE_END ? Infinity : end };
    return {
      number,
      source: sources[number]!,
      mappings: [],
      ...((start > 0 || end !== TO_THE_END) && { range }),
      ...(accountBy !== null && { accountBy }),
    };
  });
  const result = new ScanResult(sources, jobs);
  result.storeRows(await StoredRows.create());
  const numbers = await TextNumbers.read(states);
  await addParts(states, parts, jobs, numbers, result);
  await check(result.table.names.account.values.length - 1);
  result.table.texts = await numbers.pool(states);
  result.finish();
  return {
    read: await conclude(result, found),
    mappings: profilesOf(states.reading),
    reading: states.reading,
    thinned: states.thinned,
  };
}

function requestsByLog({ logs }: MappedLogs): Map<string, number> {
  return new Map(
    logs.map(({ source, parts }) => [source.path, parts.reduce((sum, { requests }) => sum + requests, 0)]),
  );
}

async function conclude(result: ScanResult, { logs, ...others }: MappedLogs): Promise<Scan> {
  const notes = new Map<number, string>();
  const fields = new Map<number, Map<number, string[]>>();
  for (const [number, { error, note, parts }] of logs.entries()) {
    if (error !== undefined) result.fail(number, error);
    if (note !== undefined) notes.set(number, note);
    fields.set(number, new Map(parts.flatMap(fieldsOf)));
  }
  const list = { sources: logs.map(({ source }) => source), ...others };
  const scan = await concludeScan(result, list, notes, (_source, number, lines) =>
    Promise.resolve(lines.map(({ offset }) => fields.get(number)?.get(offset) ?? [])),
  );
  return { ...scan, threads: [], release: () => Promise.resolve() };
}

/** Adds the parts in their order, each with its requests and pieces. */
async function addParts(
  states: OpenStates,
  parts: readonly Numbered[],
  jobs: readonly ReadJob[],
  numbers: TextNumbers,
  result: ScanResult,
): Promise<void> {
  const pieces = await piecesOf(states, parts);
  const facts = await StateFacts.read(states);
  // Rows have numbers of texts that are put there when all rows are.
  const { texts } = result.table;
  let next = 0;
  /** Pieces in which the part that comes next was added: a packed log is one part, and may be large. */
  let added = 0;
  let table = new RequestTable();
  table.texts = texts;
  const add = (rest: Omit<ScanPart, 'table' | 'isShared' | 'stopped'>, isLast: boolean): void => {
    // The texts are those of all.
    const task = { index: next, part: added++, isLast, job: jobs[next]! };
    result.add(task, { ...rest, table, isShared: true, stopped: false });
    discard(buffersOf(table.rows));
    table = new RequestTable();
    table.texts = texts;
  };
  const end = (): void => {
    const { part, number } = parts[next]!;
    const own = { counts: countsOf(part, number), pieces: pieces.get(next) ?? [], lines: part.lines };
    add({ ...own, ...(part.error && { error: part.error }) }, true);
    next++;
    added = 0;
  };
  await states.each('requests', (block, row) => {
    while (next < parts.length && isBehind(block, row, parts[next]!.part)) end();
    const found = parts[next];
    if (found === undefined) return;
    if (block.columns.source[row] !== found.part.source) return;
    addRow(table, numbers, block, row, found.number);
    facts.give(block, row, table, table.length - 1);
    if (table.length === MOST_ROWS) add({ counts: emptyCounts(found.number), pieces: [], lines: 0 }, false);
  });
  while (next < parts.length) end();
}

function isBehind(
  { columns }: Pick<Block<typeof TABLES.requests>, 'columns'>,
  row: number,
  { source, end }: PartOfLog,
): boolean {
  const own = columns.source[row]!;
  return own > source || (own === source && end !== TO_THE_END && columns.offset[row]! >= end);
}

function addRow(
  table: RequestTable,
  texts: TextNumbers,
  { columns }: Block<typeof TABLES.requests>,
  row: number,
  source: number,
): void {
  const { names } = table;
  const at = table.length;
  table.addRow(
    {
      time: columns.time[row]!,
      response: columns.response[row]!,
      account: names.account.add(columns.account[row]!),
      organisation: names.organisation.add(columns.organisation[row]!),
      endUser: names.endUser.add(columns.endUser[row]!),
      address: names.address.add(columns.address[row]!),
      userAgent: names.userAgent.add(columns.userAgent[row]!),
      model: names.model.add(columns.model[row]!),
      format: names.format.add(columns.format[row]!),
      inputTokens: columns.inputTokens[row]!,
      outputTokens: columns.outputTokens[row]!,
      system: texts.of(columns.system[row]!),
      user: texts.of(columns.user[row]!),
      open: texts.of(columns.open[row]!),
      whole: texts.of(columns.whole[row]!),
      tools: columns.tools[row]!,
      toolCount: columns.toolCount[row]!,
      parameters: columns.parameters[row]!,
      contextIn: columns.contextIn[row]!,
      contextOut: columns.contextOut[row]!,
      answer: columns.answer[row]!,
      answerShape: columns.answerShape[row]!,
      answerSize: columns.answerSize[row]!,
      turns: columns.turns[row]!,
      media: columns.media[row]!,
      flags: columns.flags[row]!,
    },
    { source, line: columns.line[row]!, offset: columns.offset[row]!, length: columns.bytes[row]! },
  );
  table.rows.part[at] = columns.part[row]!;
}

/** Pieces by the place of their part in the list. */
async function piecesOf(states: OpenStates, parts: readonly Numbered[]): Promise<Map<number, Piece[]>> {
  const pieces = new Map<number, Piece[]>();
  let next = 0;
  await states.each('pieces', ({ columns }, row) => {
    const [source, offset] = [columns.source[row]!, columns.offset[row]!];
    const isBefore = ({ part }: Numbered): boolean =>
      part.source < source || (part.source === source && part.end !== TO_THE_END && part.end <= offset);
    while (next < parts.length && isBefore(parts[next]!)) next++;
    const found = parts[next];
    if (found?.part.source !== source) return;
    const value: unknown = JSON.parse(columns.value[row]!);
    if (!isObject(value)) throw new InputError('The states are damaged: part of a request is not an object.');
    const location = { source: found.number, line: columns.line[row]!, offset, length: columns.length[row]! };
    const piece: Piece = {
      format: columns.format[row]!,
      key: columns.key[row]!,
      value,
      raw: columns.raw[row] === 1,
      location,
      ...(columns.besides[row] === 1 && { besides: true }),
    };
    addTo(pieces, next, piece);
  });
  return pieces;
}
