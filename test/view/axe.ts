/** Asks axe-core about the page as it is now. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { isAll } from '../harness/all.ts';
import { ROOT, type ThemeName } from './page.ts';

const axe = readFileSync(createRequire(path.join(ROOT, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');

/** In themes beside the dark one only colours differ; a run with everything asks for all rules in all of them. */
export const rulesIn = (theme: ThemeName): 'all' | 'colours' => (isAll || theme === 'dark' ? 'all' : 'colours');

/**
 * All faults, also those that axe calls minor, each with where it is.
 * @param rules only those of colours: all else is the same in every theme
 * @param within only what these elements hold: the rest of the page was looked at before
 */
export async function faults(page: Page, rules: 'all' | 'colours' = 'all', within?: string): Promise<string[]> {
  // A page is looked at many times, and keeps the script.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const options: RunOptions = {
    // Where rules are met is not written down, which takes half of the time.
    resultTypes: ['violations'],
    ...(rules === 'all' ? {} : { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }),
  };
  const results = await page.evaluate(
    async ([given, selector]) => {
      const { axe: run } = window as unknown as {
        axe: { run: (root: ElementContext, options: RunOptions) => Promise<AxeResults> };
      };
      return run.run(selector ?? document, given);
    },
    [options, within] as const,
  );
  const { passes, incomplete } = results;
  if (rules === 'all') assert.ok(passes.length > (within === undefined ? 15 : 3), 'axe looked at the page');
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
