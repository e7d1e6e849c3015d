/**
 * T5: a template returns in new accounts within hours of the end of others. Keys are replaced so too, in one organisation; between
 * unrelated ones the template has to be handed on.
 */
import { smallest } from '../../math/lists/many.ts';
import { count, counted, percent } from '../../text/numbers.ts';
import { type Grade, hoursText } from '../../text/techniques.ts';
import type { Slice } from '../accounts/slices.ts';
import { ascending, distinct, type Technique, type TechniqueContext, type TechniqueFinding } from './technique.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Within this the old accounts end, the new ones begin, and the template changes hands. */
const WITHIN = DAY;
/** Accounts that are needed on each side. */
const SIDE = 4;
/** Days of the log that are needed: what begins and ends with the log changes no hands. */
const DAYS = 5;
/** Chance of such a change of hands, over all templates, up to which it is strong. */
const BY_CHANCE = 1e-4;
/** Prompts that accounts may have in common: work that is split is not done twice. */
const COMMON = 0.02;
const WORDS = 12;

interface Use {
  account: number;
  rows: number[];
  first: number;
  last: number;
}

export const pools: Technique = {
  id: 'T5',
  name: 'replaced pool',
  atlas: ['AML.T0008.005', 'AML.T0024.002', 'AML.T0040'],
  needs: 'whole prompts, times and organisations, over at least five days',
  reads: ['time', 'organisation'],
  measure(context) {
    const { table, fixedWords, owners, profiles, slices } = context;
    // Between accounts of no known owner a template may be a colleague's.
    if (owners.known(profiles.keys()).size < 2 * SIDE) return [];
    const [start, end] = spanOf(table.rows.time);
    if (!(end - start >= DAYS * DAY)) return [];
    const uses = [...slices.ofTemplate].filter(([, own]) => own.length >= 2 * SIDE).sort((a, b) => a[0] - b[0]);
    return distinct(
      uses
        .filter(([template]) => fixedWords(template) >= WORDS)
        .flatMap(([, own]) =>
          handedOn(
            own.map((slice) => useOf(slice, profiles)),
            { start, end, tested: uses.length },
            context,
          ),
        ),
    );
  },
};

/** What counts is when the account itself begins and ends: a habit that is taken up or dropped is no pool. */
const useOf = ({ account, rows }: Slice, profiles: TechniqueContext['profiles']): Use => {
  const { first, last } = profiles.get(account)!;
  return { account, rows: [...rows], first, last };
};

function spanOf(time: Float64Array): [number, number] {
  let [start, end] = [Infinity, -Infinity];
  for (const one of time) {
    if (one < start) start = one;
    if (one > end) end = one;
  }
  return [start, end];
}

interface Span {
  start: number;
  end: number;
  /** Templates that were looked at. */
  tested: number;
}

function handedOn(uses: readonly Use[], { start, end, tested }: Span, context: TechniqueContext): TechniqueFinding[] {
  const { owners, profiles, table } = context;
  const byEnd = [...uses].sort((a, b) => a.last - b.last);
  let best: { old: Use[]; fresh: Use[]; gap: number } | undefined;
  for (let at = SIDE; at <= byEnd.length - SIDE; at++) {
    const ended = byEnd[at - 1]!.last;
    const old = byEnd.slice(0, at).filter(({ last }) => last >= ended - WITHIN);
    const fresh = byEnd.slice(at).filter(({ first }) => first > ended && first <= ended + WITHIN);
    if (old.length < SIDE || fresh.length < SIDE || old.length + fresh.length < 0.8 * uses.length) continue;
    if (ended - start < DAY || end - ended < DAY) continue;
    const gap = smallest(fresh.map(({ first }) => first)) - ended;
    if (best === undefined || old.length + fresh.length > best.old.length + best.fresh.length)
      best = { old, fresh, gap };
  }
  if (best === undefined) return [];
  const { old, fresh, gap } = best;
  const members = [...old, ...fresh];
  // Each account ends, or begins, in that day by itself with the day's share of the log: the first of each side is free.
  const share = Math.min(1, WITHIN / (end - start));
  const chance = Math.min(1, tested * uses.length * share ** (members.length - 1));
  const accounts = ascending(members.map(({ account }) => account));
  const known = owners.known(accounts).size;
  const isOne = new Set(accounts.map((account) => owners.of(account))).size === 1;
  const prompts = new Map<number, Set<number>>();
  for (const { account, rows } of members)
    for (const row of rows) {
      const own = prompts.get(table.rows.prompt[row]!);
      if (own) own.add(account);
      else prompts.set(table.rows.prompt[row]!, new Set([account]));
    }
  const common = [...prompts.values()].filter((own) => own.size > 1).length / prompts.size;
  const all = accounts.reduce((sum, account) => sum + profiles.get(account)!.requests, 0);
  const rows = ascending(members.flatMap((one) => one.rows));
  const isSplit = common <= COMMON;
  const isMany = known >= 2 * SIDE;
  if (isOne) return [];
  const grade: Grade = isMany && isSplit && chance <= BY_CHANCE && rows.length >= all / 2 ? 'strong' : 'weak';
  return [
    {
      grade,
      accounts,
      rows,
      shown: [...old.map((one) => one.rows.at(-1)!), ...fresh.map((one) => one.rows[0]!)],
      statistic: -Math.log10(Math.max(chance, Number.MIN_VALUE)),
      n: members.length,
      text: `${counted(old.length, 'account')} that send one template end within a day, and ${hoursText(gap)} later ${counted(fresh.length, 'new account')} begin with it; ${percent(common)} of its prompts come from more than one of them.`,
      readings: [
        {
          reading: 'keys that are replaced in one organisation',
          checked: `the accounts belong to ${counted(known, 'known organisation')}`,
          outcome: isMany ? 'ruled out' : 'open',
        },
        {
          reading: 'chance',
          checked: `of ${counted(tested, 'template')} that enough accounts use, ${chance.toPrecision(1)} would change hands so by accident`,
          outcome: chance <= BY_CHANCE ? 'ruled out' : 'open',
        },
        {
          reading: 'a product, a course or a release that begins on a day',
          checked: `its users would not end together, and would ask some of the same: ${count(old.length)} end within a day`,
          outcome: isSplit ? 'ruled out' : 'open',
        },
      ],
    },
  ];
}
