import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import test from 'node:test';
import { until } from '../../../../test/harness/processes.ts';
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
  const copied = spoolStdin(abort.signal, endless);
  const copies = new RegExp(`^prompt-audit-spool-.*-${process.pid}-`);
  const sizes = (): number[] =>
    readdirSync(tmpdir())
      .filter((name) => copies.test(name))
      .map((name) => statSync(join(tmpdir(), name, 'stdin'), { throwIfNoEntry: false })?.size ?? 0);
  await until('what has arrived to be in a file', () => sizes().some((size) => size > 0));
  abort.abort();
  const { file, release } = await copied;
  assert.equal(readFileSync(file, 'utf8'), '{"a":1}\n');
  await release();
});

test('a failing input leaves no file behind', async () => {
  const failing = new Readable({ read: () => failing.destroy(new Error('gone')) });
  await assert.rejects(spoolStdin(undefined, failing), /gone/);
});
