/**
 * How well kinds alone, and the reader of harvests that is not in use, tell pipelines' prompts from applications' in public repositories:
 *
 *   node --import tsx lab/intent-training/public/judge-templates.ts TEMPLATES.jsonl
 *
 * TEMPLATES.jsonl is what `collect-templates.ts` wrote. Repositories that the reader is fitted to are told apart from those it is judged by.
 */
import { unpackModel } from '../../../src/engine/templates/intent/intent-model.ts';
import { vectorOf } from '../../../src/engine/templates/intent/intent-vector.ts';
import { INTENT_WEIGHTS } from '../../../src/engine/templates/intent/intent-weights.ts';
import { classifyIntent } from '../../../src/engine/templates/intent/intent.ts';
import { likelyHarvest } from './likely-harvest.ts';
import { isJudged, type PublicTemplate, readTemplates } from './public-template.ts';
import { publicFigures } from './public-figures.ts';

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('usage: judge-templates.ts TEMPLATES.jsonl');
const { idf } = unpackModel(INTENT_WEIGHTS);
const read = readTemplates(path).map((template) => {
  const kinds = classifyIntent(template.text).harvest;
  return { template, kinds, reader: likelyHarvest(vectorOf(template.text, idf), kinds) };
});
const half = (name: string, keep: (template: PublicTemplate) => boolean) =>
  (['kinds', 'reader'] as const).forEach((by) => {
    const own = read.filter(({ template }) => keep(template));
    console.log(`## ${name}, by ${by}\n\n${publicFigures(own.map((one) => ({ ...one, harvest: one[by] })))}\n`);
  });
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
