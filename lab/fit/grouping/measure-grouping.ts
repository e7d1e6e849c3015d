/**
 * Says how well requests are grouped by template: `npm run --prefix lab fit:grouping -- FOLDER...`, for folders of labelled logs whose truth
 * names templates. Options:
 *   --cache FOLDER  for tables and texts that were read (default: .cache/fit/logs)
 *   --only TEXT     logs whose name contains it
 *   --logs          a row each log
 * Three groupings: by whole prompts, by user messages, and as the report has it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { detect } from '../../../src/engine/pipeline/detect.ts';
import { decimal, table } from '../../../src/report/benchmark/markdown.ts';
import { mean } from '../../../src/report/benchmark/metrics.ts';
import { type Grouping, groupingOf } from './grouping-accuracy.ts';
import { labelledLogs, type LabelledLog } from '../logs/labelled-log.ts';
import { cachedLog } from '../logs/log-cache.ts';
import { ROOT } from '../logs/source-hash.ts';

/** Share of a log's requests under one system prompt from which it is the log of one assistant. */
const ONE_ASSISTANT = 0.5;
const VIEWS = ['whole prompts', 'user messages', 'report'] as const;

interface GroupedLog {
  name: string;
  oneAssistant: boolean;
  views: Record<(typeof VIEWS)[number], Grouping>;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      cache: { type: 'string', default: join(ROOT, '.cache', 'fit', 'logs') },
      only: { type: 'string', default: '' },
      logs: { type: 'boolean', default: false },
    },
  });
  const logs = positionals.flatMap(labelledLogs).filter(({ name, path }) => {
    return name.includes(values.only) && existsSync(truthOf(path));
  });
  const grouped: GroupedLog[] = [];
  for (const log of logs) {
    const one = await groupedLog(log, values.cache);
    // Where nothing has a true template there is nothing to measure.
    if (one.views.report.requests > 0) grouped.push(one);
  }
  const rowOf = (name: string, list: readonly GroupedLog[]): string[] => [
    name,
    String(list.length),
    ...VIEWS.flatMap((view) => [
      decimal(mean(list.map(({ views }) => views[view].accuracy))),
      decimal(mean(list.map(({ views }) => views[view].pairF1))),
    ]),
  ];
  const rows = [
    ...(values.logs ? grouped.map((log) => rowOf(log.name, [log])) : []),
    rowOf('all', grouped),
    rowOf(
      'one assistant',
      grouped.filter(({ oneAssistant }) => oneAssistant),
    ),
  ];
  console.log(table(['logs', 'n', ...VIEWS.flatMap((view) => [`${view}: GA`, 'pair F1'])], rows));
}

const truthOf = (path: string): string => `${path.slice(0, -'.jsonl'.length)}.truth.tsv`;

async function groupedLog(log: LabelledLog, cache: string): Promise<GroupedLog> {
  const { table: requests, views, readTexts, save } = await cachedLog(log, cache);
  const { templates } = await detect(requests, { directory: new Map(), views, readTexts, onPhase: () => undefined });
  save();
  const { line, part, system } = requests.rows;
  const truth = templatesOf(readFileSync(truthOf(log.path), 'utf8'));
  const ofRow = Array.from({ length: requests.length }, (_, row) => truth.get(line[row]!)?.[part[row]!]);
  const systems = new Map<number, number>();
  for (let row = 0; row < requests.length; row++)
    if (system[row] !== 0) systems.set(system[row]!, (systems.get(system[row]!) ?? 0) + 1);
  const by = (column: Int32Array): Grouping =>
    groupingOf(
      ofRow,
      Array.from({ length: requests.length }, (_, row) => (column[row]! < 0 ? undefined : column[row])),
    );
  return {
    name: log.name,
    oneAssistant: Math.max(0, ...systems.values()) >= ONE_ASSISTANT * requests.length,
    views: { 'whole prompts': by(views.whole), 'user messages': by(views.user), report: by(templates.ofRow) },
  };
}

/** True templates of the requests of each line, in their order; rows are `line, account, template, attack`. */
function templatesOf(rows: string): Map<number, (string | undefined)[]> {
  const found = new Map<number, (string | undefined)[]>();
  for (const row of rows.split('\n').slice(1)) {
    const [line = '', , template] = row.split('\t');
    if (line === '') continue;
    const list = found.get(Number(line));
    const own = template === '-' ? undefined : template;
    if (list) list.push(own);
    else found.set(Number(line), [own]);
  }
  return found;
}

void main();
