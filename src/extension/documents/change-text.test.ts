import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { changeText } from './change-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-change-'));
after(() => rmSync(folder, { recursive: true }));
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
