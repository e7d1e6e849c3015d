/**
 * T7: the accounts of a template leave one model for another within a day, by more than everybody else does. Names that stand for the
 * latest model and people who try a new one do so too, so it is never more than weak.
 */
import { percent } from '../../text/numbers.ts';
import {
  ascending,
  distinct,
  harvestersOf,
  type Technique,
  type TechniqueContext,
  type TechniqueFinding,
} from './technique.ts';

const DAY = 86_400_000;
const ACCOUNTS = 5;
/** Requests on each side of the day. */
const REQUESTS = 20;
/** Share of the requests that move, less the median of other templates. */
const MOVED = 0.5;
/** It is told only of requests of accounts that take part in other techniques, or that were refused before: models come out every month. */
const JOINED = 0.5;
const REFUSED = 0.2;

export const pivot: Technique = {
  id: 'T7',
  name: 'pivot to another model',
  atlas: ['AML.T0040'],
  needs: 'models, times and whole prompts; refusals show why it turned back',
  reads: ['model', 'time'],
  measure(context, before) {
    const harvesting = harvestersOf(before);
    // Without either nothing below is told, and most logs have neither.
    const [refusal] = context.facts.having('refusal');
    if (harvesting.size === 0 && refusal === undefined) return [];
    const uses = usesOf(context);
    // Moves are looked for where somebody could be told of: that takes a while, and most logs have nobody.
    const told = [...uses].flatMap(([template, rows]) => {
      const accounts = ascending(rows.map((row) => context.table.rows.account[row]!));
      const joined = rows.filter((row) => harvesting.has(context.table.rows.account[row]!)).length / rows.length;
      const isTold = accounts.length >= ACCOUNTS && (joined >= JOINED || refusal !== undefined);
      return isTold ? [{ template, rows, accounts, joined }] : [];
    });
    if (told.length === 0) return [];
    const [start] = [...uses.values()]
      .flat()
      .reduce(([low], row) => [Math.min(low, context.table.rows.time[row]!)], [Infinity]);
    const moves = new Map([...uses].map(([template, rows]) => [template, movesOf(rows, start, context)]));
    return distinct(
      told.flatMap(({ template, rows, accounts, joined }) => {
        const [day, move] = [...moves.get(template)!].sort((a, b) => b[1].share - a[1].share || a[0] - b[0])[0] ?? [];
        if (day === undefined || move === undefined) return [];
        const others = [...moves]
          .filter(([other]) => other !== template)
          .map(([, all]) => all.get(day)?.toward.get(move.to) ?? 0)
          .sort((a, b) => a - b);
        const median = others[Math.floor(others.length / 2)] ?? 0;
        if (move.share - median < MOVED) return [];
        const refused = refusedOf(rows, move, context);
        return joined < JOINED && refused < REFUSED
          ? []
          : [finding(rows, accounts, { move, median, joined, refused }, context)];
      }),
    );
  },
};

/** Templates of enough accounts and requests; nothing where nobody could be told of. */
function usesOf({ slices, table: { rows } }: TechniqueContext): Map<number, number[]> {
  const uses = new Map<number, number[]>();
  for (const [template, own] of slices.ofTemplate) {
    const all = own
      .flatMap((slice) => [...slice.rows])
      .filter((row) => rows.model[row] !== 0 && !Number.isNaN(rows.time[row]));
    if (all.length >= 2 * REQUESTS) uses.set(template, all);
  }
  return uses;
}

interface Move {
  from: number;
  to: number;
  /** By how much the share of the new model rises. */
  share: number;
  toward: Map<number, number>;
}

/** For each day, the largest rise of a model's share from the day before it to the day after it. */
function movesOf(rows: readonly number[], start: number, { table }: TechniqueContext): Map<number, Move> {
  const { time, model } = table.rows;
  const days = new Map<number, Map<number, number>>();
  for (const row of rows) {
    const day = Math.floor((time[row]! - start) / DAY);
    const own = days.get(day) ?? new Map<number, number>();
    days.set(day, own);
    own.set(model[row]!, (own.get(model[row]!) ?? 0) + 1);
  }
  const moves = new Map<number, Move>();
  for (const day of days.keys()) {
    const [before, after] = [days.get(day - 1), days.get(day + 1)];
    if (before === undefined || after === undefined) continue;
    const [sumBefore, sumAfter] = [sumOf(before), sumOf(after)];
    if (sumBefore < REQUESTS || sumAfter < REQUESTS) continue;
    const rise = (one: number): number => (after.get(one) ?? 0) / sumAfter - (before.get(one) ?? 0) / sumBefore;
    const toward = new Map([...after.keys()].map((one) => [one, rise(one)]));
    const to = [...toward].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]!;
    const from = [...before.keys()].sort((a, b) => rise(a) - rise(b) || a - b)[0]!;
    moves.set(day, { from, to: to[0], share: to[1], toward });
  }
  return moves;
}

const sumOf = (counts: ReadonlyMap<number, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0);

interface Moved {
  move: Move;
  median: number;
  joined: number;
  refused: number;
}

/** Share of the requests to the old model that were refused. */
function refusedOf(rows: readonly number[], { from }: Move, { table, facts }: TechniqueContext): number {
  const old = rows.filter((row) => table.rows.model[row] === from);
  return old.filter((row) => facts.of(row)?.refusal !== undefined).length / Math.max(1, old.length);
}

function finding(
  rows: readonly number[],
  accounts: number[],
  { move: { from, to, share }, median, joined, refused }: Moved,
  { table }: TechniqueContext,
): TechniqueFinding {
  const { model } = table.rows;
  const name = (number: number): string => table.names.model.values[number]!;
  const old = rows.filter((row) => model[row] === from);
  const own = rows.filter((row) => model[row] === from || model[row] === to);
  return {
    grade: 'weak',
    accounts,
    rows: ascending(own),
    shown: [old.at(-1)!, ...own.filter((row) => model[row] === to)],
    statistic: share - median,
    n: own.length,
    text: `Within a day ${percent(share)} of the requests of one template moved from ${name(from)} to ${name(to)}, where the median template moved ${percent(Math.max(0, median))}; ${percent(refused)} of those to the old model were refused.`,
    readings: [
      {
        reading: 'a name that stands for the latest model, or people who try a new one',
        checked: `other templates did not move; ${percent(joined)} of the requests come from accounts that take part in other techniques`,
        outcome: 'open',
      },
    ],
  };
}
