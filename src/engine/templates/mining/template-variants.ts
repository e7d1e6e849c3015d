/**
 * Joins templates that are wordings of one text. Rewording changes a clause here and a clause there: what two wordings
 * lack of each other is scattered over the text, while a company's rules before a stock prompt, or another prompt under the
 * same rules, are one piece more. Pieces of a template that one set of accounts sends together are joined sooner.
 */
import { addTo } from '../../../math/lists/many.ts';
import { UnionFind } from '../../../math/union-find.ts';
import type { FrameClauses } from '../frames/frame-clauses.ts';
import type { TemplateKey } from './template-tree.ts';
import { sameSenders, type TemplateProfile, templateProfiles } from './template-profiles.ts';

/** Share of its prompts from which a clause is a template's own, and share of the other's from which it is the other's too. */
const ALWAYS = 0.9;
const LACKING = 0.02;
const SHARED = 0.25;
/** Letters two templates must share to be compared. */
const SHARED_LETTERS = 24;
/** Largest share of what is missing that may be one run of clauses if it is to count as scattered. */
const RUN = 0.6;
/** Letters of a label such as "Final answer:", which is too little to be one piece more. */
const LABEL_LETTERS = 12;
/** Clauses missing at the beginning of an edited text: a reworded opening, not rules put before it. */
const LEADING = 3;
/** Share of the smaller's prompts that come from accounts of the larger, and what two such templates may lack: of one account, more. */
const TOGETHER = { senders: 0.5, apart: 0.6, apartInOne: 1, less: 0.1 };
/** A text between fixed clauses that the same accounts leave out or replace is a slot's content: up to that many times what is shared. */
const CONTENT = { senders: 0.9, letters: 3 };
/** Letters lacking on the one side when they were put in the place of those lacking on the other. */
const REPLACED = 0.2;
/** What an edited copy has of its own, and what it lacks of the original, relative to what they share. */
const EDITED = { less: 0.08, more: 1.2 };
/** A clause in more templates than this says nothing about any of them. */
const COMMONPLACE = 60;

/** `assigned` with the numbers of joined templates replaced by the one that has most prompts. */
export function joinVariants(
  clauses: FrameClauses,
  keys: readonly TemplateKey[],
  accounts: Uint32Array,
  assigned: Int32Array,
): Int32Array {
  const profiles = templateProfiles(clauses, keys.length, accounts, assigned);
  const texts = new UnionFind(keys.length);
  const origin = new Map<number, { of: number; likeness: number }>();
  for (const [a, b] of candidatePairs(profiles)) {
    // Different tasks under one system prompt share all of it and are still different.
    if (keys[a]!.below || keys[b]!.below) continue;
    const relation = compare(profiles[a]!, profiles[b]!, clauses.letters);
    if (relation.same) texts.join(a, b);
    if (!relation.edited) continue;
    const [copy, of] = relation.less === 'a' ? [a, b] : [b, a];
    const best = origin.get(copy);
    if (!best || relation.likeness > best.likeness) origin.set(copy, { of, likeness: relation.likeness });
  }
  // An edited stock prompt also resembles every company's own version of it; it comes from the one it resembles most.
  for (const [copy, { of }] of origin) texts.join(copy, of);
  const largest = new Map<number, number>();
  profiles.forEach(({ size }, number) => {
    const text = texts.find(number);
    const other = largest.get(text);
    if (other === undefined || size > profiles[other]!.size) largest.set(text, number);
  });
  return assigned.map((number) => (number < 0 ? -1 : largest.get(texts.find(number))!));
}

/** Pairs of templates that share a clause many of their prompts hold, ascending. */
function candidatePairs(profiles: readonly TemplateProfile[]): [number, number][] {
  const holders = new Map<number, number[]>();
  profiles.forEach(({ rate }, number) => {
    for (const [clause, share] of rate) {
      if (share < SHARED) continue;
      addTo(holders, clause, number);
    }
  });
  const pairs = new Set<number>();
  for (const list of holders.values()) {
    if (list.length > COMMONPLACE) continue;
    for (let i = 0; i < list.length; i++)
      for (let j = i + 1; j < list.length; j++) pairs.add(list[i]! * profiles.length + list[j]!);
  }
  return [...pairs].sort((x, y) => x - y).map((pair) => [Math.floor(pair / profiles.length), pair % profiles.length]);
}

interface Relation {
  /** Two pieces of one template that the same accounts send. */
  same: boolean;
  /** One is an edited copy of the other. */
  edited: boolean;
  /** Which has less of its own. */
  less: 'a' | 'b';
  /** Share of all their letters that they share. */
  likeness: number;
}

function compare(a: TemplateProfile, b: TemplateProfile, letters: Uint8Array): Relation {
  let shared = 0;
  for (const [clause, rate] of a.rate) shared += Math.min(rate, b.rate.get(clause) ?? 0) * letters[clause]!;
  if (shared < SHARED_LETTERS) return { same: false, edited: false, less: 'a', likeness: 0 };
  const [ofA, ofB] = [lacking(a, b, letters), lacking(b, a, letters)];
  const less = ofA.letters < ofB.letters ? 'a' : 'b';
  const [small, large] = less === 'a' ? [ofA, ofB] : [ofB, ofA];
  const apart = small.letters + large.letters;
  const strewn = large.strewn && (small.strewn || small.letters <= TOGETHER.less * shared);
  const replaced = large.enclosed && small.enclosed && small.letters >= REPLACED * large.letters;
  const oneSender = a.accounts.size === 1 && b.accounts.size === 1;
  return {
    same:
      (apart <= (oneSender ? TOGETHER.apartInOne : TOGETHER.apart) * shared &&
        (strewn || replaced || oneSender) &&
        sameSenders(a, b) >= TOGETHER.senders) ||
      (large.inside &&
        large.letters <= CONTENT.letters * shared &&
        (small.letters <= LABEL_LETTERS || (oneSender && small.inside)) &&
        sameSenders(a, b) >= CONTENT.senders),
    edited:
      small.letters <= EDITED.less * shared &&
      large.letters <= EDITED.more * shared &&
      large.strewn &&
      large.leading <= LEADING,
    less,
    likeness: shared / (shared + apart),
  };
}

/** What all prompts of `a` say and none of `b`: letters, clauses before the first shared one, whether it is scattered, enclosed for the most part, or all inside. */
function lacking(
  a: TemplateProfile,
  b: TemplateProfile,
  letters: Uint8Array,
): { letters: number; leading: number; strewn: boolean; enclosed: boolean; inside: boolean } {
  let sum = 0;
  let run = 0;
  let longest = 0;
  let before = 0;
  let leading = 0;
  let begun = false;
  for (const [clause, rate] of a.inOrder) {
    const other = b.rate.get(clause) ?? 0;
    if (other >= SHARED) {
      run = 0;
      before = sum;
      begun = true;
    }
    if (other > LACKING || rate < ALWAYS) continue;
    if (!begun) leading++;
    sum += letters[clause]!;
    run += letters[clause]!;
    longest = Math.max(longest, run);
  }
  return {
    letters: sum,
    leading,
    strewn: sum <= LABEL_LETTERS || longest <= RUN * sum,
    enclosed: before >= RUN * sum,
    inside: before >= sum && leading === 0,
  };
}
