import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DETECTOR_DOCS, withDetectors } from '../scripts/detector-docs.ts';

test('docs/detection/detectors.md says of each detector what it measures and what it weighs today', () => {
  const page = readFileSync(DETECTOR_DOCS, 'utf8');
  assert.ok(page === withDetectors(page), 'docs/detection/detectors.md is out of date: run npm run regenerate');
});

test('the benchmark finds every place of docs/detection/benchmark.md that it writes to', () => {
  const page = readFileSync(join(DETECTOR_DOCS, '..', 'benchmark.md'), 'utf8');
  for (const part of ['table', 'mmd', 'ablation', 'ladder', 'reliability'])
    assert.match(page, new RegExp(`<!-- bench:${part} -->[^]*<!-- /bench:${part} -->`));
});
