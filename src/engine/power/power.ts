/**
 * How many campaigns would be found in a company's own traffic, and at what cost: simulated ones are planted in its
 * log, in memory, and all of mining and judging runs on the result.
 */
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { count } from '../../text/numbers.ts';
import type { AuditOptions } from '../pipeline/audit-options.ts';
import { accountProfiles } from '../accounts/account-profiles.ts';
import { isReported } from '../campaigns/judging/one-customer.ts';
import { Random } from '../../math/random.ts';
import { wilson } from '../../math/wilson.ts';
import { type OpenLog, openLog } from '../pipeline/open-log.ts';
import { DEFAULT_SETTINGS, type ReportSettings } from '../../report/shape/report.ts';
import { readLogTraits } from './log-traits.ts';
import { type PlantedCampaign, PlantedTable } from './plant.ts';
import { type PowerCell, powerCells } from './power-cells.ts';
import { isHalf, verdictsOn } from './verdicts.ts';

export { powerCells };
export const POWER_VERSION = 1;

export interface PowerResult {
  version: typeof POWER_VERSION;
  seed: number;
  /** Campaigns planted for each cell. */
  trials: number;
  /** True when time ran out or it was cancelled: cells then have fewer campaigns. */
  partial: boolean;
  log: { requests: number; accounts: number; accused: number; suspected: number };
  /** Of groups that are suspected once campaigns are planted, those that are one; and of campaigns not found, those that are suspected. */
  suspected: { groups: Proportion; campaigns: Proportion };
  cells: CellResult[];
  /** What planting cost accounts of the log that nobody planted. */
  cost: {
    rounds: number;
    /** Accounts judged, once a round. */
    judged: number;
    /** Of these, accused though the log alone does not accuse them. */
    accused: Proportion;
    /** Accused by the log alone, and no longer once campaigns are planted. */
    cleared: number;
  };
}

export interface CellResult {
  id: PowerCell['id'];
  group: PowerCell['group'];
  label: string;
  knobs: PowerCell['knobs'];
  accounts: Proportion;
  /** A campaign is found when at least half of its accounts are accused. */
  campaigns: Proportion;
}

/** `found` of `of`, with the 95% interval of the share: where they come in campaigns, that of as many trials as there are campaigns. */
export interface Proportion {
  found: number;
  of: number;
  interval: [low: number, high: number];
}

export interface PowerProgress {
  /** What is done: the log is read and judged as it is, or a round of planting. */
  phase: 'reading' | 'judging' | 'planting';
  round: number;
  rounds: number;
  /** Seconds left, or null while unknown. */
  eta: number | null;
}

export interface PowerOptions extends Pick<
  AuditOptions,
  'workers' | 'directory' | 'baseline' | 'mappings' | 'accountBy' | 'limits' | 'reading' | 'signal'
> {
  seed?: number;
  trials?: number;
  /** What to plant; default `powerCells`. */
  cells?: readonly PowerCell[];
  /** Ids of the cells to plant; default all. */
  only?: readonly string[];
  /** Milliseconds after which no new round begins. */
  timeLimitMs?: number;
  settings?: Partial<ReportSettings>;
  onProgress?: (progress: PowerProgress) => void;
}

/** Planted accounts of a round as a share of the log's: more would change what is ordinary in it. */
const MAX_PLANTED_SHARE = 0.1;

/** Accounts a log needs: among fewer, a planted campaign would be most of the log. */
const MIN_ACCOUNTS = 20;

/** A log in which no measurement is possible; the message says why. */
export class PowerError extends InputError {}

/** @throws PowerError when the log has too few accounts or no text */
export async function measurePower(paths: readonly string[], options: PowerOptions = {}): Promise<PowerResult> {
  const began = performance.now();
  const { seed = 1, trials = 3, only, timeLimitMs = Infinity, onProgress = () => undefined, ...reading } = options;
  const settings = { ...DEFAULT_SETTINGS, ...options.settings, seed };
  onProgress({ phase: 'reading', round: 0, rounds: 0, eta: null });
  const log = await openLog(paths, { ...reading, settings }, () => undefined);
  try {
    checkUsable(log);
    onProgress({ phase: 'judging', round: 0, rounds: 0, eta: null });
    const alone = await log.judge(() => undefined);
    const { accused, suspected } = verdictsOn(alone, settings);
    const suspects = new Set(alone.judgements.filter(isReported).flatMap((one) => one.candidate.accounts));
    const donors = [...alone.profiles.values()].filter(({ number }) => !suspects.has(number));
    const traits = readLogTraits(log.table, alone.profiles);
    const all = options.cells ?? powerCells(traits.organisations);
    const cells = all.filter(({ id }) => only?.includes(id) ?? true);
    const rounds = roundsOf(
      cells,
      trials,
      Math.max(1, Math.floor(MAX_PLANTED_SHARE * alone.profiles.size)),
      new Random('rounds', seed),
    );
    const tallies = new Map(cells.map(({ id }) => [id, { found: 0, accounts: 0, whole: 0, campaigns: 0 }]));
    const cost = { rounds: 0, judged: 0, found: 0, cleared: 0 };
    const listed = { groups: 0, planted: 0, missed: 0, campaigns: 0 };
    const prompts = promptCache(log);
    const first = performance.now();
    for (const [round, planned] of rounds.entries()) {
      if (options.signal?.aborted === true || performance.now() - began > timeLimitMs) break;
      const eta = round === 0 ? null : (((performance.now() - first) / round) * (rounds.length - round)) / 1000;
      onProgress({ phase: 'planting', round: round + 1, rounds: rounds.length, eta });
      const planted = new PlantedTable(log.table, log.read.sources.length, traits, donors);
      const campaigns = planned.map(({ cell, trial }): [PowerCell, PlantedCampaign] => {
        const random = new Random('campaign', seed, cell.id, trial);
        return [cell, planted.plant(`planted-${cell.id}-${trial + 1}`, cell.knobs, random)];
      });
      const table = planted.finish();
      const readPrompts = (rows: Iterable<number>): Promise<Map<number, string>> =>
        prompts(new Map([...rows].map((row) => [row, planted.promptOf(table, row)])));
      const found = verdictsOn(await log.judge(() => undefined, { table, readPrompts }), settings);
      const now = found.accused;
      const plantedAccounts = new Set<string>();
      for (const [{ id }, { accounts }] of campaigns) {
        const tally = tallies.get(id)!;
        const called = accounts.filter((account) => now.has(account)).length;
        tally.found += called;
        tally.accounts += accounts.length;
        tally.campaigns++;
        if (called >= accounts.length / 2) tally.whole++;
        else {
          const own = new Set(accounts);
          listed.missed++;
          if (found.suspected.some((group) => isHalf(own, group, accounts.length))) listed.campaigns++;
        }
        for (const account of accounts) plantedAccounts.add(account);
      }
      listed.groups += found.suspected.length;
      listed.planted += found.suspected.filter((group) => isHalf(plantedAccounts, group, group.length)).length;
      cost.rounds++;
      cost.judged += alone.profiles.size;
      cost.found += [...now].filter((account) => !plantedAccounts.has(account) && !accused.has(account)).length;
      cost.cleared += [...accused].filter((account) => !now.has(account)).length;
    }
    return {
      version: POWER_VERSION,
      seed,
      trials,
      partial: log.read.partial || cost.rounds < rounds.length,
      log: {
        requests: log.table.length,
        accounts: alone.profiles.size,
        accused: accused.size,
        suspected: suspected.length,
      },
      suspected: {
        groups: proportion(listed.planted, listed.groups),
        campaigns: proportion(listed.campaigns, listed.missed),
      },
      cells: cells.map((cell): CellResult => {
        const { found, accounts, whole, campaigns } = tallies.get(cell.id)!;
        return { ...cell, accounts: clustered(found, accounts, campaigns), campaigns: proportion(whole, campaigns) };
      }),
      cost: {
        rounds: cost.rounds,
        judged: cost.judged,
        accused: proportion(cost.found, cost.judged),
        cleared: cost.cleared,
      },
    };
  } finally {
    await log.release();
  }
}

/** Accounts of one campaign are found together or not at all: campaigns are what was tried independently, not their accounts. */
const clustered = (found: number, of: number, campaigns: number): Proportion => ({
  found,
  of,
  interval: of === 0 ? [0, 1] : wilson((found / of) * campaigns, campaigns),
});

const proportion = (found: number, of: number): Proportion => ({ found, of, interval: wilson(found, of) });

function checkUsable({ table, read }: OpenLog): void {
  if (table.length === 0) throw new PowerError(read.partial ? 'Nothing was read.' : 'No request was found.');
  const accounts = accountProfiles(table, new Map()).size;
  if (accounts < MIN_ACCOUNTS)
    throw new PowerError(
      `The log names ${count(accounts)} accounts; ${MIN_ACCOUNTS} are needed to hide among. See --account-by, and prompt-audit inspect.`,
    );
  let readable = 0;
  for (let row = 0; row < table.length; row++) if (table.rows.user[row]! > 0 && table.isWhole(row)) readable++;
  if (readable < table.length / 2)
    throw new PowerError('Most requests in the log have no text, so there is nothing to hide planted campaigns among.');
}

/** All campaigns of all cells in mixed order, cut into rounds that leave the log mostly what it is. */
function roundsOf(
  cells: readonly PowerCell[],
  trials: number,
  room: number,
  random: Random,
): { cell: PowerCell; trial: number }[][] {
  const all = random.shuffle(cells.flatMap((cell) => Array.from({ length: trials }, (_, trial) => ({ cell, trial }))));
  const rounds: { cell: PowerCell; trial: number }[][] = [];
  let left = 0;
  for (const one of all) {
    const last = rounds.at(-1);
    if (last && one.cell.knobs.accounts <= left) {
      last.push(one);
      left -= one.cell.knobs.accounts;
    } else {
      rounds.push([one]);
      left = room - one.cell.knobs.accounts;
    }
  }
  return rounds;
}

/** Reads prompts of the log once, however many rounds ask for them. A value is a prompt or the row of the log that has it. */
function promptCache(log: OpenLog): (wanted: ReadonlyMap<number, string | number>) => Promise<Map<number, string>> {
  const known = new Map<number, string | undefined>();
  return async (wanted) => {
    const missing = [...wanted.values()].filter((value) => typeof value === 'number' && !known.has(value)) as number[];
    const read = await log.prompts(log.table, missing);
    for (const row of missing) known.set(row, read.get(row));
    return new Map(
      [...wanted].flatMap(([row, value]): [number, string][] => {
        const prompt = typeof value === 'string' ? value : known.get(value);
        return prompt === undefined ? [] : [[row, prompt]];
      }),
    );
  };
}
