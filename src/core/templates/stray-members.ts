/**
 * Takes out of each template the prompts that are another text with much in common: a company's rules put before a stock
 * prompt, or the stock prompt without them, or a prompt of the same family with other paragraphs. Too few prompts came so
 * for the splitting to see, and one of them is enough to make a group wrong. Rewording changes clauses here and there;
 * what is taken out lacks whole runs of the fixed text, or has a run before it, and agrees in all the rest.
 */
import type { RequestTable } from '../signals/request-table.ts';
import type { DistinctPrompts } from './distinct-prompts.ts';
import { type FixedText, fixedText, type PromptClauses, promptClauses, type Prompts } from './fixed-text.ts';

/** Clauses and letters that make a text of its own; less is an opening that was reworded. */
const RUN = { clauses: 3, letters: 40 };
/** Letters of the rest of the fixed text, all of which must be there, to be sure that it is the same. */
const REST_LETTERS = 60;
/** Letters of clauses that only most members hold, for each that nearly all do: above, the text comes in mixed wordings. */
const UNSURE = 0.1;
/** Members that hold a part of a run, for each that lacks all of it: a paragraph is there or not, wordings are mixed. */
const PARTLY = 0.2;
/** Share of the members with text before the fixed text up to which that is no slot: text of several, and of one. */
const LEADING = { most: 0.5, one: 0.1 };
/** A clause of that share of the members is fixed text beyond doubt. */
const ALWAYS = 0.9;

export interface StrayMembers {
  /** Template of each distinct prompt, with new numbers from `first` on. */
  assigned: Int32Array;
  /** Fixed clauses of the new templates, and of those that lost members. */
  fixedOf: Map<number, number[]>;
}

export function takeOutStrays(
  table: RequestTable,
  distinct: DistinctPrompts,
  assigned: Int32Array,
  first: number,
): StrayMembers {
  const members = new Map<number, number[]>();
  assigned.forEach((number, prompt) => {
    if (number < 0) return;
    const list = members.get(number);
    if (list) list.push(prompt);
    else members.set(number, [prompt]);
  });
  const result = assigned.slice();
  const fixedOf = new Map<number, number[]>();
  let next = first;
  for (const [number, prompts] of [...members].sort(([a], [b]) => a - b)) {
    if (prompts.length < 2) continue;
    const texts: Prompts = {
      count: prompts.length,
      read: (at) => promptClauses(table, distinct.firstRow[prompts[at]!]!),
    };
    const fixed = fixedText(texts);
    const strays = findStrays(texts, fixed);
    const apart = new Set(strays.flat().map(({ at }) => at));
    if (apart.size === 0 || apart.size === prompts.length) continue;
    for (const group of strays) {
      for (const { at } of group) result[prompts[at]!] = next;
      fixedOf.set(next++, common(group.map(({ at, leading }) => [...heldOf(texts.read(at), fixed), ...leading])));
    }
    fixedOf.set(number, remaining(texts, fixed, apart));
  }
  return { assigned: result, fixedOf };
}

interface Stray {
  /** Place among the members. */
  at: number;
  /** Hashes of its own clauses before the fixed text. */
  leading: Uint32Array;
  /** How many of the first clauses of the fixed text it lacks. */
  lacks: number;
}

/** Groups of members that are one other text. */
function findStrays(texts: Prompts, fixed: FixedText): Stray[][] {
  const able: Stray[] = [];
  let led = 0;
  for (let at = 0; at < texts.count; at++) {
    const { lacks, lackingLetters, sure, unsure, strewn, leading, leadingLetters } = look(texts.read(at), fixed);
    if (leadingLetters >= RUN.letters) led++;
    if (strewn > 0 || sure < REST_LETTERS || unsure > UNSURE * sure) continue;
    const follows = lacks >= RUN.clauses && lackingLetters >= RUN.letters;
    const precedes = lacks === 0 && leading.length >= RUN.clauses && leadingLetters >= RUN.letters;
    if (follows || precedes) able.push({ at, leading, lacks });
  }
  const isPlain = (most: number): boolean => led <= most * texts.count;
  const solid = new Set([...new Set(able.map(({ lacks }) => lacks))].filter((to) => isSolid(texts, fixed, to)));
  const found = able.filter(({ lacks }) => (lacks > 0 ? solid.has(lacks) : isPlain(LEADING.most)));
  return alike(found).filter(
    (group) => (group[0]!.lacks > 0 || group.length > 1 || isPlain(LEADING.one)) && areOnlyLeading(group, texts, fixed),
  );
}

/** Whether the members have all of the first clauses of the fixed text or nothing of them. */
function isSolid(texts: Prompts, fixed: FixedText, to: number): boolean {
  let [none, partly] = [0, 0];
  for (let at = 0; at < texts.count; at++) {
    const { holds } = look(texts.read(at), fixed);
    let has = 0;
    for (let place = 0; place < to; place++) has += holds[place]!;
    if (has === 0) none++;
    else if (has < to) partly++;
  }
  return partly <= PARTLY * none;
}

/** Sentences that change places stand in the middle of other members; a text of its own does not. */
function areOnlyLeading(group: readonly Stray[], texts: Prompts, fixed: FixedText): boolean {
  const counts = new Map<number, { led: number; all: number }>();
  for (const { leading } of group) for (const hash of leading) counts.set(hash, { led: 0, all: 0 });
  if (counts.size === 0) return true;
  for (let at = 0; at < texts.count; at++) {
    const text = texts.read(at);
    const held = new Set(text.hashes.filter((hash) => counts.has(hash)));
    if (held.size === 0) continue;
    const { leading } = look(text, fixed);
    for (const hash of held) {
      const count = counts.get(hash)!;
      count.all++;
      if (leading.includes(hash)) count.led++;
    }
  }
  return [...counts.values()].every(({ led, all }) => led > (1 - PARTLY) * all);
}

interface Look {
  /** 1 for each clause of the fixed text that it holds. */
  holds: Uint8Array;
  /** How many of the first clauses of the fixed text it lacks, and their letters. */
  lacks: number;
  lackingLetters: number;
  /** Letters of the clauses after these that are fixed beyond doubt, of those that are not, and of the former that it lacks. */
  sure: number;
  unsure: number;
  strewn: number;
  /** Its own clauses before the fixed text. */
  leading: Uint32Array;
  leadingLetters: number;
}

function look({ hashes, letters, system }: PromptClauses, { inOrder, places }: FixedText): Look {
  const holds = new Uint8Array(inOrder.length);
  let begin = -1;
  for (let at = 0; at < hashes.length; at++) {
    const place = places.get(hashes[at]!);
    if (place === undefined) continue;
    holds[place] = 1;
    if (begin < 0) begin = at;
  }
  const first = holds.indexOf(1);
  const lacks = first < 0 ? inOrder.length : first;
  let [lackingLetters, sure, unsure, strewn] = [0, 0, 0, 0];
  inOrder.forEach((clause, at) => {
    if (at < lacks) lackingLetters += clause.letters;
    else if (clause.share >= ALWAYS) {
      sure += clause.letters;
      if (!holds[at]) strewn += clause.letters;
    } else unsure += clause.letters;
  });
  const message = begin >= system ? system : 0;
  const leading = hashes.subarray(message, Math.max(message, begin));
  const leadingLetters = letters.subarray(message, Math.max(message, begin)).reduce((sum, n) => sum + n, 0);
  return { holds, lacks, lackingLetters, sure, unsure, strewn, leading, leadingLetters };
}

/** Strays that lack the same and share the commonest of their own clauses are one text. */
function alike(strays: readonly Stray[]): Stray[][] {
  const groups: Stray[][] = [];
  let left = [...strays];
  while (left.length > 0) {
    const counts = new Map<string, number>();
    for (const { leading, lacks } of left)
      for (const key of keysOf(leading, lacks)) counts.set(key, (counts.get(key) ?? 0) + 1);
    const [best] = [...counts].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a));
    groups.push(left.filter(({ leading, lacks }) => keysOf(leading, lacks).includes(best)));
    left = left.filter(({ leading, lacks }) => !keysOf(leading, lacks).includes(best));
  }
  return groups;
}

const keysOf = (leading: Uint32Array, lacks: number): string[] =>
  leading.length === 0 ? [String(lacks)] : [...new Set(leading)].map((hash) => `${lacks}:${hash}`);

const heldOf = ({ hashes }: PromptClauses, { places }: FixedText): Uint32Array =>
  hashes.filter((hash) => places.has(hash));

/** The fixed text of the members that stay. */
function remaining(texts: Prompts, fixed: FixedText, apart: ReadonlySet<number>): number[] {
  const counts = new Uint32Array(fixed.inOrder.length);
  for (let at = 0; at < texts.count; at++)
    if (!apart.has(at)) look(texts.read(at), fixed).holds.forEach((holds, place) => (counts[place]! += holds));
  const least = ALWAYS * (texts.count - apart.size);
  return fixed.inOrder.filter((_, place) => counts[place]! >= least).map(({ hash }) => hash);
}

/** Hashes in nearly all of the lists. */
function common(lists: readonly (readonly number[] | Uint32Array)[]): number[] {
  const counts = new Map<number, number>();
  for (const list of lists) for (const hash of new Set(list)) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= ALWAYS * lists.length).map(([hash]) => hash);
}
