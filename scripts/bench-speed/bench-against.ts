/**
 * What a scan costs beside an earlier commit: `npm run bench:against -- --commit COMMIT`. Both this commit and that are built from git, and
 * scan the same logs in turn. Prints a table. Options:
 *   --bytes N        bytes of each log (default: 200e6)
 *   --repeat N       runs of each program, of which the median counts (default: 3)
 *   --workers N      reader threads (default: 1)
 *   --folder FOLDER  where logs are made and kept (default: a temporary one, removed at the end)
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../../src/report/benchmark/markdown.ts';
import { makeLog } from './make-logs.ts';
import { builtFrom, median, type Run, runNode } from './run.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      commit: { type: 'string' },
      bytes: { type: 'string', default: '200e6' },
      repeat: { type: 'string', default: '3' },
      workers: { type: 'string', default: '1' },
      folder: { type: 'string' },
    },
  });
  if (values.commit === undefined) throw new Error('Which commit? Name it with --commit.');
  const scratch = mkdtempSync(join(tmpdir(), 'prompt-audit-against-'));
  try {
    const folder = values.folder ?? join(scratch, 'logs');
    mkdirSync(folder, { recursive: true });
    const programs = {
      then: builtFrom(values.commit, join(scratch, 'then')),
      now: builtFrom('HEAD', join(scratch, 'now')),
    };
    const rows: string[][] = [];
    for (const format of ['litellm', 'otlp'] as const) {
      const log = makeLog(folder, format, Number(values.bytes));
      const runs: Record<keyof typeof programs, Run[]> = { then: [], now: [] };
      for (let n = 0; n < Number(values.repeat); n++)
        for (const name of ['then', 'now'] as const)
          runs[name].push(
            await runNode([programs[name], 'scan', log, '--quiet', '--json', '--workers', values.workers]),
          );
      for (const [what, unit] of [
        ['processor', 'processor s'],
        ['seconds', 's'],
      ] as const) {
        const of = (name: keyof typeof programs): number => median(runs[name].map((run) => run[what]));
        rows.push([format, unit, of('then').toFixed(2), of('now').toFixed(2), (of('now') / of('then')).toFixed(2)]);
      }
    }
    console.log(table(['log', '', values.commit, 'now', 'ratio'], rows));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

void main();
