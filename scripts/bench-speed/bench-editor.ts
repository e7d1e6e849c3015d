/**
 * What a person waits for in the real editor, held against its goals: `npm run bench:editor`, after `npm run package`. Runs the two
 * journeys that measure, and prints each time with its goal and the share of it that was taken. Ends with 1 where one took more.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from '../../src/report/benchmark/markdown.ts';
import { runTestFiles } from '../testing/run-files.ts';

const RESULTS = join(__dirname, '..', '..', 'test', 'results', 'ui');

async function main(): Promise<void> {
  const { failed } = await runTestFiles(['test/ui/pace.test.ts', 'test/ui/scale.test.ts'], 'ui', { oneByOne: true });
  if (failed > 0) throw new Error(`${failed} of what was to be measured did not work.`);
  const times = ['pace', 'scale'].flatMap((name) => {
    const values = JSON.parse(readFileSync(join(RESULTS, `${name}.json`), 'utf8')) as Record<string, number>;
    return Object.entries(values).flatMap(([what, ms]) => {
      const goal = values[`${what}, goal`];
      return goal === undefined ? [] : [{ what, ms, goal }];
    });
  });
  const rows = times.map(({ what, ms, goal }) => [what, `${goal} ms`, `${ms} ms`, (ms / goal).toFixed(2)]);
  console.log(table(['what', 'goal', 'measured', 'ratio'], rows));
  if (times.some(({ ms, goal }) => ms > goal)) process.exitCode = 1;
}

void main();
