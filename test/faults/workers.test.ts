/** Reader threads that die, run out of memory or hang: their part is tried once more, then reported; the rest stands. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { isAll } from '../harness/all.ts';
import { logLine, logLines, ScratchLog } from './scratch-log.ts';

const scratch = new ScratchLog();
before(() => scratch.prepare());
after(() => scratch.remove());

const LINES = 400;
const rangeBytes = 8000;
const inSecondPart = 'job.range?.start >= 8000 && job.range.start < 16000';

const FAULTS: Readonly<Record<string, string>> = {
  'is killed': 'process.exit(9);',
  'throws outside the reading': 'setImmediate(() => { throw new Error("a defect"); });',
  'runs out of memory': 'const all = []; for (;;) all.push(new Array(1e5).fill({}));',
  // Without taking a processor from the tests beside it; a run with everything has a thread that runs in a circle too.
  hangs: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);',
  ...(isAll && { 'runs in a circle': 'for (;;);' }),
};

for (const [what, code] of Object.entries(FAULTS)) {
  // Where a reader ends by itself, nobody is to take one that the system lets wait for one that hangs.
  const hanging = /^(hangs|runs in a circle)$/.test(what) && { hangTimeoutMs: 10_000 };

  test(`a reader that ${what} once costs nothing: its part is read again by a fresh one`, async () => {
    const log = scratch.file('once.jsonl', logLines(0, LINES));
    const workerFile = scratch.faultyWorker(`once ${what}`, `if (attempt === 1 && ${inSecondPart}) { ${code} }`);
    const options = { workers: 2, workerFile, rangeBytes, workerMemory: 64, ...hanging };
    const { inputs, partial } = await scratch.scan([log], options);
    assert.deepEqual([inputs.requests, inputs.lines, partial], [LINES, LINES, false]);
  });

  test(`a reader that always ${what} costs its part, which is named, and no other`, async () => {
    const paths = [scratch.file('a.jsonl', logLines(0, LINES)), scratch.file('z.jsonl', logLines(0, 20))];
    const fault = `if (job.source.path.endsWith('a.jsonl') && ${inSecondPart}) { ${code} }`;
    const workerFile = scratch.faultyWorker(`always ${what}`, fault);
    const options = { workers: 2, workerFile, rangeBytes, workerMemory: 64, ...hanging };
    const { inputs, partial, table } = await scratch.scan(paths, options);
    const [a, z] = inputs.files;
    assert.match(a!.error!, /^The reader failed twice on a part of this file, from byte \d+: /);
    assert.equal(partial, true);
    assert.equal(a!.lines, LINES, 'lines of the lost part are counted');
    assert.ok(a!.rejected > 0 && a!.rejected < 100);
    assert.deepEqual([z!.requests, z!.rejected], [20, 0]);
    const { rows, length } = table.finish();
    assert.equal(Math.max(...rows.line.subarray(0, length)), LINES, 'lines behind it keep their numbers');
  });
}

test('a line that is too much for the memory of its reader is left out alone', async () => {
  // The thread dies of the line each time it reads it, and is spared it when it is tried again.
  const long = logLine(7, 'x'.repeat(17 << 20));
  const log = scratch.file('long.jsonl', `${logLine(1)}\n${long}\n${logLine(2)}\n`);
  const workerFile = scratch.faultyWorker('long', `if (job.source.limits.lineBytes > 16 << 20) process.exit(5);`);
  const { inputs, partial } = await scratch.scan([log], { workers: 1, workerFile });
  assert.deepEqual([inputs.requests, inputs.rejected, partial], [2, 1, false]);
  const [reason] = inputs.reasons;
  assert.equal(reason!.reason, 'longer than 16 MB');
  assert.equal(reason!.examples[0]!.line, 2);
});
