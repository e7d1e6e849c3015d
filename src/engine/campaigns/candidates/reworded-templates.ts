/**
 * Reworded templates: each has few users, and what it says is said by others in other words. Where a campaign words its prompt anew
 * for each account no two accounts share a template, not even a clause. What the wordings still have in common are words: what they
 * are compared by, weighed by how few of them have each (inverse document frequency).
 */
import { largest } from '../../../math/lists/many.ts';
import type { SliceList, Slices } from '../../accounts/slices.ts';
import type { TemplateMeaning } from '../../templates/intent/template-meaning.ts';
import { promptWords, type PromptWords } from '../../templates/words/prompt-words.ts';
import { joinedByLinks } from './average-linkage.ts';
import type { TemplateLinks } from './template-links.ts';

/** Requests that one account sends of a template that is its own. */
const REQUESTS = 5;
/** Templates that are compared: so many are read back and compared in a second. */
const MOST = 2000;
/** Words that other templates have, too: with fewer, fixed text says too little to be compared. */
const WORDS = 5;
/** Mean cosine from which groups of wordings are joined. */
const ALIKE = 0.15;

/** A view whose templates are compared, and which requests have a template that many accounts use. */
export interface OwnInput {
  /** Slices of user messages. */
  slices: Slices;
  /** Users from which a template is everybody's. */
  many: number;
  /** Whether the whole prompt of a row is of a template with many users: a group of its accounts is a candidate by that. */
  isShared: (row: number) => boolean;
}

/**
 * Templates of fewer than `many` users one of whom sends several requests of it. The one that each account sends most of goes first, then its
 * next: an account with a thousand templates of its own does not take the place of a thousand others.
 */
export function ownTemplates({ slices, many, isShared }: OwnInput): number[] {
  const found: { template: number; account: number; requests: number }[] = [];
  for (const template of slices.ofTemplate.keys()) {
    const { accounts, requests } = slices.uses(template);
    if (accounts.length >= many || !requests.some((own) => own >= REQUESTS)) continue;
    if (!isDeep(slices.seen(template), isShared)) continue;
    const most = largest(requests);
    found.push({ template, account: accounts[requests.indexOf(most)]!, requests: most });
  }
  const before = new Map<number, number>();
  return found
    .sort((a, b) => b.requests - a.requests || a.template - b.template)
    .map((one) => {
      const rank = before.get(one.account) ?? 0;
      before.set(one.account, rank + 1);
      return { ...one, rank };
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ template }) => template);
}

function isDeep(slices: SliceList, isShared: (row: number) => boolean): boolean {
  for (let at = 0; at < slices.length; at++) {
    let own = 0;
    for (const row of slices.at(at)!.rows) if (!isShared(row)) own++;
    if (own >= REQUESTS) return true;
  }
  return false;
}

/**
 * Groups of templates whose fixed text is alike, ascending.
 * @param own of `ownTemplates`
 * @param texts also of other templates, which say how rare a word is
 */
export function rewordedTemplates(own: readonly number[], texts: ReadonlyMap<number, TemplateMeaning>): number[][] {
  const isOwn = new Set(own);
  const others = [...texts.keys()].filter((template) => !isOwn.has(template));
  const words = promptWords([...own, ...others].map((template) => fixedText(texts.get(template))));
  const templates = own.flatMap((template, at) => {
    const said = words[at];
    return said && said.words.length >= WORDS ? [{ template, said }] : [];
  });
  const links = likenesses(templates.map(({ said }) => said));
  return joinedByLinks(links, [ALIKE])[0]!
    .filter((tree) => tree.templates.length > 1)
    .map((tree) => tree.templates.map((at) => templates[at]!.template).sort((a, b) => a - b))
    .sort((a, b) => a[0]! - b[0]!);
}

const fixedText = (meaning: TemplateMeaning | undefined): string | undefined =>
  meaning?.parts.flatMap((part) => ('text' in part ? [part.text] : [])).join(' ');

/** Cosines of all pairs with a word in common. */
function likenesses(vectors: readonly PromptWords[]): TemplateLinks {
  const having = new Map<number, { at: number; weight: number }[]>();
  const [a, b, phi]: [number[], number[], number[]] = [[], [], []];
  const sums = new Float64Array(vectors.length);
  vectors.forEach(({ words, weights }, second) => {
    const met: number[] = [];
    words.forEach((word, i) => {
      const others = having.get(word) ?? [];
      for (const { at, weight } of others) {
        if (sums[at] === 0) met.push(at);
        sums[at]! += weight * weights[i]!;
      }
      others.push({ at: second, weight: weights[i]! });
      having.set(word, others);
    });
    for (const first of met.sort((one, other) => one - other)) {
      a.push(first);
      b.push(second);
      phi.push(sums[first]!);
      sums[first] = 0;
    }
  });
  return { a: Uint32Array.from(a), b: Uint32Array.from(b), phi: Float64Array.from(phi), templates: vectors.length };
}
