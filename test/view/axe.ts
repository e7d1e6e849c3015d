/** Asks axe-core about the page as it is now. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { ROOT } from './page.ts';

const axe = readFileSync(createRequire(path.join(ROOT, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * All faults, also those that axe calls minor, each with where it is.
 * @param rules only those of colours: all else is the same in every theme
 */
export async function faults(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  await page.evaluate(axe);
  const options: RunOptions = {
    // Where rules are met is not written down, which takes half of the time.
    resultTypes: ['violations'],
    ...(rules === 'all' ? {} : { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }),
  };
  const results = await page.evaluate(async (given) => {
    const { axe: run } = window as unknown as {
      axe: { run: (root: Document, options: RunOptions) => Promise<AxeResults> };
    };
    return run.run(document, given);
  }, options);
  const { passes, incomplete } = results;
  if (rules === 'all') assert.ok(passes.length > 15, 'axe looked at the page');
  else
    assert.ok(
      [...passes, ...incomplete].some(({ id }) => id === 'color-contrast'),
      'axe looked at the colours',
    );
  return results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => node.target.join(' '))
        .slice(0, 4)
        .join(', ')}`,
  );
}
