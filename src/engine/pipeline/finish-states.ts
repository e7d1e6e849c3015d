/** The last step of an audit whose logs were read elsewhere: turns states into the report that a scan would write. */
import { count, counted } from '../../text/numbers.ts';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { isRefusal } from '../../reader/bytes/files/source.ts';
import { detectSource } from '../../reader/bytes/sources/detect.ts';
import { readPromptsAt, requestLocation } from '../readback/read-prompts.ts';
import { meaningsFrom, type ReadMeanings, type ReadPrompts, rowsOfSamples } from '../readback/template-meanings.ts';
import type { DetectionResult } from '../building/detection-result.ts';
import {
  type KnownPrompts,
  promptKey,
  readPromptFolders,
  type WantedRequest,
  writeWanted,
} from '../state/prompt-rows.ts';
import { readStates, type ReadStates } from '../state/read-states.ts';
import type { RequestTable } from '../table/request-table.ts';
import { auditLog, type AuditResult } from './audit.ts';
import type { AuditOptions } from './audit-options.ts';
import { detect, type DetectOptions } from './detect.ts';
import { readBaseline, readDirectory, readIndicators } from './open-log.ts';

/** An audit of states. How lines are read was decided when they were. */
export type FinishOptions = Omit<AuditOptions, 'workers' | 'mappings' | 'accountBy' | 'limits' | 'reading'>;

/** The list of prompts that a report needs. */
export interface AskedPrompts {
  prompts: number;
  /** Names of the logs that hold them. */
  logs: string[];
}

/** Prompts that others read back while the last step waits. */
export interface LaterPrompts {
  /** Folder to write the list of those that are needed to. */
  wanted: string;
  /** Called when the list is written; gives the folders of what was read back, none where nothing is needed. */
  read: (asked: AskedPrompts) => Promise<readonly string[]>;
}

/**
 * Makes the report of all logs that the states tell of.
 * @param states folders, in any order
 * @param prompts folders of prompts that were read back, or how to have that done; without them the logs are read where they stand
 * @throws InputError when one of them cannot be used
 */
export async function finishStates(
  states: readonly string[],
  prompts: readonly string[] | LaterPrompts | undefined,
  options: FinishOptions = {},
): Promise<AuditResult> {
  const later = prompts && 'read' in prompts ? prompts : undefined;
  const known = prompts && !('read' in prompts) ? await readPromptFolders(prompts) : undefined;
  const found = await readStates(states, options.memory);
  checkThinned(found, options);
  const table = found.read.table.finish(false);
  let missing = 0;
  let all = 0;
  const readPrompts: ReadPrompts = async (rows) => {
    const wanted = [...new Set(rows)];
    const there = later ? await readLater(later, found, table, wanted) : known;
    const texts = there ? promptsOf(there, found, table, wanted) : await promptsFromLogs(found, table, wanted);
    all += wanted.length;
    missing += wanted.length - texts.size;
    return new Map([...texts].flatMap(([row, text]) => (text === undefined ? [] : [[row, text] as const])));
  };
  const remarks = (): string[] =>
    missing === 0
      ? []
      : [
          `The prompts of ${count(missing)} of ${counted(all, 'request')} that show templates could not be read back. Templates without any prompt have no text and no intent.`,
        ];
  const judge = (onPhase: DetectOptions['onPhase']): Promise<DetectionResult> =>
    judgeTable(table, options, onPhase, meaningsFrom(readPrompts));
  const { read, mappings } = found;
  return auditLog(() => Promise.resolve({ read, table, judge, remarks, release: read.release }), {
    ...options,
    mappings,
  });
}

/** Writes which requests the report needs the prompts of: they are read back where the logs are, with `readWanted`. */
export async function askForPrompts(
  states: readonly string[],
  target: string,
  options: FinishOptions = {},
): Promise<AskedPrompts> {
  const found = await readStates(states, options.memory);
  checkThinned(found, options);
  const table = found.read.table.finish(false);
  const asked = new Asked();
  try {
    await judgeTable(
      table,
      options,
      () => undefined,
      (samples) => Promise.reject(asked.with(rowsOfSamples(samples))),
    );
  } catch (error) {
    if (error !== asked) throw error;
  }
  return writeAsked(found, table, [...new Set(asked.rows)], target);
}

async function writeAsked(
  { read, reading }: ReadStates,
  table: RequestTable,
  rows: readonly number[],
  target: string,
): Promise<AskedPrompts> {
  const wanted = rows.map((row): WantedRequest => {
    const { source, offset, bytes, part, unheard } = requestLocation(table, row);
    return { source: read.sources[source]!.path, offset, bytes, part, unheard: Number(unheard) };
  });
  await writeWanted(wanted, target, reading);
  return { prompts: wanted.length, logs: [...new Set(wanted.map(({ source }) => source))].sort() };
}

async function readLater(
  { wanted, read }: LaterPrompts,
  found: ReadStates,
  table: RequestTable,
  rows: readonly number[],
): Promise<KnownPrompts> {
  const folders = await read(await writeAsked(found, table, rows, wanted));
  return folders.length === 0 ? new Map() : readPromptFolders(folders);
}

/** How requests are worded is compared with a baseline by all of their clauses. */
function checkThinned({ thinned }: ReadStates, { baseline }: FinishOptions): void {
  if (thinned && baseline !== undefined)
    throw new InputError('A thinned state cannot be compared with a baseline. Name the states that it was made of.');
}

/** Ends judging at the point where prompts are asked for. */
class Asked extends Error {
  rows: readonly number[] = [];

  with(rows: readonly number[]): this {
    this.rows = rows;
    return this;
  }
}

async function judgeTable(
  table: RequestTable,
  { directory, baseline, settings, ...named }: FinishOptions,
  onPhase: DetectOptions['onPhase'],
  readTexts: ReadMeanings,
): Promise<DetectionResult> {
  const known = await readBaseline(baseline);
  const indicators = await readIndicators(named);
  return detect(table, {
    directory: await readDirectory(directory),
    onPhase,
    readTexts,
    ...(settings?.seed !== undefined && { seed: settings.seed }),
    ...(known && { baseline: known }),
    ...(indicators && { indicators }),
  });
}

/** Rows whose lines were read, with the prompt where there is one. */
type FoundPrompts = Map<number, string | undefined>;

function promptsOf(
  known: KnownPrompts,
  { read }: ReadStates,
  table: RequestTable,
  rows: readonly number[],
): FoundPrompts {
  return new Map(
    rows.flatMap((row) => {
      const { source, offset, part } = requestLocation(table, row);
      const key = promptKey(read.sources[source]!.path, offset, part);
      return known.has(key) ? [[row, known.get(key)] as const] : [];
    }),
  );
}

async function promptsFromLogs(
  { read, mappings }: ReadStates,
  table: RequestTable,
  rows: readonly number[],
): Promise<FoundPrompts> {
  const numbers = new Set(rows.map((row) => table.placeAt('source', row)));
  const there = new Map(
    await Promise.all(
      [...numbers].map(async (number) => {
        const { path } = read.sources[number]!;
        const source = await detectSource(path);
        return [number, isRefusal(source) ? undefined : source] as const;
      }),
    ),
  );
  const sources = read.sources.map((source, number) => there.get(number) ?? source);
  const own = rows.filter((row) => there.get(table.placeAt('source', row)) !== undefined);
  const texts = await readPromptsAt(
    sources,
    own.map((row) => requestLocation(table, row)),
    mappings,
  );
  return new Map(own.map((row, at) => [row, texts[at]] as const));
}
