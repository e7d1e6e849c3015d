import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PAGES, withExamples } from '../scripts/doc-examples.ts';

const pages = PAGES.map((page) => readFileSync(join(__dirname, '..', page), 'utf8'));

test('commands in the documentation print what the documentation shows', async () => {
  const printed = await withExamples(pages);
  PAGES.forEach((page, i) => {
    assert.equal(pages[i], printed[i], `${page} is out of date. Run: node --import tsx scripts/doc-examples.ts`);
  });
});

/** Lines of blocks in which commands stand without their output. */
const COMMAND = /^(?:prompt-audit|npm|node|zcat) /;

test('every block that shows output is an example that runs', () => {
  for (const page of pages) {
    for (const [, language, block] of page.matchAll(/^```(\w*)\n([^]*?)^```$/gm)) {
      const lines = block!.split('\n').filter((line) => line !== '');
      if (language === '' && !lines.every((line) => COMMAND.test(line))) assert.match(block!, /^\$ /m);
    }
  }
});
