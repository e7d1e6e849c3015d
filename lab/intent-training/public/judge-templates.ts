/**
 * How well kinds tell pipelines' prompts from applications' in public repositories:
 *
 *   node --import tsx lab/intent-training/public/judge-templates.ts TEMPLATES.jsonl
 *
 * TEMPLATES.jsonl is what `collect-templates.ts` wrote.
 */
import { classifyIntent } from '../../../src/engine/templates/intent/intent.ts';
import { isJudged, readTemplates } from './public-template.ts';
import { publicFigures } from './public-figures.ts';

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('usage: judge-templates.ts TEMPLATES.jsonl');
const read = readTemplates(path)
  .filter(isJudged)
  .map((template) => ({ template, harvest: classifyIntent(template.text).harvest }));
console.log(publicFigures(read));
