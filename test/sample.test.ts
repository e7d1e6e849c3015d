/** The sample log that ships holds what the texts about it promise. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { audit } from '../src/engine/pipeline/audit.ts';
import { SAMPLE_PATH } from '../src/demo/sample.ts';

const ROOT = join(__dirname, '..');

test('the walkthrough promises as many campaigns as are found in the sample log', async () => {
  const { report } = await audit([join(ROOT, SAMPLE_PATH)], { workers: 0 });
  const found = report.campaigns.filter(({ verdict }) => verdict === 'distillation').length;
  assert.equal(found, 1);
  const text = readFileSync(join(ROOT, 'media', 'walkthrough', 'sample.md'), 'utf8');
  assert.match(text, /, and a campaign: accounts that together harvest answers/);
  assert.doesNotMatch(text, /campaigns/);
});
