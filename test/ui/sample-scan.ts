/** A made-up log with what the command line says about it: the measure for what the editor shows. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/report/shape/report.ts';
import { applyTriage } from '../../src/report/triage/apply-triage.ts';
import { headlineOf } from '../../src/report/triage/headline.ts';
import { NO_TRIAGE } from '../../src/report/triage/triage.ts';
import { run } from '../harness/processes.ts';

const CLI = join(__dirname, '..', '..', 'dist', 'cli.js');

/** What the status bar says once a log was scanned, whatever was found. */
export const SCANNED = /flagged as distillation|suspected|cannot be judged/;

export interface SampleScan {
  /** Name of the log in the folder. */
  name: string;
  path: string;
  report: Report;
  /** What the report comes to, in the words of the status bar. */
  headline: string;
  /** Account of the first request on a line, lines counted from 1. */
  accountOf(line: number): string | undefined;
  /** Template of the first request on a line, empty for free text. */
  templateOf(line: number): string | undefined;
}

/** A line of the log as it is to be instead. */
export type LineChange = (line: string) => string;

/** Writes a log of some 2.5 kB a request, 6 MB when not said otherwise, into the folder and scans it there. */
export async function sampleScan(
  folder: string,
  { requests = 2500, change }: { requests?: number; change?: LineChange | undefined } = {},
): Promise<SampleScan> {
  const name = 'requests.jsonl';
  const path = join(folder, name);
  const records = join(folder, '.vscode', 'records.csv');
  const output = join(folder, '.vscode', 'report.json');
  await promptAudit('demo-log', '--requests', String(requests), '--output', path);
  if (change) writeFileSync(path, readFileSync(path, 'utf8').trimEnd().split('\n').map(change).join('\n') + '\n');
  await promptAudit('scan', path, '--output', output, '--records', records);
  const rows = new Map<number, { account: string; template: string }>();
  for (const row of readFileSync(records, 'utf8').split('\n').slice(1)) {
    const [, line, account, template] = row.split(',');
    if (line === undefined || account === undefined || template === undefined || rows.has(Number(line))) continue;
    rows.set(Number(line), { account, template });
  }
  const report = JSON.parse(readFileSync(output, 'utf8')) as Report;
  return {
    name,
    path,
    report,
    headline: headlineOf(applyTriage(report, NO_TRIAGE, '')).short,
    accountOf: (line) => rows.get(line)?.account,
    templateOf: (line) => rows.get(line)?.template,
  };
}

async function promptAudit(...args: string[]): Promise<void> {
  const { code, output } = await run(process.execPath, [CLI, ...args]);
  if (code !== 0) throw new Error(`prompt-audit ${args.join(' ')} ended with code ${code}:\n${output}`);
}
