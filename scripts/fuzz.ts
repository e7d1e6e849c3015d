/**
 * Feeds changed input into everything that takes input of strangers: `npm run fuzz`, or
 * `npm run fuzz -- records messages --runs 50000 --seed 7`.
 *
 * An input that breaks something is kept in `test/fuzz/found`, where every later test run tries it again.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz } from '../test/fuzz/fuzz.ts';
import { TARGETS } from '../test/fuzz/targets.ts';
import { watch } from '../test/fuzz/watchdog.ts';

const ROOT = join(__dirname, '..');

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { runs: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
  });
  const [runs, seed] = [Number(values.runs), Number(values.seed)];
  const unknown = positionals.filter((name) => !TARGETS.some((target) => target.name === name));
  if (unknown.length > 0 || !Number.isInteger(runs) || !Number.isInteger(seed)) {
    throw new Error(`npm run fuzz -- [${TARGETS.map(({ name }) => name).join('|')}] [--runs N] [--seed N]`);
  }
  for (const target of TARGETS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    const onProgress = (executions: number): void => {
      if (process.stderr.isTTY) process.stderr.write(`\r${target.name} ${executions}`);
    };
    const folder = join(ROOT, 'test', 'fuzz', 'found', target.name);
    const watchdog = watch(folder);
    const { see: onInput } = watchdog;
    const { executions, outcomes, ms, failure } = await fuzz(target, { runs, seed, onInput, onProgress });
    await watchdog.end();
    const figures = `${executions.toLocaleString('en-GB')} executions, ${outcomes.toLocaleString('en-GB')} outcomes, ${Math.round(ms / 1000)} s`;
    console.log(`${failure ? 'FAILED ' : 'ok     '}${target.name.padEnd(11)} ${figures}`);
    if (failure === undefined) continue;
    const path = join(folder, createHash('sha256').update(failure.input).digest('hex').slice(0, 12));
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, failure.input);
    console.log(`${failure.error.stack ?? failure.error.message}\nThe input is kept in ${path}`);
    process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
