import { addAll, addTo } from '../../../../math/lists/many.ts';
import { count, counted, percent } from '../../../../text/numbers.ts';
import { Memo } from '../../../../math/memo.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import { alikeness, type PromptWords } from '../../../templates/words/prompt-words.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { marksOf } from '../../candidates/candidate-rows.ts';
import { type ComparedPrompt, FEWEST_ACCOUNTS, FEWEST_PROMPTS } from '../../candidates/compared-rows.ts';
import { type CampaignDetector, type DetectorContext, worded } from '../detector.ts';
import { hasKnownOperator } from '../known-operator.ts';

/**
 * Does each account have topics of its own? Customers ask about their own house, firm or program, whatever template carries their
 * words. Accounts that share one queue get any item of it, so two prompts of one account are no more alike than two of different
 * accounts. What all prompts of an account say is set aside, because a campaign may word its prompt anew for each account. The
 * statistic is the log odds that a pair of one account's prompts is more alike, by rare words in common, than a pair that it forms
 * with another account's, drawn towards 0 where pairs are few.
 */
export const ownTopics: CampaignDetector = {
  id: 'own-topics',
  name: 'Topics of each account',
  family: 'coordination',
  reads: [],
  direction: 'against',
  theory: {
    for: { why: 'Accounts of one queue get any item of it.' },
    against: { why: 'Customers ask about their own house, firm or program.' },
  },
  needs: `at least ${FEWEST_ACCOUNTS} accounts with ${FEWEST_PROMPTS} different prompts of one template whose text can be read back`,
  readsPrompts: true,
  measure(candidate, context) {
    if (hasKnownOperator(candidate, context)) return null;
    const { wins, comparisons, pairs, prompts } = compared(candidate, context);
    if (comparisons === 0) return null;
    const share = wins / comparisons;
    const meaning = worded(
      share,
      [
        [0.55, 'Any of the accounts could have sent any of the prompts'],
        [0.7, 'The accounts’ topics differ slightly'],
      ],
      'Each account has topics of its own, as customers do',
    );
    const accounts = new Set(prompts.map((row) => context.table.rows.account[row]!)).size;
    return {
      statistic: Math.log((share * pairs + 1) / ((1 - share) * pairs + 1)),
      n: pairs,
      text: `${meaning}: in ${percent(share)} of comparisons, two prompts of one account are more alike than two of different accounts (50% by chance; ${counted(prompts.length, 'prompt')} of ${count(accounts)} accounts were compared).`,
      rows: prompts.slice(0, 20),
    };
  },
};

interface Compared {
  /** Pairs of one account that are more alike than one with another account; ties count half. */
  wins: number;
  comparisons: number;
  /** Pairs of one account. */
  pairs: number;
  prompts: number[];
}

/** What was found of some prompts of a template: candidates have many of them in common. */
const known = new Memo<DetectorContext['words'], Map<string, Compared>>();

function compared(candidate: Candidate, { table, words }: DetectorContext): Compared {
  const isOwn = marksOf(candidate, table);
  const before = known.get(words) ?? new Map<string, Compared>();
  known.set(words, before);
  const all: Compared = { wins: 0, comparisons: 0, pairs: 0, prompts: [] };
  for (const template of candidate.templates) {
    const own = (words.get(template) ?? []).filter(({ row }) => isOwn[row] !== 0);
    if (own.length < FEWEST_ACCOUNTS * FEWEST_PROMPTS) continue;
    const key = `${template}:${own.map(({ row }) => row).join()}`;
    const found = before.get(key) ?? comparedIn(own, table);
    before.set(key, found);
    all.wins += found.wins;
    all.comparisons += found.comparisons;
    all.pairs += found.pairs;
    addAll(all.prompts, found.prompts);
  }
  return all;
}

/** The same of prompts of one template. */
function comparedIn(own: readonly ComparedPrompt[], table: RequestTable): Compared {
  const all: Compared = { wins: 0, comparisons: 0, pairs: 0, prompts: [] };
  const ofAccount = new Map<number, Prompt[]>();
  for (const { row, words } of own) {
    const account = table.rows.account[row]!;
    const prompt = { row, text: table.rows.prompt[row]!, words };
    addTo(ofAccount, account, prompt);
  }
  const accounts = [...ofAccount.values()].filter(({ length }) => length >= FEWEST_PROMPTS);
  if (accounts.length >= FEWEST_ACCOUNTS) addComparisons(accounts.map(withoutConstant), all);
  return all;
}

interface Prompt {
  row: number;
  text: number;
  words: PromptWords;
}

/** Prompts of one account without the words that all of them have. */
function withoutConstant(prompts: readonly Prompt[]): Prompt[] {
  const having = new Map<number, number>();
  for (const { words } of prompts) for (const word of words.words) having.set(word, (having.get(word) ?? 0) + 1);
  const isKept = (word: number): boolean => having.get(word)! < prompts.length;
  return prompts.map(({ words: { words, weights }, ...prompt }) => ({
    ...prompt,
    words: { words: words.filter(isKept), weights: weights.filter((_, at) => isKept(words[at]!)) },
  }));
}

function addComparisons(accounts: readonly (readonly Prompt[])[], all: Compared): void {
  const prompts = accounts.flat();
  const { length } = prompts;
  const likeness = likenessOf(prompts);
  const between = new Float64Array(length * length);
  let from = 0;
  for (const own of accounts) {
    const to = from + own.length;
    const within: number[] = [];
    let others = 0;
    for (let i = from; i < to; i++) {
      for (let j = 0; j < length; j++) {
        const pair = likeness[i * length + j]!;
        if (Number.isNaN(pair)) continue;
        if (j < from || j >= to) between[others++] = pair;
        else if (j > i) within.push(pair);
      }
    }
    const sorted = between.subarray(0, others).sort();
    for (const pair of within) all.wins += (firstFrom(sorted, pair, false) + firstFrom(sorted, pair, true)) / 2;
    all.comparisons += within.length * others;
    all.pairs += within.length;
    for (const { row } of own) all.prompts.push(row);
    from = to;
  }
}

/**
 * How alike each two prompts are, row by row of a square. NaN for copies of one, which say nothing of topics: who shares a list is
 * measured elsewhere.
 */
function likenessOf(prompts: readonly Prompt[]): Float64Array {
  const { length } = prompts;
  const likeness = new Float64Array(length * length);
  for (const [i, a] of prompts.entries()) {
    for (let j = i; j < length; j++) {
      const b = prompts[j]!;
      const pair = a.text === b.text ? NaN : alikeness(a.words, b.words);
      likeness[i * length + j] = likeness[j * length + i] = pair;
    }
  }
  return likeness;
}

/** Place of the first number in order that is at least so large, or larger. */
function firstFrom(sorted: Float64Array, value: number, isLarger: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value || (isLarger && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
