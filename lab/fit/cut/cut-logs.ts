/**
 * Cuts labelled logs to a part of their time, as an export of a few days is of a campaign that goes on:
 *
 *   npm run --prefix lab fit:cut -- FOLDER --out FOLDER [--seed 1] [--least 0.2] [--most 0.5]
 *
 * Of each log a part is kept whose length, as a share of the log's time, is drawn between --least and --most, and whose place is
 * drawn too. An attacker who harvests nothing in it counts as unused, as `fit:dump` reads it.
 */
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Random } from '../../../src/math/random.ts';
import type { RequestTable } from '../../../src/engine/table/request-table.ts';
import { labelledLogs, type LabelledLog } from '../logs/labelled-log.ts';
import { readTable } from '../logs/read-log.ts';
import { cutTruth, cutTruthRows, type TruthText } from './cut-truth.ts';
import { spanLines, partOfSpan, type Span } from './span-lines.ts';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      least: { type: 'string', default: '0.2' },
      most: { type: 'string', default: '0.5' },
    },
  });
  const [folder, out] = [positionals[0], values.out];
  if (folder === undefined || out === undefined) throw new Error('Name two folders: FOLDER --out FOLDER');
  mkdirSync(out, { recursive: true });
  // The drawn suite says which half of the pipelines a log is of.
  if (existsSync(`${folder}.json`)) copyFileSync(`${folder}.json`, `${out}.json`);
  for (const log of labelledLogs(folder)) {
    const random = new Random('cut', Number(values.seed), log.name);
    const share = Number(values.least) + (Number(values.most) - Number(values.least)) * random.next();
    await cutLog(log, out, (times) => partOfSpan(times, share, random.next()));
  }
}

/** Writes the part of a log with its truth and directory. */
async function cutLog(log: LabelledLog, out: string, partOf: (times: Float64Array) => Span): Promise<void> {
  const table = await readTable(log.path);
  const part = partOf(table.rows.time.subarray(0, table.length));
  const lines = await copyLines(log.path, join(out, `${log.name}.jsonl`), spanLines(table, part));
  const [from, to] = [log.path.slice(0, -'.jsonl'.length), join(out, log.name)];
  const truth = JSON.parse(readFileSync(`${from}.truth.json`, 'utf8')) as TruthText;
  const seen = accountsOf(table, lines);
  if (log.generator === 'bench') {
    const rows = cutTruthRows(readFileSync(`${from}.truth.tsv`, 'utf8'), lines);
    writeFileSync(`${to}.truth.tsv`, rows.text);
    writeFileSync(`${to}.truth.json`, JSON.stringify(cutTruth(truth, seen, rows.harvest)));
  } else {
    const harvestLines = (truth.harvest_lines ?? []).filter((line) => lines.has(line));
    const harvest = countsOf(table, new Set(harvestLines));
    const renumbered = harvestLines.map((line) => lines.get(line)!);
    writeFileSync(`${to}.truth.json`, JSON.stringify({ ...cutTruth(truth, seen, harvest), harvest_lines: renumbered }));
  }
  if (log.directory !== undefined) copyFileSync(log.directory, `${to}.accounts.csv`);
  const days = (part.to - part.from) / 86_400_000;
  console.log(`${log.name}: ${days.toFixed(1)} days, ${lines.size} lines`);
}

/** Copies lines; their numbers in the part, by their numbers in the log. A line without a request goes with the one before it. */
async function copyLines(
  from: string,
  to: string,
  isKept: ReadonlyMap<number, boolean>,
): Promise<ReadonlyMap<number, number>> {
  const lines = new Map<number, number>();
  const output = createWriteStream(to);
  let [line, keep] = [0, false];
  for await (const text of createInterface({ input: createReadStream(from), crlfDelay: Infinity })) {
    line++;
    keep = isKept.get(line) ?? keep;
    if (!keep) continue;
    lines.set(line, lines.size + 1);
    if (!output.write(`${text}\n`)) await once(output, 'drain');
  }
  output.end();
  await once(output, 'finish');
  return lines;
}

const accountsOf = (table: RequestTable, lines: ReadonlyMap<number, unknown>): Set<string> =>
  new Set(countsOf(table, lines).keys());

/** Requests by account in these lines. */
function countsOf({ rows, names, length }: RequestTable, lines: { has(line: number): boolean }): Map<string, number> {
  const counts = new Map<string, number>();
  for (let row = 0; row < length; row++) {
    if (!lines.has(rows.line[row]!)) continue;
    const account = names.account.values[rows.account[row]!]!;
    counts.set(account, (counts.get(account) ?? 0) + 1);
  }
  return counts;
}

void main();
