/**
 * A log without exact facts gives the report that it gave before there were techniques: each sample without any is judged, and nothing of
 * techniques is in what comes out.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { audit } from '../../../src/engine/pipeline/audit.ts';

const folder = path.join(__dirname, 'samples');
const EXPECTED = '.expected.json';
const samples = readdirSync(folder).filter((file) => !file.endsWith(EXPECTED));
const hasFacts = (name: string): boolean => readFileSync(path.join(folder, name + EXPECTED), 'utf8').includes('"facts"');

test('no sample without facts has a word of techniques in its report', async () => {
  const plain = samples.filter((name) => !hasFacts(name));
  assert.ok(plain.length > 100 && plain.length < samples.length);
  for (const name of plain) {
    const { report } = await audit([path.join(folder, name)], { workers: 0 });
    assert.equal('techniques' in report, false, name);
    assert.doesNotMatch(JSON.stringify(report), /"technique-/, name);
  }
});
