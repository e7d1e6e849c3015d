/**
 * Names topics by the words and pairs of words that their templates have and the others around them have not: the z-scores of log odds
 * with an informative Dirichlet prior (Monroe, Colaresi, Quinn 2008). What all have says nothing, and neither does what one has by chance.
 */
import type { MapTopic } from '../../../protocol/map-data.ts';
import type { TemplateReport } from '../../../report/shape/report.ts';
import { FUNCTION_WORDS } from './function-words.ts';
import { wordsOf } from './template-likeness.ts';

/** Terms of a topic's name. */
const NAME = 3;
/** Share of a topic, by requests, that an intent must speak for. */
const HALF = 0.5;
/** Templates that the prior is worth. */
const PRIOR = 2;
/** A pair of words stands for a word of it where it tells the topic from others nearly as well: it says more. */
const NEARLY = 0.85;

const PAIR = /(?<![\p{L}\p{M}])(?=([\p{L}\p{M}]{3,40})[ \n]([\p{L}\p{M}]{3,40})(?![\p{L}\p{M}]))/gu;

/** Words of the fixed text that may name something, and those that follow each other. */
function termsOf(template: TemplateReport): Set<string> {
  const isTelling = (word: string): boolean => word.length > 2 && !FUNCTION_WORDS.has(word);
  const terms = new Set([...wordsOf(template)].filter(isTelling));
  const words = new Set(terms);
  for (const part of template.parts) {
    if (!('text' in part)) continue;
    for (const [, one = '', other = ''] of part.text.slice(0, 4000).toLowerCase().matchAll(PAIR))
      if (words.has(one) && words.has(other) && one !== other) terms.add(`${one} ${other}`);
  }
  return terms;
}

export class TopicNames {
  readonly #terms: readonly ReadonlySet<string>[];
  readonly #weights: readonly number[];

  constructor(private readonly templates: readonly TemplateReport[]) {
    this.#terms = templates.map(termsOf);
    // By the root, or one template with most of the requests would name everything; a template weighs 1 on average.
    const roots = templates.map(({ requests }) => Math.sqrt(requests));
    const mean = roots.reduce((sum, weight) => sum + weight, 0) / Math.max(1, roots.length);
    this.#weights = roots.map((weight) => weight / Math.max(mean, 1e-9));
  }

  /** @param around the templates of the topic that holds this one, among them its own */
  name(leaves: readonly number[], around: readonly number[]): Pick<MapTopic, 'words' | 'intent'> {
    const [own, all] = [this.#sums(leaves), this.#sums(around)];
    const intents = new Map<string, number>();
    for (const leaf of leaves) {
      const [first] = this.templates[leaf]?.intents ?? [];
      if (first === undefined || first.probability < HALF) continue;
      intents.set(first.intent, (intents.get(first.intent) ?? 0) + this.#weights[leaf]!);
    }
    const [intent] = [...intents].sort((a, b) => b[1] - a[1]);
    return {
      words: tellingTerms(own, all),
      intent: intent !== undefined && intent[1] >= HALF * own.total ? intent[0] : '',
    };
  }

  #sums(leaves: readonly number[]): Sums {
    const of = new Map<string, number>();
    let total = 0;
    for (const leaf of leaves) {
      const weight = this.#weights[leaf]!;
      total += weight;
      for (const term of this.#terms[leaf]!) of.set(term, (of.get(term) ?? 0) + weight);
    }
    return { of, total };
  }
}

interface Sums {
  of: ReadonlyMap<string, number>;
  total: number;
}

function tellingTerms(own: Sums, all: Sums): string[] {
  const z = (here: number, everywhere: number): number => {
    const prior = (PRIOR * everywhere) / all.total;
    const odds = (has: number, total: number): number => Math.log((has + prior) / (total + PRIOR - has - prior + 1e-9));
    const there = Math.max(0, everywhere - here);
    return (
      (odds(here, own.total) - odds(there, Math.max(0, all.total - own.total))) /
      Math.sqrt(1 / (here + prior) + 1 / (there + prior))
    );
  };
  const values = new Map([...own.of].map(([term, here]) => [term, z(here, all.of.get(term) ?? here)]));
  const value = (term: string): number => {
    const words = term.split(' ');
    const best = Math.max(...words.map((word) => values.get(word) ?? 0));
    return words.length > 1 && values.get(term)! >= NEARLY * best ? best + 1e-6 : values.get(term)!;
  };
  const ranked = [...values.keys()]
    .map((term) => ({ term, value: value(term) }))
    .sort((a, b) => b.value - a.value || (a.term < b.term ? -1 : 1));
  const named: string[] = [];
  const used = new Set<string>();
  for (const { term } of ranked) {
    const words = term.split(' ');
    if (words.some((word) => used.has(word))) continue;
    for (const word of words) used.add(word);
    if (named.push(term) === NAME) break;
  }
  return named;
}
