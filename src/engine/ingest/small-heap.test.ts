import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

/** What a process holds at most that makes and drops objects all the time, in bytes, and what was decided. */
function peakOf(given: number): { peak: number; isTight: boolean } {
  const script = `
    const { keepHeapSmall } = require(${JSON.stringify(join(__dirname, 'small-heap.ts'))});
    const isTight = keepHeapSmall(100e6, ${given});
    const kept = [];
    for (let n = 0; n < 3e6; n++) {
      kept[n % 200_000] = { n, list: [n, n + 1, n + 2] };
    }
    console.log(JSON.stringify({ peak: process.resourceUsage().maxRSS * 1024, isTight }));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '-e', script], { encoding: 'utf8' });
  assert.ok(stdout.startsWith('{'), stderr);
  return JSON.parse(stdout) as { peak: number; isTight: boolean };
}

test('the heap stays smaller where a report takes much of the memory, and only there', () => {
  const [tight, roomy] = [peakOf(300e6), peakOf(500e6)];
  assert.deepEqual([tight.isTight, roomy.isTight], [true, false]);
  assert.ok(tight.peak < roomy.peak, `${tight.peak} bytes in place of ${roomy.peak}`);
});
