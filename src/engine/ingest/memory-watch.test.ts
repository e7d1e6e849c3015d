import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { logLine, logLines, ScratchLog } from '../../../test/faults/scratch-log.ts';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { MemoryLogStore } from './checkpoints/memory-log-store.ts';
import { MemoryWatch } from './memory-watch.ts';
import type { HeldSize } from './threads/scan-result.ts';

const scratch = new ScratchLog();
before(() => scratch.prepare());
after(() => scratch.remove());

const NOTHING: HeldSize = { requests: 0, stored: 0, facts: 0, texts: 1, clauses: 0, accounts: 1 };

test('reading goes on as long as the process fits, and judging what was read will', () => {
  assert.equal(new MemoryWatch(150e6, () => 140e6).look(NOTHING), false);
  assert.equal(new MemoryWatch(150e6, () => 149e6).look(NOTHING), true);
  assert.equal(new MemoryWatch(150e6, () => 100e6).look(NOTHING, 100_000), false);
  assert.equal(new MemoryWatch(150e6, () => 100e6).look(NOTHING, 200_000), true, 'there is no room to add a part');
  const watch = new MemoryWatch(600e6, () => 50e6);
  assert.equal(watch.look({ ...NOTHING, requests: 3_000_000 }), false);
  assert.equal(watch.look({ ...NOTHING, requests: 4_000_000, stored: 4_000_000 }), false, 'rows in a file take less');
  assert.equal(watch.look({ ...NOTHING, requests: 4_000_000 }), true);
  assert.equal(watch.look(NOTHING), true, 'what was stopped stays so');
});

for (const workers of [0, 2])
  test(`a scan that would not fit ends with a sentence in place of a report, with ${workers} readers`, async () => {
    const [small, large] = [scratch.file('a.jsonl', logLines(0, 50)), scratch.file('b.jsonl', logLines(50, 4000))];
    const reading = scratch.scan([small, large], { workers, rangeBytes: 20_000, memory: 1e6 });
    await assert.rejects(reading, (error) => {
      assert.ok(error instanceof InputError);
      assert.match(error.message, /stopped before the memory ran out, .*while it read .*[ab]\.jsonl[.:] /);
      assert.match(error.message, /the \d MB that are available\. |and \d MB are available\. /);
      assert.match(
        error.message,
        /Nothing was judged\. prompt-audit map, merge and finish .* loses what links accounts across them\./,
      );
      // Readers may not have handed over anything yet.
      if (workers > 0) return true;
      assert.match(error.message, /after [\d,]+ lines? with [\d,]+ requests?, while/);
      assert.match(
        error.message,
        /Most requests are in .*[ab]\.jsonl \([\d,]+\).* and from the accounts \S+ \([\d,]+\)/,
      );
      assert.match(error.message, /All of the logs would take at least [\d.]+ GB if they go on like this\./);
      return true;
    });
  });

test('requests that were read are kept for the next scan where there is room to write them down', async () => {
  const lines = Array.from({ length: 120_000 }, (_, n) => logLine(n).replace(/account-\d+/, `account-${n}`));
  const log = scratch.file('accounts.jsonl', `${lines.join('\n')}\n`);
  const logStore = new MemoryLogStore();
  // To judge so many accounts takes more than that, and reading takes less.
  const [memory, held] = [150e6, () => 100e6];
  const reading = scratch.scan([log], { workers: 0, rangeBytes: 1 << 20, memory, held, logStore });
  await assert.rejects(reading, /Nothing was judged; what was read is kept for the next scan\./);
  const remarks: string[] = [];
  const onRemark = (sentence: string): number => remarks.push(sentence);
  const { inputs } = await scratch.scan([log], { workers: 0, rangeBytes: 1 << 20, logStore, onRemark });
  assert.match(remarks.join(), /accounts\.jsonl: (unchanged|read from byte [1-9])/);
  assert.equal(inputs.requests, lines.length);
});

test('requests that were read are not kept where there is no room', async () => {
  const log = scratch.file('kept.jsonl', logLines(0, 1000));
  const reading = scratch.scan([log], { workers: 0, memory: 1e6, logStore: new MemoryLogStore() });
  await assert.rejects(reading, /Nothing was judged\. /);
});
