import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { findInputs } from './inputs.ts';

const root = mkdtempSync(join(tmpdir(), 'prompt-audit-inputs-'));
for (const name of [
  'logs/b.jsonl',
  'logs/a.jsonl.gz',
  'logs/deep/c.json',
  'logs/node_modules/p.json',
  'logs/notes.md',
  'odd [1]/x.log',
  'empty/readme.md',
  'plain',
]) {
  mkdirSync(join(root, name, '..'), { recursive: true });
  writeFileSync(join(root, name), '');
}
const at = (name: string) => join(root, name);

test('a folder gives its logs in order, packages and other files left out', async () => {
  assert.deepEqual(await findInputs([at('logs')]), ['logs/a.jsonl.gz', 'logs/b.jsonl', 'logs/deep/c.json'].map(at));
  assert.deepEqual(await findInputs([`${at('logs')}/`]), await findInputs([at('logs')]));
});

test('a glob gives its matches; a file named twice is read once', async () => {
  assert.deepEqual(await findInputs([at('logs/*.jsonl'), at('logs/b.jsonl')]), [at('logs/b.jsonl')]);
});

test('a file may have any name, and a folder may have glob characters in its name', async () => {
  assert.deepEqual(await findInputs([at('plain'), at('odd [1]'), '-']), [at('plain'), at('odd [1]/x.log'), '-']);
});

test('what names nothing is refused with a sentence', async () => {
  await assert.rejects(findInputs([at('none.jsonl')]), /There is no file or folder "/);
  await assert.rejects(findInputs([at('logs/*.csv')]), /No file matches "/);
  await assert.rejects(findInputs([at('empty')]), /holds no file that is named like a log/);
});
