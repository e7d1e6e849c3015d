import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import test from 'node:test';
import { spoolStdin } from './stdin-spool.ts';

test('standard input is kept where only its owner can read it, until it is released', async () => {
  const { file, release } = await spoolStdin(
    undefined,
    Readable.from([Buffer.from('{"a":1}\n'), Buffer.from('{"b":2}\n')]),
  );
  assert.equal(readFileSync(file, 'utf8'), '{"a":1}\n{"b":2}\n');
  assert.equal(statSync(file).mode & 0o077, 0);
  await release();
  assert.equal(existsSync(file), false);
});

test('an aborted copy keeps what has arrived', async () => {
  const abort = new AbortController();
  const endless = new Readable({ read: () => undefined });
  endless.push('{"a":1}\n');
  setTimeout(() => abort.abort(), 50);
  const { file, release } = await spoolStdin(abort.signal, endless);
  assert.equal(readFileSync(file, 'utf8'), '{"a":1}\n');
  await release();
});

test('a failing input leaves no file behind', async () => {
  const failing = new Readable({ read: () => failing.destroy(new Error('gone')) });
  await assert.rejects(spoolStdin(undefined, failing), /gone/);
});
