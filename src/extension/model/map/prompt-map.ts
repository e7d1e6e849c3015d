/** What the log's prompts are about: its templates in topics of topics, those that are alike side by side. */
import { NO_TEMPLATE } from '../../../report/shape/request-index.ts';
import { speaks, type TemplateReport } from '../../../report/shape/report.ts';
import type { MapTopic, PromptMap } from '../../../protocol/map-data.ts';
import type { Results } from '../results.ts';
import { FUNCTION_WORDS } from './function-words.ts';
import { type Branch, cut, likenessTree } from './likeness-tree.ts';
import { likenessOf, wordsOf } from './template-likeness.ts';

/** Templates that are drawn: what is compared grows with the square. */
const TEMPLATES = 400;
/** The lists of the dashboard know these; see `Overview.templates`. */
const LISTED = 5000;
const BRANCHES = 9;
const DEPTH = 3;
/** A topic with fewer templates is not divided further. */
const SMALL = 7;
/** Templates more alike than this are one topic. */
const UNALIKE = 0.35;
/** Words of a topic's name. */
const NAME = 3;
/** Share of a topic, by requests, that a word or an intent must speak for. */
const HALF = 0.5;

export function promptMap(results: Results): PromptMap {
  const { report, index } = results;
  const templates = drawn(report.templates.slice(0, LISTED));
  const words = templates.map(wordsOf);
  const topics: MapTopic[] = [];
  const leaves: PromptMap['leaves'] = [];
  const namer = new Namer(templates, words);
  const root = likenessTree(likenessOf(results, templates, words), templates.length);

  function add(branch: Branch, parent: number, depth: number): void {
    const [only] = branch.leaves;
    if (branch.halves === undefined && parent >= 0) {
      leaves.push({ template: templates[only ?? 0]?.id ?? '', topic: parent });
      return;
    }
    const topic = topics.push({ parent, ...namer.name(branch.leaves) }) - 1;
    const parts =
      depth >= DEPTH || branch.leaves.length < SMALL ? [branch] : cut(branch, BRANCHES, parent < 0 ? 0 : UNALIKE);
    if (parts.length > 1) for (const part of parts) add(part, topic, depth + 1);
    else for (const leaf of branch.leaves) leaves.push({ template: templates[leaf]?.id ?? '', topic });
  }

  if (root !== undefined) add(root, -1, 0);
  let free = 0;
  // Of those that a report does not keep nobody knows which have a template.
  for (let row = 0; row < index.length && results.kept === undefined; row++)
    if ((index.template[row] ?? NO_TEMPLATE) === NO_TEMPLATE) free++;
  return { topics, leaves, more: report.templates.length - templates.length, freeRequests: free };
}

/** What has a verdict, then the largest. */
function drawn(templates: readonly TemplateReport[]): TemplateReport[] {
  const found = ({ verdict }: TemplateReport): number => (speaks(verdict) ? 1 : 0);
  return templates
    .toSorted((a, b) => found(b) - found(a) || b.requests - a.requests || (a.id < b.id ? -1 : 1))
    .slice(0, TEMPLATES);
}

/** Names topics by what their templates have and others do not. */
class Namer {
  readonly #weights: number[];
  readonly #everywhere = new Map<string, number>();
  readonly #total: number;

  constructor(
    private readonly templates: readonly TemplateReport[],
    private readonly words: readonly ReadonlySet<string>[],
  ) {
    // Relative to the root, or one template with most of the requests would name everything.
    this.#weights = templates.map(({ requests }) => Math.sqrt(requests));
    this.#total = this.#weights.reduce((sum, weight) => sum + weight, 0);
    words.forEach((own, at) => addAll(this.#everywhere, own, this.#weights[at] ?? 0));
  }

  name(leaves: readonly number[]): Pick<MapTopic, 'words' | 'intent'> {
    const own = new Map<string, number>();
    const intents = new Map<string, number>();
    let total = 0;
    for (const leaf of leaves) {
      const weight = this.#weights[leaf] ?? 0;
      total += weight;
      addAll(own, this.words[leaf] ?? [], weight);
      const [first] = this.templates[leaf]?.intents ?? [];
      if (first !== undefined && first.probability >= HALF) addAll(intents, [first.intent], weight);
    }
    const rest = Math.max(1e-9, this.#total - total);
    const telling = [...own]
      .filter(([word]) => word.length > 2 && !FUNCTION_WORDS.has(word))
      .map(([word, weight]) => {
        const [here, there] = [weight / total, ((this.#everywhere.get(word) ?? 0) - weight) / rest];
        return { word, value: here * Math.log((here + 0.01) / (there + 0.01)) };
      })
      .sort((a, b) => b.value - a.value || (a.word < b.word ? -1 : 1))
      .slice(0, NAME);
    const [intent] = [...intents].sort((a, b) => b[1] - a[1]);
    return {
      words: telling.map(({ word }) => word),
      intent: intent !== undefined && intent[1] >= HALF * total ? intent[0] : '',
    };
  }
}

function addAll(sums: Map<string, number>, keys: Iterable<string>, weight: number): void {
  for (const key of keys) sums.set(key, (sums.get(key) ?? 0) + weight);
}
