/**
 * An assistant that is planted in a labelled log of any generator. Every third different prompt of the innocent is an article of it, and each
 * request is answered with the article whose rare words its prompt has most of: so who asks what, how often and how alike stays as the
 * log has it. Who works through the articles, and who looks as if, is planted as well.
 */
import { Random } from '../../src/math/random.ts';
import { FLAG } from '../../src/engine/table/request-flags.ts';
import { type LabelledLog, readTruth } from '../fit/logs/labelled-log.ts';
import { readTable, promptsFrom } from '../fit/logs/read-log.ts';
import type { Answered } from './world.ts';

export interface Assistant {
  articles: number;
  /** Requests of the innocent of the log. */
  requests: Answered[];
}

const ARTICLES = 1 / 3;
/** Letters of a prompt that are read, and words of it by which articles are found. */
const [LETTERS, WORDS] = [4000, 16];
/** Articles with a word, from which on it tells nothing. */
const COMMON = 300;

export async function assistantOf(log: LabelledLog): Promise<Assistant> {
  const table = await readTable(log.path);
  const { rows, names, length } = table;
  const truth = readTruth(log).accounts;
  const requests: (Answered & { prompt: number })[] = [];
  const firstOf = new Map<number, number>();
  for (let row = 0; row < length; row++) {
    const account = names.account.values[rows.account[row]!]!;
    const { class: kind, persona } = truth.get(account) ?? { class: 'unused', persona: '' };
    const prompt = rows.user[row]!;
    if (kind !== 'benign' || prompt === 0 || (rows.flags[row]! & FLAG.error) !== 0) continue;
    if (!firstOf.has(prompt)) firstOf.set(prompt, row);
    requests.push({ account, role: persona, time: rows.time[row]!, documents: [], prompt });
  }
  const texts = await promptsFrom(log.path, table, firstOf.values());
  const random = new Random('articles', log.name);
  const prompts = [...firstOf].flatMap(([prompt, row]): [number, Set<string>][] => {
    const text = texts.get(row);
    return text === undefined ? [] : [[prompt, wordsOf(text)]];
  });
  const articles = prompts.filter(() => random.chance(ARTICLES)).map(([, words]) => words);
  const find = finder(articles);
  const articleOf = new Map(prompts.map(([prompt, words]) => [prompt, find(words)]));
  return {
    articles: articles.length,
    requests: requests.flatMap(({ prompt, ...one }) => {
      const article = articleOf.get(prompt);
      return article === undefined ? [] : [{ ...one, documents: [article] }];
    }),
  };
}

const wordsOf = (text: string): Set<string> =>
  new Set(
    text
      .slice(-LETTERS)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );

/** The article that has most of the rare words, each by how few have it. */
function finder(articles: readonly ReadonlySet<string>[]): (words: ReadonlySet<string>) => number | undefined {
  const having = new Map<string, number[]>();
  articles.forEach((words, article) => {
    for (const word of words) {
      const all = having.get(word);
      if (all === undefined) having.set(word, [article]);
      else all.push(article);
    }
  });
  return (words) => {
    const rare = [...words]
      .map((word) => having.get(word) ?? [])
      .filter(({ length }) => length > 0 && length <= COMMON)
      .sort((a, b) => a.length - b.length)
      .slice(0, WORDS);
    const score = new Map<number, number>();
    let [best, most] = [undefined as number | undefined, 0];
    for (const all of rare) {
      const weight = Math.log(articles.length / all.length);
      for (const article of all) {
        const sum = (score.get(article) ?? 0) + weight;
        score.set(article, sum);
        if (sum > most) [best, most] = [article, sum];
      }
    }
    return best;
  };
}

/** Times spread over those of the log. */
function spread({ requests }: Assistant): (part: number) => number {
  let [from, to] = [Infinity, 0];
  for (const { time } of requests) {
    if (Number.isNaN(time)) continue;
    [from, to] = [Math.min(from, time), Math.max(to, time)];
  }
  return (part) => from + (to - from) * part;
}

const asked = (account: string, role: string, list: readonly number[], at: (part: number) => number): Answered[] =>
  list.map((article, n) => ({ account, role, time: at(n / list.length), documents: [article] }));

/** Who looks like a sweep: see `world.ts`. */
export function lookalikes(assistant: Assistant, random: Random): Answered[] {
  const { articles, requests } = assistant;
  const at = spread(assistant);
  const popular = (): number => random.pick(requests).documents[0]!;
  const any = (): number => random.below(articles);
  const drawn = (least: number, more: number, draw: () => number): number[] =>
    Array.from({ length: least + random.below(more) }, draw);
  const two = <T>(make: (n: number) => T[]): T[] => [0, 1].flatMap(make);
  return [
    ...two((n) => {
      const suite = drawn(20, 40, any);
      return asked(`tester-${n}`, 'tester', Array.from({ length: 1 + random.below(4) }, () => suite).flat(), at);
    }),
    ...two((n) => asked(`kiosk-${n}`, 'kiosk', drawn(60, 200, popular), at)),
    ...two((n) => asked(`newcomer-${n}`, 'new employee', [...new Set(drawn(25, 50, popular))], at)),
    ...asked(
      'lead-0',
      'support lead',
      drawn(120, 200, () => (random.chance(0.5) ? any() : popular())),
      at,
    ),
    ...asked(
      'crawler-0',
      'crawler',
      Array.from({ length: articles }, (_, article) => article).filter(() => random.chance(0.9)),
      at,
    ),
  ];
}

/** A sweep that goes through so many articles for each account, once and without overlap; none where there are too few. */
export function planted(assistant: Assistant, accounts: number, each: number, random: Random): Answered[] {
  const { articles } = assistant;
  if (articles < accounts * each) return [];
  const list = random.shuffle(Array.from({ length: articles }, (_, at) => at)).slice(0, accounts * each);
  const at = spread(assistant);
  return Array.from({ length: accounts }, (_, n) =>
    asked(`sweep-${n}`, 'sweep', list.slice(n * each, (n + 1) * each), at),
  ).flat();
}
