import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Source } from '../files/source.ts';
import { detectSource } from '../sources/detect.ts';
import { lastCut } from './last-cut.ts';

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'last-cut-'));
});
after(() => rmSync(folder, { recursive: true }));

async function cutOf(text: string | Buffer): Promise<number> {
  const file = join(folder, 'a.jsonl');
  writeFileSync(file, text);
  return lastCut((await detectSource(file)) as Source);
}

test('a file is cut before the last value that begins a line, written or not', async () => {
  assert.equal(await cutOf('{"a":1}\n{"b":2}\n'), 8);
  assert.equal(await cutOf('{"a":1}\r\n{"b'), 9);
  assert.equal(await cutOf('{"a":1}\n'), 0);
});

test('no value is cut in two, however it is written', async () => {
  assert.equal(await cutOf('{"a":1}\n{"b":\n{"c":3}'), 8);
  assert.equal(await cutOf('{"a":1}\n{"b":[{"c":3},\n{"d":4}]}'), 8);
});

test('a long line is looked behind, and so is a step that ends at the cut', async () => {
  for (const length of [65_520, 65_530, 65_531, 65_532, 65_533, 65_534, 65_535, 65_536, 65_537, 200_000]) {
    const last = `{"b":"${'x'.repeat(length - 8)}"}`;
    assert.equal(last.length, length);
    assert.equal(await cutOf(`{"a":1}\n${last}`), 8, String(length));
  }
});

test('a file that has no lines, or cannot be read from the middle, is not cut', async () => {
  assert.equal(await cutOf('[{"a":1}\n{"b":2}]\n'), 0);
  assert.equal(await cutOf(gzipSync('{"a":1}\n{"b":2}\n')), 0);
  assert.equal(await lastCut({ ...((await detectSource(join(folder, 'a.jsonl'))) as Source), file: 'gone' }), 0);
});
