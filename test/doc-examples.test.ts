import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAll } from './harness/all.ts';
import { BEGINS_EMPTY, PAGES, PRODUCT_PAGES, readPages, withExamples } from '../scripts/doc-examples.ts';

test('commands in the documentation print what the documentation shows', async () => {
  // A page that begins in an empty folder needs none of the others, and is left to a run with everything.
  const paths = PAGES.filter((page) => isAll || !BEGINS_EMPTY.has(page));
  const pages = readPages(paths);
  const printed = await withExamples(paths);
  paths.forEach((page, i) => {
    assert.ok(pages[i] === printed[i], `${page} is out of date: run npm run regenerate`);
  });
});

/** Lines of blocks in which commands stand without their output. */
const COMMAND = /^(?:prompt-audit|npm|node|zcat) /;

test('every block that shows output is an example that runs', () => {
  for (const page of readPages([...PAGES, ...PRODUCT_PAGES])) {
    for (const [, language, block] of page.matchAll(/^```(\w*)\n([^]*?)^```$/gm)) {
      const lines = block!.split('\n').filter((line) => line !== '');
      if (language === '' && !lines.every((line) => COMMAND.test(line))) assert.match(block!, /^\$ /m);
    }
  }
});

test('a page that begins in an empty folder runs nothing that its reader does not see', () => {
  for (const page of readPages([...BEGINS_EMPTY])) assert.doesNotMatch(page, /<!-- run: /);
});
