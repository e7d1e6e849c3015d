/**
 * Prompts of public repositories as lines of JSON, each with its repository, commit and file:
 *
 *   node --import tsx lab/intent-training/public/collect-templates.ts FOLDER > TEMPLATES.jsonl
 *
 * FOLDER holds a clone of each repository, as OWNER+NAME or, without a work tree, as OWNER+NAME/repo. Those that are missing are left
 * out and named. The texts are their authors': they stay out of the project.
 */
import { PUBLIC_SOURCES } from './public-sources.ts';
import { cloneOf, templatesOf } from './templates-of.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: collect-templates.ts FOLDER > TEMPLATES.jsonl');
const seen = new Set<string>();
for (const source of PUBLIC_SOURCES) {
  const clone = cloneOf(folder, source.repository);
  if (clone === undefined) console.error(`No clone of ${source.repository}: left out.`);
  else {
    const found = templatesOf(clone, source, seen);
    console.error(`${source.side} ${source.repository}: ${found.length}`);
    for (const template of found) console.log(JSON.stringify(template));
  }
}
