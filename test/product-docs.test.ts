/** The pages on products: their commands print what they show, on a log as that product writes it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PRODUCT_PAGES, readPages, withExamples } from '../scripts/doc-examples.ts';

test('the commands of each page on a product print what it shows of a log as that product writes it', async () => {
  const pages = readPages(PRODUCT_PAGES);
  const printed = await withExamples(PRODUCT_PAGES);
  PRODUCT_PAGES.forEach((page, i) => {
    assert.ok(pages[i] === printed[i], `${page} is out of date: run npm run regenerate`);
  });
});

test('each page on a product says how to get a log, what must be switched on, what comes first, and what is not seen', () => {
  readPages(PRODUCT_PAGES).forEach((page, i) => {
    const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    assert.deepEqual(headings, ['Get the log', 'First finding', 'What is not seen'], PRODUCT_PAGES[i]);
    // One screen.
    assert.ok(page.split('\n').length <= 70, PRODUCT_PAGES[i]);
  });
});
