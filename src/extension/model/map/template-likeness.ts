/** How alike templates are: by the words of their fixed text, and by the accounts that send them. */
import type { TemplateReport } from '../../../report/shape/report.ts';
import type { Results } from '../results.ts';

/** Number of words of a template that are compared; the first ones say the most. */
const WORDS = 300;
/** Templates of one account that are compared: its largest. More would only make everything alike. */
const OF_ONE_ACCOUNT = 40;
/** Share of wording in the likeness; the rest is use. */
const WORDING = 0.6;

const RUN = /[\p{L}\p{M}]{2,40}/gu;
/** Scripts that put no space between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** Different words of the fixed text, in lower case; pairs of characters where a script has no spaces. */
export function wordsOf({ parts }: TemplateReport): Set<string> {
  const words = new Set<string>();
  for (const part of parts) {
    if (!('text' in part)) continue;
    for (const [run] of part.text.slice(0, 4000).toLowerCase().matchAll(RUN)) {
      if (words.size >= WORDS) return words;
      if (!UNSPACED.test(run)) words.add(run);
      else for (let at = 0; at + 1 < run.length; at++) words.add(run.slice(at, at + 2));
    }
  }
  return words;
}

/** Rare features say more; one that only a single template has only says that it is different. */
class Features {
  readonly #byFeature = new Map<string | number, [template: number, weight: number][]>();

  constructor(readonly size: number) {}

  add(template: number, feature: string | number, weight: number): void {
    const all = this.#byFeature.get(feature);
    if (all === undefined) this.#byFeature.set(feature, [[template, weight]]);
    else all.push([template, weight]);
  }

  /** Adds `factor` times the cosine of each pair. */
  addTo(likeness: Float32Array, factor: number): void {
    const { size } = this;
    const norms = new Float64Array(size);
    const weighed = [...this.#byFeature.values()].map((all) => {
      const rarity = Math.log(1 + size / all.length);
      return all.map(([template, weight]): [number, number] => [template, weight * rarity]);
    });
    for (const all of weighed) for (const [template, weight] of all) norms[template]! += weight * weight;
    for (const all of weighed) {
      for (let i = 1; i < all.length; i++) {
        const [one, a] = all[i]!;
        for (let j = 0; j < i; j++) {
          const [other, b] = all[j]!;
          const add = (factor * a * b) / Math.sqrt(norms[one]! * norms[other]!);
          likeness[one * size + other]! += add;
          likeness[other * size + one]! += add;
        }
      }
    }
  }
}

/** A square, row by row: 0 for nothing in common, 1 for the same words from the same accounts. */
export function likenessOf(
  results: Results,
  templates: readonly TemplateReport[],
  words: readonly ReadonlySet<string>[],
): Float32Array {
  const size = templates.length;
  const likeness = new Float32Array(size * size);
  const wording = new Features(size);
  words.forEach((own, template) => own.forEach((word) => wording.add(template, word, 1)));
  wording.addTo(likeness, WORDING);
  useOf(results, templates).addTo(likeness, 1 - WORDING);
  return likeness;
}

function useOf(results: Results, templates: readonly TemplateReport[]): Features {
  const { index } = results;
  const place = new Int32Array(index.templates.length).fill(-1);
  templates.forEach(({ id }, at) => (place[results.templateNumber(id) ?? -1] = at));
  const use = new Features(templates.length);
  for (let account = 0; account < index.accounts.length; account++) {
    const counts = new Map<number, number>();
    for (const row of results.rowsOfAccount(account)) {
      const at = place[index.template[row] ?? -1] ?? -1;
      if (at >= 0) counts.set(at, (counts.get(at) ?? 0) + 1);
    }
    const largest =
      counts.size <= OF_ONE_ACCOUNT
        ? counts
        : [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, OF_ONE_ACCOUNT);
    for (const [at, count] of largest) use.add(at, account, Math.log1p(count));
  }
  return use;
}
