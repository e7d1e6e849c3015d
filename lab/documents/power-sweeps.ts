/**
 * Whether verdicts find sweeps by users' own questions: plants them with `power` in labelled logs, by requests an account and by accounts:
 * `npm run --prefix lab sweeps:power -- FOLDER...`. One row a kind: accounts that are accused, of those planted in all logs of all folders.
 * An account asks at most so many questions as the log has of the assistant that most of its users have.
 */
import { measurePower, powerCells, type PowerResult } from '../../src/engine/power/power.ts';
import { share, table } from '../../src/report/benchmark/markdown.ts';
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
  const results: PowerResult[] = [];
  for (const log of folders.flatMap(labelledLogs)) {
    const result = await measurePower([log.path], { cells, trials: TRIALS, workers: 0 });
    results.push(result);
    const found = result.cells.reduce((sum, { accounts }) => sum + accounts.found, 0);
    console.error(
      `${log.name}: ${found} found, ${result.cost.accused.found} others accused in ${result.cost.rounds} rounds`,
    );
  }
  const rows = cells.map(({ id, knobs }) => {
    const own = results.map((one) => one.cells.find((cell) => cell.id === id)!.accounts);
    const sum = (of: 'found' | 'of'): number => own.reduce((all, one) => all + one[of], 0);
    return [String(knobs.accounts), String(knobs.requests), share(sum('found'), sum('of'))];
  });
  console.log(table(['accounts', 'requests each', 'accused'], rows));
}

void main(process.argv.slice(2));
