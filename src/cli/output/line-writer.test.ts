import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { LineWriter } from './line-writer.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

test('lines reach the file in their order, however many there are', () => {
  const file = join(scratchFolder('prompt-audit-lines-'), 'out.jsonl');
  const writer = new LineWriter(file);
  const text = 'größe '.repeat(50);
  for (let i = 0; i < 20_000; i++) writer.line(`${i} ${text}`);
  writer.end();
  const lines = readFileSync(file, 'utf8').split('\n');
  assert.equal(lines.length, 20_001);
  assert.equal(lines[19_999], `19999 ${text}`);
});

test('until the end the old file stays, and a failure leaves nothing behind', () => {
  const folder = scratchFolder('prompt-audit-lines-');
  const file = join(folder, 'out.jsonl');
  writeFileSync(file, 'old');
  const writer = new LineWriter(file);
  writer.line('new');
  assert.equal(readFileSync(file, 'utf8'), 'old');
  writer.discard();
  assert.deepEqual(readdirSync(folder), ['out.jsonl']);
  assert.equal(readFileSync(file, 'utf8'), 'old');
});

test('a file that is whole is not taken away by a later failure', () => {
  const file = join(scratchFolder('prompt-audit-lines-'), 'out.jsonl');
  const writer = new LineWriter(file);
  writer.line('new');
  writer.end();
  writer.discard();
  assert.equal(readFileSync(file, 'utf8'), 'new\n');
});
