/**
 * Whether verdicts find sweeps by users' own questions: plants them with `power` in labelled logs, by requests an account and by accounts:
 * `npm run --prefix lab sweeps:power -- FOLDER...`. One row a kind and one column a folder: accounts that are accused, of
 * those planted, and in the last row accounts of the log that are accused with them and not without.
 * An account asks at most so many questions as the log has of the assistant that most of its users have.
 */
import { basename } from 'node:path';
import { measurePower, powerCells, type PowerResult } from '../../src/engine/power/power.ts';
import { table } from '../../src/report/benchmark/markdown.ts';
import { labelledLogs } from '../fit/logs/labelled-log.ts';

const EACH = [20, 50, 100, 200, 500];
const GROUPS = [1, 5, 20];
const TRIALS = 2;

const borrowed = powerCells(true).find(({ id }) => id === 'borrowed')!;
const cells = GROUPS.flatMap((accounts) =>
  EACH.map((requests) => ({
    ...borrowed,
    id: `${accounts} of ${requests}`,
    knobs: { ...borrowed.knobs, accounts, requests, mixing: 0 },
  })),
);

async function main(folders: readonly string[]): Promise<void> {
  const worlds: PowerResult[][] = [];
  for (const folder of folders) {
    const results: PowerResult[] = [];
    for (const log of labelledLogs(folder)) {
      const result = await measurePower([log.path], { cells, trials: TRIALS, workers: 0 });
      results.push(result);
      const found = result.cells.reduce((sum, { accounts }) => sum + accounts.found, 0);
      console.error(`${log.name}: ${found} found, ${result.cost.accused.found} others accused`);
    }
    worlds.push(results);
  }
  const rows = cells.map(({ id, knobs }) => {
    const found = worlds.map((results) => {
      const own = results.map((one) => one.cells.find((cell) => cell.id === id)!.accounts);
      const sum = (of: 'found' | 'of'): number => own.reduce((all, one) => all + one[of], 0);
      return `${sum('found')} of ${sum('of')}`;
    });
    return [String(knobs.accounts), String(knobs.requests), ...found];
  });
  const cost = worlds.map((results) => {
    const sum = (of: 'found' | 'of'): number => results.reduce((all, { cost: { accused } }) => all + accused[of], 0);
    return `${sum('found')} of ${sum('of')}`;
  });
  const names = folders.map((folder) => basename(folder));
  console.log(table(['accounts', 'requests each', ...names], [...rows, ['others', 'accused with them', ...cost]]));
}

void main(process.argv.slice(2));
