/**
 * Logs with a known truth, of any generator, in one form. `bench` writes NAME.truth.json and NAME.truth.tsv, the others
 * NAME.truth.json alone; the project's own made-up logs are told by their names, as demo-SEED-REQUESTS and town-SEED-NUMBER. The file FOLDER.json next to a folder, where there is one, is the drawn suite it was made from.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { AccountClass } from '../../../src/report/benchmark/truth.ts';

export const GENERATORS = ['bench', 'world2', 'sample', 'town', 'wharf', 'counter', 'commons', 'real', 'red'] as const;
export type Generator = (typeof GENERATORS)[number];

/** Generators by what the names of their logs begin with: those of the project itself, and the red team’s. */
const OWN: Readonly<Record<string, Generator>> = {
  demo: 'sample',
  town: 'town',
  wharf: 'wharf',
  counter: 'counter',
  commons: 'commons',
  real: 'real',
  w4: 'red',
};
export interface LabelledLog {
  /** Name of the folder. */
  suite: string;
  name: string;
  generator: Generator;
  /** Half of the pipelines that a drawn suite took the log's campaigns from; empty elsewhere. */
  side: 'a' | 'b' | '';
  /** The log, and its account directory where there is one. */
  path: string;
  directory: string | undefined;
}

export interface LabelledAccount {
  class: AccountClass;
  persona: string;
  /** Id of its campaign, empty for all others. */
  campaign: string;
  /** Requests that harvest. */
  harvest: number;
}

export interface LogTruth {
  accounts: ReadonlyMap<string, LabelledAccount>;
  /** What kind of pipeline each campaign is. */
  kinds: ReadonlyMap<string, string>;
  /** Whether request `part` (from 0) of line `line` (from 1) harvests. */
  isHarvest: (line: number, part: number) => boolean;
}

interface TruthFile {
  accounts: Record<string, { class: AccountClass; persona?: string; campaign?: string | null; harvest?: number }>;
  /** A list, or by their ids. */
  campaigns?: { id: string; type: string }[] | Record<string, object>;
  harvest_lines?: number[];
  /** Accounts by what the log calls them, where that is another name. */
  aliases?: Record<string, string>;
}

/** Logs of a folder by name. Those whose truth is missing or that are still being written are left out. */
export function labelledLogs(folder: string): LabelledLog[] {
  const sides = sidesOf(`${resolve(folder)}.json`);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.truth.json'))
    .map((file) => file.slice(0, -'.truth.json'.length))
    .filter((name) => existsSync(join(folder, `${name}.jsonl`)))
    .sort()
    .map((name) => {
      const directory = join(folder, `${name}.accounts.csv`);
      return {
        suite: basename(resolve(folder)),
        name,
        generator: generatorOf(folder, name),
        side: sides.get(name) ?? '',
        path: join(folder, `${name}.jsonl`),
        directory: existsSync(directory) ? directory : undefined,
      };
    });
}

function generatorOf(folder: string, name: string): Generator {
  if (existsSync(join(folder, `${name}.truth.tsv`))) return 'bench';
  return OWN[name.split(/[-_]/, 1)[0]!] ?? 'world2';
}

function sidesOf(suite: string): Map<string, 'a' | 'b'> {
  if (!existsSync(suite)) return new Map();
  const { scenarios } = JSON.parse(readFileSync(suite, 'utf8')) as { scenarios: { name: string; side?: 'a' | 'b' }[] };
  return new Map(scenarios.flatMap(({ name, side }) => (side ? [[name, side]] : [])));
}

export function readTruth({ path, generator }: LabelledLog): LogTruth {
  const stem = path.slice(0, -'.jsonl'.length);
  const file = JSON.parse(readFileSync(`${stem}.truth.json`, 'utf8')) as TruthFile;
  const { places, counts } =
    generator === 'bench' ? placesOf(readFileSync(`${stem}.truth.tsv`, 'utf8')) : noPlaces(file);
  const inLog = new Map(Object.entries(file.aliases ?? {}).map(([alias, id]) => [id, alias]));
  const accounts = new Map(
    Object.entries(file.accounts).map(([id, account]): [string, LabelledAccount] => [
      inLog.get(id) ?? id,
      {
        class: account.class,
        persona: account.persona ?? account.class,
        campaign: account.campaign ?? '',
        harvest: account.harvest ?? counts.get(id) ?? 0,
      },
    ]),
  );
  const types = new Map(Array.isArray(file.campaigns) ? file.campaigns.map(({ id, type }) => [id, type]) : []);
  const ids = new Set([...accounts.values()].flatMap(({ campaign }) => campaign || []));
  return {
    accounts,
    kinds: new Map([...ids].map((id) => [id, types.get(id) ?? id])),
    isHarvest: (line, part) => places.has(placeOf(line, part)),
  };
}

/** A line holds fewer requests than this. */
const PARTS = 1 << 16;
const placeOf = (line: number, part: number): number => line * PARTS + part;

/** Rows `line, account, template, attack`; a line's requests are in their order. */
function placesOf(rows: string): { places: Set<number>; counts: Map<string, number> } {
  const places = new Set<number>();
  const counts = new Map<string, number>();
  let [last, part] = [0, 0];
  for (const row of rows.split('\n').slice(1)) {
    const [line = '', account = '', , attack] = row.split('\t');
    part = Number(line) === last ? part + 1 : 0;
    last = Number(line);
    if (attack !== '1') continue;
    places.add(placeOf(last, part));
    counts.set(account, (counts.get(account) ?? 0) + 1);
  }
  return { places, counts };
}

const noPlaces = ({ harvest_lines = [] }: TruthFile): { places: Set<number>; counts: Map<string, number> } => ({
  places: new Set(harvest_lines.map((line) => placeOf(line, 0))),
  counts: new Map(),
});
