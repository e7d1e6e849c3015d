/**
 * Prompts for evidence: which requests are asked for, and what is in them. Those who hold the logs read them back, so that
 * a report can be made where no log is.
 */
import { join } from 'node:path';
import { readdir } from 'node:fs/promises';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { listSources } from '../../reader/bytes/sources/source-list.ts';
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import { parseProfiles } from '../../reader/mapping/parse-profile.ts';
import { readPromptsAt, type RequestLocation } from '../readback/read-prompts.ts';
import { inOrder, type RowOf } from './block.ts';
import { MANIFEST, type Reading } from './manifest.ts';
import { named } from './map-logs.ts';
import { openStates } from './open-states.ts';
import { StateWriter } from './state-writer.ts';
import { TABLES } from './tables.ts';

/** What may be given of how logs are read. */
const READING_OPTIONS: Readonly<Record<keyof Reading, string>> = {
  accountBy: '--account-by',
  lineBytes: '--max-line',
  unpackRatio: '--max-ratio',
  mappings: '--mapping',
  secret: '--secret',
};

/** A request by the name of its log. */
export type WantedRequest = RowOf<typeof TABLES.wanted>;

export async function writeWanted(wanted: readonly WantedRequest[], target: string, reading: Reading): Promise<void> {
  const writer = await StateWriter.create(target, 'wanted', reading);
  try {
    const rows = inOrder(TABLES.wanted, wanted);
    for (const row of rows) writer.table('wanted').add(row);
    await writer.end();
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

export interface PromptOptions {
  /** How the caller would read the logs, where it says so: not otherwise than the states were read. */
  given?: Partial<Reading>;
  /** Name of the logs in the report: see `MapOptions`. */
  name?: string;
  signal?: AbortSignal;
}

/**
 * Reads prompts back from those of the wanted requests that are in the logs given.
 * @returns how many of them there are, and of how many the prompt is known; undefined when it was stopped: nothing is written then
 * @throws InputError when the list cannot be read or the prompts cannot be written
 */
export async function readWanted(
  paths: readonly string[],
  wantedFolder: string,
  target: string,
  { given = {}, name, signal }: PromptOptions = {},
): Promise<{ wanted: number; known: number } | undefined> {
  const list = await openStates([wantedFolder], 'wanted');
  const { reading } = list;
  checkReading(given, reading);
  const { sources, release } = named(await listSources(paths, signal, reading), paths, name);
  const writer = await StateWriter.create(target, 'prompts', reading);
  try {
    const numbers = new Map(sources.map(({ path }, number) => [path, number]));
    const locations: RequestLocation[] = [];
    await list.each('wanted', ({ columns }, row) => {
      const source = numbers.get(columns.source[row]!);
      if (source === undefined) return;
      locations.push({
        source,
        offset: columns.offset[row]!,
        bytes: columns.bytes[row]!,
        part: columns.part[row]!,
        unheard: columns.unheard[row] === 1,
      });
    });
    const prompts = await readPromptsAt(sources, locations, profilesOf(reading));
    // Not all logs may have been listed: their prompts would be missing without a word.
    if (signal?.aborted === true) {
      await writer.discard();
      return undefined;
    }
    for (const [at, { source, offset, part }] of locations.entries()) {
      const prompt = prompts[at];
      const known = prompt === undefined ? 0 : 1;
      writer.table('prompts').add({ source: sources[source]!.path, offset, part, known, prompt: prompt ?? '' });
    }
    await writer.end();
    return { wanted: locations.length, known: prompts.filter((prompt) => prompt !== undefined).length };
  } catch (error) {
    await writer.discard();
    throw error;
  } finally {
    await release();
  }
}

/** Prompts that were read back, by `promptKey`; undefined for a request that holds none. */
export type KnownPrompts = ReadonlyMap<string, string | undefined>;

export function promptKey(source: string, offset: number, part: number): string {
  return `${offset} ${part} ${source}`;
}

/**
 * @param paths folders of prompts, or of such folders
 * @throws InputError when one of them cannot be used
 */
export async function readPromptFolders(paths: readonly string[]): Promise<KnownPrompts> {
  const folders = (await Promise.all(paths.map(foldersIn))).flat();
  const prompts = new Map<string, string | undefined>();
  const states = await openStates(folders, 'prompts');
  await states.each('prompts', ({ columns }, row) => {
    const prompt = columns.known[row] === 1 ? columns.prompt[row]! : undefined;
    prompts.set(promptKey(columns.source[row]!, columns.offset[row]!, columns.part[row]!), prompt);
  });
  return prompts;
}

/** A state, or the states in a folder, in the order of their names. */
export async function foldersIn(path: string): Promise<string[]> {
  const names = await readdir(path, { withFileTypes: true }).catch(() => []);
  if (names.length === 0 || names.some(({ name }) => name === MANIFEST)) return [path];
  const inside = names.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  return inside.map(({ name }) => join(path, name)).sort();
}

/** A prompt read otherwise than its state may be another text, under which the report would quote it. */
function checkReading(given: Partial<Reading>, reading: Reading): void {
  for (const [key, option] of Object.entries(READING_OPTIONS) as [keyof Reading, string][]) {
    if (given[key] === undefined || JSON.stringify(given[key]) === JSON.stringify(reading[key])) continue;
    throw new InputError(
      `${option} is not what these prompts were asked for with: they are read back as the states were read, so leave it out.`,
    );
  }
}

export function profilesOf({ mappings }: Reading): MappingProfile[] {
  return mappings.length === 0 ? [] : parseProfiles(mappings);
}
