/** Asks axe-core about the page as it is now. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { ROOT } from './page.ts';

const axe = readFileSync(createRequire(path.join(ROOT, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');

/** All faults, also those that axe calls minor, each with where it is. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate(async () => {
    const { axe: run } = window as unknown as { axe: { run: (root: Document) => Promise<AxeResults> } };
    return run.run(document);
  });
  assert.ok(results.passes.length > 15, 'axe looked at the page');
  return results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => node.target.join(' '))
        .slice(0, 4)
        .join(', ')}`,
  );
}
