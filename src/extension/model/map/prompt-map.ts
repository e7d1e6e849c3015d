/** What the log's prompts are about: its templates in topics of topics, those that are alike side by side. */
import { NO_TEMPLATE } from '../../../report/shape/request-index.ts';
import { speaks, type TemplateReport } from '../../../report/shape/report.ts';
import type { MapTopic, PromptMap } from '../../../protocol/map-data.ts';
import type { Results } from '../results.ts';
import { type Branch, cut, likenessTree } from './likeness-tree.ts';
import { likenessOf, wordsOf } from './template-likeness.ts';
import { TopicNames } from './topic-names.ts';

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

export function promptMap(results: Results): PromptMap {
  const { report, index } = results;
  const templates = drawn(report.templates.slice(0, LISTED));
  const words = templates.map(wordsOf);
  const topics: MapTopic[] = [];
  const leaves: PromptMap['leaves'] = [];
  const names = new TopicNames(templates);
  const root = likenessTree(likenessOf(results, templates, words), templates.length);

  function add(branch: Branch, parent: number, depth: number, around: readonly number[]): void {
    const [only] = branch.leaves;
    if (branch.halves === undefined && parent >= 0) {
      leaves.push({ template: templates[only ?? 0]?.id ?? '', topic: parent });
      return;
    }
    const topic = topics.push({ parent, ...names.name(branch.leaves, around) }) - 1;
    const parts =
      depth >= DEPTH || branch.leaves.length < SMALL ? [branch] : cut(branch, BRANCHES, parent < 0 ? 0 : UNALIKE);
    if (parts.length > 1) for (const part of parts) add(part, topic, depth + 1, branch.leaves);
    else for (const leaf of branch.leaves) leaves.push({ template: templates[leaf]?.id ?? '', topic });
  }

  if (root !== undefined) add(root, -1, 0, root.leaves);
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
