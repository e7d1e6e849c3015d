import assert from 'node:assert/strict';
import { runInThread } from '../../src/extension/scan/audit-thread.ts';
import { saveScan } from '../../src/extension/scan/saved-scan.ts';
import { syntheticResult } from '../fixtures/synthetic-result.ts';
import { ownFile } from './extension.ts';
import { Scratch } from './scratch.ts';

suite('Saved results', () => {
  let scratch: Scratch;

  suiteSetup(async () => {
    scratch = await Scratch.make();
  });

  suiteTeardown(() => scratch.remove());

  test('come back through the built thread as they were saved', async () => {
    const saved = { ...syntheticResult(), title: 'req.jsonl', stamps: [] };
    await saveScan(scratch.folder, saved);
    const script = ownFile('dist', 'audit-worker.js');
    assert.deepEqual(await runInThread({ kind: 'restore', from: scratch.folder }, { script }), saved);
  });

  test('a thread that cannot start fails with a reason instead of never ending', async () => {
    const script = ownFile('dist', 'no-such-worker.js');
    await assert.rejects(runInThread({ kind: 'restore', from: scratch.folder }, { script }), /no-such-worker/);
  });
});
