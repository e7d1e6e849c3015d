/** Rows of large logs, which wait in a file while logs are read and judged. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import test, { after, before } from 'node:test';
import { logLines as lines, ScratchLog } from '../../../test/faults/scratch-log.ts';
import { digest } from '../../../test/fixtures/scan-digest.ts';
import { MemoryLogStore } from './checkpoints/memory-log-store.ts';
import type { Scan, ScanOptions } from './scan.ts';

const scratch = new ScratchLog();
before(() => scratch.prepare());
after(() => scratch.remove());

const file = (name: string, content: string): string => scratch.file(name, content);
const run = (paths: string[], options: ScanOptions): Promise<Scan> => scratch.scan(paths, options);

test('rows that wait in a temporary file are those that memory holds, and no file is left behind', async () => {
  const paths = ['b', 'a'].map((name, n) => file(`rows/${name}.jsonl`, lines(2000 * n, 2000 * n + 2000)));
  for (const workers of [0, 2]) {
    const inMemory = await run(paths, { workers, rangeBytes: 4096 });
    const stored = await run(paths, { workers, rangeBytes: 4096, storeRows: { requests: 900, ofAccount: 100 } });
    assert.deepEqual([inMemory.table.isStored, stored.table.isStored], [false, true]);
    assert.equal(digest(stored), digest(inMemory));
  }
  assert.deepEqual(
    readdirSync(tmpdir()).filter((name) => name.startsWith('prompt-audit-spool') && name.includes(`-${process.pid}-`)),
    [],
  );
});

test('rows of accounts that sent few requests each, and those that are kept for the next scan, stay in memory', async () => {
  const path = file('many.jsonl', lines(0, 700));
  const options = { workers: 0, rangeBytes: 4096, storeRows: { requests: 500, ofAccount: 100 } };
  assert.equal((await run([path], options)).table.isStored, false);
  const enough = file('enough.jsonl', lines(0, 2000));
  assert.equal((await run([enough], options)).table.isStored, true);
  assert.equal((await run([enough], { ...options, logStore: new MemoryLogStore() })).table.isStored, false);
  assert.equal((await run([enough], { ...options, keepRequests: 1900 })).table.isStored, false);
});
