/**
 * How well the reader of intent tells pipelines' prompts from applications' in public repositories:
 *
 *   node --import tsx lab/intent-training/public/judge-templates.ts TEMPLATES.jsonl
 *
 * TEMPLATES.jsonl is what `collect-templates.ts` wrote. Repositories that the reader is fitted to are told apart from those it is judged by.
 */
import { classifyIntent } from '../../../src/engine/templates/intent/intent.ts';
import { isJudged, type PublicTemplate, readTemplates } from './public-template.ts';
import { publicFigures } from './public-figures.ts';

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('usage: judge-templates.ts TEMPLATES.jsonl');
const read = readTemplates(path).map((template) => ({ template, harvest: classifyIntent(template.text).harvest }));
const half = (name: string, keep: (template: PublicTemplate) => boolean) =>
  console.log(`## ${name}\n\n${publicFigures(read.filter(({ template }) => keep(template)))}\n`);
const isCopy = copiesOf(read.map(({ template }) => template).filter((template) => !isJudged(template)));
half('Repositories never fitted on', isJudged);
half('Of these, what repeats nothing that was fitted on', (template) => isJudged(template) && !isCopy(template));
half('Repositories fitted on', (template) => !isJudged(template));

/** Whether a text has at least a twentieth of its runs of eight words from one of others: repositories copy prompts from one another. */
function copiesOf(others: readonly PublicTemplate[]): (template: PublicTemplate) => boolean {
  const known = new Set(others.flatMap(({ text }) => runsOf(text)));
  return ({ text }) => {
    const runs = runsOf(text);
    return runs.filter((run) => known.has(run)).length >= Math.max(1, runs.length / 20);
  };
}

function runsOf(text: string): string[] {
  const words = text.toLowerCase().match(/\p{Script=Han}|\p{L}+/gu) ?? [];
  return words.slice(7).map((_, at) => words.slice(at, at + 8).join(' '));
}
