/** The topics of the map, each with what it holds, and what they are called. */
import { intentTitle } from '../../../src/protocol/intent-words.ts';
import type { PromptMap } from '../../../src/protocol/map-data.ts';
import type { TemplateReport, Verdict } from '../../../src/protocol/view-model.ts';
import { shortLabel } from '../../../src/text/visible.ts';
import { VERDICTS } from '../../parts/findings/verdict.ts';
import type { PageContext } from '../../app/context.ts';
import { t } from '../../parts/words.ts';

export interface Topic {
  name: string;
  parent: Topic | undefined;
  /** Templates and further topics, in the order in which those that are alike stand side by side. */
  parts: (Topic | TemplateReport)[];
  /** All templates, even those of further topics. */
  templates: TemplateReport[];
  /** The worst verdict of its templates. */
  verdict: Verdict;
}

export const isTopic = (part: Topic | TemplateReport): part is Topic => 'templates' in part;

/** The topic that holds everything; undefined when the log has no template. */
export function topicsOf(page: PageContext, map: PromptMap): Topic | undefined {
  const topics: Topic[] = map.topics.map(({ words, intent }) => ({
    name: nameOf(words, intent),
    parent: undefined,
    parts: [],
    templates: [],
    verdict: 'none',
  }));
  const [root] = topics;
  if (root === undefined) return undefined;
  root.name = t('All prompts');
  for (const { template: id, topic } of map.leaves) {
    const template = page.find.template(id);
    const home = topics[topic];
    if (template === undefined || home === undefined) continue;
    home.parts.push(template);
    let at = topic;
    // Up to the first: each topic comes after the one that it is part of.
    for (let above: Topic | undefined = home; above !== undefined;) {
      above.templates.push(template);
      if (VERDICTS[template.verdict].weight > VERDICTS[above.verdict].weight) above.verdict = template.verdict;
      const parent: number = map.topics[at]?.parent ?? -1;
      const next: Topic | undefined = topics[parent];
      if (next !== undefined && above.parent === undefined) {
        above.parent = next;
        next.parts.push(above);
      }
      [at, above] = [parent, next];
    }
  }
  return root;
}

/** What it asks for, and words of the log that tell it from others. */
function nameOf(words: readonly string[], intent: string): string {
  const telling = words.map((word) => shortLabel(word, 24)).join(', ');
  const asked = intent === '' ? '' : intentTitle(intent);
  return asked === '' ? telling : telling === '' ? asked : `${asked}: ${telling}`;
}
