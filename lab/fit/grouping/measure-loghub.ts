/**
 * Says how well lines of software are grouped by the event that wrote them: `npm run --prefix lab fit:loghub -- FOLDER`, for a copy of
 * https://github.com/logpai/loghub or any folder that holds its NAME/NAME_2k.log_structured.csv. One line is one prompt of one clause.
 * Lines without a template are grouped twice: those with the same clauses (a clause's numbers do not count), as an event
 * that fills in nothing is; and each alone, so that templates alone are measured.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decimal, table } from '../../../src/report/benchmark/markdown.ts';
import { mean } from '../../../src/report/benchmark/metrics.ts';
import { scan } from '../../../src/engine/ingest/scan.ts';
import { templateViews } from '../../../src/engine/templates/views/template-views.ts';
import { type Grouping, groupingOf } from './grouping-accuracy.ts';
import { labelledLines, requestsOf } from './loghub-lines.ts';

const WAYS = ['same clauses', 'alone'] as const;

async function main(): Promise<void> {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('Name a folder with the sets of Loghub');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('_2k.log_structured.csv'))
    .sort();
  const scratch = mkdtempSync(join(tmpdir(), 'loghub-'));
  const found: { name: string; groupings: Record<(typeof WAYS)[number], Grouping> }[] = [];
  try {
    for (const file of files) {
      const name = file.split(/[\\/]/).at(-1)!.split('_')[0]!;
      found.push({ name, groupings: await groupingsIn(join(folder, file), join(scratch, `${name}.jsonl`)) });
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
  const figures = (list: typeof found): string[] =>
    WAYS.flatMap((way) => [
      decimal(mean(list.map(({ groupings }) => groupings[way].accuracy))),
      decimal(mean(list.map(({ groupings }) => groupings[way].pairF1))),
    ]);
  const rows = found.map((one) => [one.name, String(one.groupings.alone.requests), ...figures([one])]);
  console.log(
    table(
      ['set', 'lines', ...WAYS.flatMap((way) => [`${way}: GA`, 'pair F1'])],
      [...rows, ['mean', '', ...figures(found)]],
    ),
  );
}

async function groupingsIn(file: string, log: string): Promise<Record<(typeof WAYS)[number], Grouping>> {
  const lines = labelledLines(readFileSync(file, 'utf8'));
  writeFileSync(log, requestsOf(lines));
  const read = await scan([log], { workers: 0 });
  const requests = read.table.finish(false);
  await read.release();
  const { whole } = templateViews(requests);
  const { line } = requests.rows;
  const events = Array.from(whole, (_, row) => lines[line[row]! - 1]!.event);
  const by = (untold: (row: number) => string | undefined): Grouping =>
    groupingOf(
      events,
      Array.from(whole, (template, row) => (template < 0 ? untold(row) : template)),
    );
  return { 'same clauses': by((row) => [...requests.clausesOf(row)].join()), alone: by(() => undefined) };
}

void main();
