import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeFile } from './write-file.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'prompt-audit-write-'));

test('a written file is whole and leaves no temporary one behind', async () => {
  const dir = folder();
  await writeFile(join(dir, 'r.json'), ['a', 'b'.repeat(1e6), 'c']);
  assert.equal(readFileSync(join(dir, 'r.json'), 'utf8'), `a${'b'.repeat(1e6)}c`);
  assert.deepEqual(readdirSync(dir), ['r.json']);
});

test('when the text ends in an error the old file is intact', async () => {
  const dir = folder();
  const path = join(dir, 'r.json');
  writeFileSync(path, 'old');
  function* broken(): Generator<string> {
    yield 'x'.repeat(1e6);
    throw new Error('lost');
  }
  await assert.rejects(writeFile(path, broken()), /lost/);
  assert.equal(readFileSync(path, 'utf8'), 'old');
  assert.deepEqual(readdirSync(dir), ['r.json']);
});

test('a link keeps pointing at its file, and the file keeps its mode', async () => {
  const dir = folder();
  writeFileSync(join(dir, 'real'), 'old');
  chmodSync(join(dir, 'real'), 0o600);
  symlinkSync('real', join(dir, 'link'));
  await writeFile(join(dir, 'link'), ['new']);
  assert.equal(readFileSync(join(dir, 'real'), 'utf8'), 'new');
  assert.equal(statSync(join(dir, 'real')).mode & 0o777, 0o600);
});

test('a device is written to, not replaced', { skip: process.platform === 'win32' }, async () => {
  await writeFile('/dev/null', ['x']);
  assert.equal(statSync('/dev/null').isCharacterDevice(), true);
});

test('a folder that is not there is named as it was typed', async () => {
  const path = join(folder(), 'none', 'r.json');
  await assert.rejects(writeFile(path, ['x']), { code: 'ENOENT', path });
  assert.equal(existsSync(path), false);
});

test('two writes to one place at once leave one of them, whole', async () => {
  const dir = folder();
  const path = join(dir, 'r.json');
  const texts = ['a', 'b'].map((letter) => letter.repeat(1e6));
  await Promise.all(texts.map((text) => writeFile(path, [text])));
  assert.ok(texts.includes(readFileSync(path, 'utf8')));
  assert.deepEqual(readdirSync(dir), ['r.json']);
});
