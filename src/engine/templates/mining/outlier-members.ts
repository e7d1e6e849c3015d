/**
 * Removes from each template the prompts that are a different text with much in common: a company's rules put before a stock
 * prompt, or the stock prompt without them, or a prompt of the same family with other paragraphs. There are too few of them
 * for the splitting to notice, and one is enough to make a group wrong. Rewording changes clauses here and there; what is
 * removed lacks whole runs of the fixed text, or has a run before it, and agrees in all the rest.
 */
import { valuesAt } from '../../../math/columns.ts';
import { addTo, largest } from '../../../math/lists/many.ts';
import { clauseName } from '../../table/clause-columns.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { membersOf } from './template-members.ts';
import type { DistinctPrompts } from '../frames/distinct-prompts.ts';
import { fixedText } from './fixed-text.ts';
import { FrameView } from './frame-view.ts';
import { PromptClauses } from './prompt-clauses.ts';

/** Clauses and letters that make a separate text; less is a reworded opening. */
const RUN = { clauses: 3, letters: 40 };
/** Letters of the rest of the fixed text, all of which must be there, to be sure that it is the same. */
export const REST_LETTERS = 60;
/** Letters of clauses that only most members hold, for each that nearly all do: above, the text comes in mixed wordings. */
const UNSURE = 0.1;
/** Members that hold a part of a run, for each that lacks all of it: a paragraph is there or not, wordings are mixed. */
const PARTLY = 0.2;
/** Share of the members with text before the fixed text up to which that is no slot: text of several, and of one. */
const LEADING = { most: 0.5, one: 0.1 };
/** A clause in this share of the members is certainly fixed text. */
const ALWAYS = 0.9;

export interface OutlierMembers {
  /** Template of each distinct prompt, with new numbers from `first` on. */
  assigned: Int32Array;
  /** Fixed clauses of the new templates, and of those that lost members. */
  fixedOf: Map<number, number[]>;
}

export function takeOutOutliers(
  table: RequestTable,
  distinct: DistinctPrompts,
  assigned: Int32Array,
  first: number,
): OutlierMembers {
  const result = assigned.slice();
  const fixedOf = new Map<number, number[]>();
  const clauses = new PromptClauses(table);
  let next = first;
  for (const [number, prompts] of membersOf(assigned)) {
    if (prompts.length < 2) continue;
    const rows = valuesAt(distinct.firstRow, prompts);
    const view = new FrameView(clauses, fixedText(clauses, rows), ALWAYS);
    const outliers = findOutliers(view, rows);
    const apart = new Set(outliers.flat().map(({ at }) => at));
    if (apart.size === 0 || apart.size === prompts.length) continue;
    for (const group of outliers) {
      for (const { at } of group) result[prompts[at]!] = next;
      fixedOf.set(next++, common(group.map(({ at, leading }) => [...view.heldBy(rows[at]!), ...leading])));
    }
    fixedOf.set(number, remaining(view, rows, apart));
  }
  return { assigned: result, fixedOf };
}

interface Outlier {
  /** Place among the members. */
  at: number;
  /** Hashes of its own clauses before the fixed text. */
  leading: Float64Array;
  /** How many of the first clauses of the fixed text it lacks. */
  lacks: number;
}

/** Groups of members that are one other text. */
function findOutliers(view: FrameView, rows: Uint32Array): Outlier[][] {
  const able: Outlier[] = [];
  let led = 0;
  for (let at = 0; at < rows.length; at++) {
    view.look(rows[at]!);
    const { lacks, sure, strewn, leading, leadingLetters } = view;
    if (leadingLetters >= RUN.letters) led++;
    if (strewn > 0 || sure < REST_LETTERS || view.unsure > UNSURE * sure) continue;
    const follows = lacks >= RUN.clauses && view.lackingLetters >= RUN.letters;
    const precedes = lacks === 0 && leading >= RUN.clauses && leadingLetters >= RUN.letters;
    if (follows || precedes) able.push({ at, leading: view.leadingHashes(), lacks });
  }
  if (able.length === 0) return [];
  const isPlain = (most: number): boolean => led <= most * rows.length;
  const solid = solidRuns(view, rows, new Set(able.map(({ lacks }) => lacks)));
  const found = able.filter(({ lacks }) => (lacks > 0 ? solid.has(lacks) : isPlain(LEADING.most)));
  const groups = alike(found).filter((group) => group[0]!.lacks > 0 || group.length > 1 || isPlain(LEADING.one));
  const strewn = alsoElsewhere(groups.flat(), view, rows);
  return groups.filter((group) => group.every(({ leading }) => leading.every((hash) => !strewn.has(hash))));
}

/** Those numbers of first clauses of the fixed text of which the members have all or nothing. */
function solidRuns(view: FrameView, rows: Uint32Array, ends: ReadonlySet<number>): Set<number> {
  const runs = Array.from(ends, (end) => ({ end, none: 0, partly: 0 }));
  for (const row of rows) {
    view.look(row);
    for (const run of runs) {
      if (view.lacks >= run.end) run.none++;
      else if (!view.holdsAllTo(run.end)) run.partly++;
    }
  }
  return new Set(runs.filter(({ none, partly }) => partly <= PARTLY * none).map(({ end }) => end));
}

/**
 * Which leading clauses stand elsewhere in too many members: sentences that swap places are in the middle of others; a separate text is not.
 */
function alsoElsewhere(outliers: readonly Outlier[], view: FrameView, rows: Uint32Array): Set<number> {
  const counts = new Map<number, { led: number; all: number }>();
  for (const { leading } of outliers) for (const hash of leading) counts.set(hash, { led: 0, all: 0 });
  for (const row of counts.size === 0 ? [] : rows) {
    view.look(row);
    const held = new Set(view.hashes.filter((hash) => counts.has(hash)));
    if (held.size === 0) continue;
    const leading = new Set(view.leadingHashes());
    for (const hash of held) {
      const count = counts.get(hash)!;
      count.all++;
      if (leading.has(hash)) count.led++;
    }
  }
  return new Set([...counts].filter(([, { led, all }]) => led <= (1 - PARTLY) * all).map(([hash]) => hash));
}

/**
 * Strays that lack the same and share the commonest of their own clauses are one text: the largest group first, each stray once. Keys are
 * looked at once for each size that they come down to.
 */
function alike(outliers: readonly Outlier[]): Outlier[][] {
  const holders = new Map<string, Outlier[]>();
  for (const one of outliers) for (const key of keysOf(one.leading, one.lacks)) addTo(holders, key, one);
  const left = new Map(Array.from(holders, ([key, own]) => [key, own.length]));
  const bySize = new Map<number, string[]>();
  for (const [key, own] of holders) addTo(bySize, own.length, key);
  const groups: Outlier[][] = [];
  const taken = new Set<Outlier>();
  for (let size = largest(bySize.keys(), 0); size > 0; size--)
    for (const key of (bySize.get(size) ?? []).sort()) {
      const now = left.get(key)!;
      if (now < size) {
        if (now > 0) addTo(bySize, now, key);
        continue;
      }
      const group = holders.get(key)!.filter((one) => !taken.has(one));
      groups.push(group);
      for (const one of group) {
        taken.add(one);
        for (const other of keysOf(one.leading, one.lacks)) left.set(other, left.get(other)! - 1);
      }
    }
  return groups;
}

/** In an order that does not depend on the secret. */
const keysOf = (leading: Float64Array, lacks: number): string[] =>
  leading.length === 0 ? [String(lacks)] : [...new Set(leading)].map((hash) => `${lacks}:${clauseName(hash)} ${hash}`);

/** The fixed text of the members that stay. */
function remaining(view: FrameView, rows: Uint32Array, apart: ReadonlySet<number>): number[] {
  const { places } = view.fixed;
  const hashes = places.hashes.subarray(0, places.count);
  const counts = new Uint32Array(hashes.length);
  rows.forEach((row, at) => {
    if (apart.has(at)) return;
    view.look(row);
    for (let place = 0; place < counts.length; place++) if (view.holds(place)) counts[place]!++;
  });
  const least = ALWAYS * (rows.length - apart.size);
  return [...hashes].filter((_, place) => counts[place]! >= least);
}

/** Hashes in nearly all of the lists. */
function common(lists: readonly (readonly number[] | Float64Array)[]): number[] {
  const counts = new Map<number, number>();
  for (const list of lists) for (const hash of new Set(list)) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= ALWAYS * lists.length).map(([hash]) => hash);
}
