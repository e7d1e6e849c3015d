/** A short run of every target, the same each time, and every input that broke something once. `npm run fuzz` runs long. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fuzz } from './fuzz.ts';
import { TARGETS } from './targets.ts';

const RUNS = 3000;
/** Of a target that takes milliseconds for each input. */
const SLOW_RUNS = 600;

for (const target of TARGETS) {
  test(`${target.name}: changed input breaks nothing (${target.text})`, async () => {
    const runs = target.isSlow === true ? SLOW_RUNS : RUNS;
    const { failure, executions, outcomes } = await fuzz(target, { runs, seed: 1 });
    assert.equal(
      failure,
      undefined,
      failure && `${failure.error.stack}\n${JSON.stringify(failure.input.toString('latin1'))}`,
    );
    assert.equal(executions, runs);
    assert.ok(outcomes > 3, 'the inputs reach something');
  });

  const found = path.join(__dirname, 'found', target.name);
  if (existsSync(found)) {
    test(`${target.name}: what broke something once does no longer`, async () => {
      for (const name of readdirSync(found)) await target.run(readFileSync(path.join(found, name)));
    });
  }
}
