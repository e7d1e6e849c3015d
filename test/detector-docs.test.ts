import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { DETECTION_DOCS, withDetectors } from '../scripts/detector-docs.ts';

const page = readFileSync(DETECTION_DOCS, 'utf8');

test('docs/detection.md says of each detector what it measures and what it weighs today', () => {
  assert.equal(page, withDetectors(page), 'run: node --import tsx scripts/detector-docs.ts');
});

test('the benchmark finds every place of docs/detection.md that it writes to', () => {
  for (const part of ['table', 'mmd', 'ablation', 'ladder', 'reliability'])
    assert.match(page, new RegExp(`<!-- bench:${part} -->[^]*<!-- /bench:${part} -->`));
});

test('links of docs/detection.md lead to files that are there', () => {
  for (const [, link] of page.matchAll(/\]\(([^)#:]+)\)/g))
    assert.ok(existsSync(join(dirname(DETECTION_DOCS), link!)), link);
});
