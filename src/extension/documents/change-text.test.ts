import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { changeText } from './change-text.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-change-');
const [there, other, gone] = ['there.jsonl', 'other.jsonl', 'gone.jsonl'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
writeFileSync(there, '');
writeFileSync(other, '');

const said = (...paths: string[]): ReturnType<typeof changeText> => changeText(paths, (what) => `${what} changed.`);

test('a log that is gone is not said to have changed, and is not offered for another scan', () => {
  const text = 'gone.jsonl was moved or deleted after the scan. Findings stay, but their lines cannot be opened.';
  assert.deepEqual(said(gone), { text, canScan: false });
  assert.deepEqual(said(there), { text: 'there.jsonl changed.', canScan: true });
  assert.deepEqual(said(there, gone, other), { text: `2 logs changed. ${text}`, canScan: true });
  assert.match(said(gone, `${gone}2`).text, /^2 logs were moved or deleted/);
});
