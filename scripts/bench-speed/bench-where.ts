/**
 * Where the time of a scan goes now, and what it costs beside an earlier commit, beside a second scan, and where accounts are many:
 * `npm run bench:where`. Writes its figures into docs/performance.md between markers; all come from this one run. Options, after `--`:
 *   --commit COMMIT  the earlier commit, built from git (default: 480be8a)
 *   --sizes LIST     bytes of the logs (default: 2e8,1e9)
 *   --repeat N       runs of each program, in turn, of which the median counts (default: 2)
 *   --days LIST      logs of a folder to which another one is added (default: 30, of 20 MB at most)
 *   --accounts N     accounts with one request each (default: 1e6; 0 leaves them out)
 *   --folder FOLDER  where logs are made and kept (default: a temporary one, removed at the end)
 *   --print          prints the figures only
 *   --only-days      measures what a second scan costs and nothing else, and prints it
 */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../../src/report/benchmark/markdown.ts';
import { type LogFormat, makeLog, makeShortRecords, SOURCE } from './make-logs.ts';
import { threadShares } from './profile-shares.ts';
import { byThreads } from './thread-times.ts';
import { builtFrom, median, type Run, runNode } from './run.ts';
import { writeSection } from '../pages/performance-figures.ts';

const ROOT = join(__dirname, '..', '..');
const DAY_BYTES = 20e6;

const { values: flags } = parseArgs({
  options: {
    commit: { type: 'string', default: '480be8a' },
    sizes: { type: 'string', default: '2e8,1e9' },
    repeat: { type: 'string', default: '2' },
    days: { type: 'string', default: '30' },
    accounts: { type: 'string', default: '1e6' },
    folder: { type: 'string' },
    print: { type: 'boolean', default: false },
    'only-days': { type: 'boolean', default: false },
  },
});

/** The program as of a commit, and as it is. */
interface Programs {
  then: string;
  now: string;
}

/** One run of each program after the other, so that a busy machine slows both. */
async function inTurn(programs: Programs, args: readonly string[]): Promise<Record<keyof Programs, Run>> {
  const runs: Record<keyof Programs, Run[]> = { then: [], now: [] };
  for (let n = 0; n < Number(flags.repeat); n++)
    for (const name of ['then', 'now'] as const) runs[name].push(await runNode([programs[name], ...args]));
  const typical = (all: readonly Run[]): Run => ({
    seconds: median(all.map(({ seconds }) => seconds)),
    processor: median(all.map(({ processor }) => processor)),
    peak: median(all.map(({ peak }) => peak)),
  });
  return { then: typical(runs.then), now: typical(runs.now) };
}

async function costs(programs: Programs, logs: ReadonlyMap<string, string>, scratch: string): Promise<string> {
  const rows: string[][] = [];
  for (const [name, log] of logs) {
    const args = ['scan', log, '--quiet', '--format', 'json', '--output', join(scratch, 'report.json')];
    const { then, now } = await inTurn(programs, args);
    const cells = (of: (run: Run) => number): string[] => [
      of(then).toFixed(2),
      of(now).toFixed(2),
      (of(now) / of(then)).toFixed(2),
    ];
    rows.push([name, ...cells(({ processor }) => processor), ...cells(({ seconds }) => seconds), gb(now.peak)]);
    console.log(rows.at(-1)!.join(' | '));
  }
  const head = ['log', `processor, ${flags.commit}`, 'now', 'ratio', `clock, ${flags.commit}`, 'now', 'ratio', 'peak'];
  return table(head, rows);
}

/** One scan by a build that keeps names. */
interface Profiled {
  seconds: number;
  processor: number;
  threads: ReturnType<typeof threadShares>['threads'];
}

async function profiled(name: string, log: string, program: string, scratch: string): Promise<Profiled> {
  const profiles = join(scratch, `profiles-${name.replaceAll(/\W/g, '-')}`);
  const args = ['--cpu-prof', `--cpu-prof-dir=${profiles}`, program, 'scan', log, '--quiet', '--format', 'json'];
  const { processor } = await runNode([...args, '--output', join(scratch, 'report.json')]);
  return { processor, ...threadShares(profiles) };
}

const busyOf = ({ threads }: Profiled): number => threads.reduce((sum, thread) => sum + thread.busy, 0);

/** Shares of the threads of each scan, and over time those of the one that took longest. */
function shares(scans: ReadonlyMap<string, Profiled>): string {
  const spent = (scan: Profiled, thread: string, stage: string): number =>
    (scan.threads.find(({ name }) => name === thread)?.stages.get(stage) ?? 0) / busyOf(scan);
  const all = [...scans.values()];
  const places = new Map(
    all.flatMap(({ threads }) =>
      threads.flatMap(({ name, stages }) => [...stages.keys()].map((stage) => [`${name} ${stage}`, { name, stage }])),
    ),
  );
  const rows = [...places.values()]
    .map(({ name, stage }) => ({ name, stage, parts: all.map((scan) => spent(scan, name, stage)) }))
    .filter(({ parts }) => Math.max(...parts) >= LEAST)
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : Math.max(...b.parts) - Math.max(...a.parts)))
    .map(({ name, stage, parts }) => [name, stage, ...parts.map((part) => `${(100 * part).toFixed(0)}%`)]);
  const total = all.map((scan) => `${busyOf(scan).toFixed(1)} of ${scan.processor.toFixed(1)} s`);
  const [longest, shown] = [...scans].sort(([, a], [, b]) => b.seconds - a.seconds)[0]!;
  const width = Math.max(...shown.threads.map(({ name }) => name.length));
  return [
    'What threads are busy with, where it takes 3% or more of one of these logs; the rest of the processor time is V8’s compiler and collector beside them:',
    table(['thread', 'what', ...scans.keys()], [...rows, ['all', 'busy, of the processor time', ...total]]),
    `Threads over time, from the start to the end of ${longest} (${shown.seconds.toFixed(1)} s with the profiler); the fuller the block, the busier:`,
    ['```', ...shown.threads.map((one) => `${one.name.padEnd(width)} │${one.picture}│`), '```'].join('\n'),
  ].join('\n\n');
}

/** Share of what all threads do from which on a stage is told. */
const LEAST = 0.03;

/** What a day that is added to a folder costs, against all of it. */
async function secondScans(program: string, whole: string, scratch: string): Promise<string> {
  const counts = flags.days.split(',').map(Number);
  const bytes = Math.min(DAY_BYTES, Math.floor(fs.statSync(whole).size / (1 + Math.max(...counts))));
  const rows: string[][] = [];
  for (const days of counts) {
    const { second, full } = await secondScan(program, whole, { days, bytes, scratch });
    const cells = [second.processor, full.processor, second.seconds, full.seconds].map((seconds) => seconds.toFixed(1));
    rows.push([`${days} and one more`, ...cells, `${((100 * second.processor) / full.processor).toFixed(0)}%`]);
    console.log(rows.at(-1)!.join(' | '));
  }
  const head = [
    'logs',
    'processor, second scan',
    'full scan',
    'clock, second scan',
    'full scan',
    'share of the processor',
  ];
  return `A folder of logs of ${(bytes / 1e6).toFixed(0)} MB (LiteLLM) that was scanned with \`--incremental\`, and one more; the reports are the same bytes as those of a full scan:\n\n${table(head, rows)}`;
}

async function secondScan(
  program: string,
  whole: string,
  { days, bytes, scratch }: { days: number; bytes: number; scratch: string },
): Promise<{ second: Run; full: Run }> {
  const folder = join(scratch, `days-${days}`);
  fs.mkdirSync(folder);
  const text = Buffer.alloc(bytes);
  const log = fs.openSync(whole, 'r');
  let at = 0;
  const next = (day: number): void => {
    const lines = text.subarray(0, fs.readSync(log, text, 0, bytes, at)).lastIndexOf(0x0a) + 1;
    fs.writeFileSync(join(folder, `day-${String(day).padStart(2, '0')}.jsonl`), text.subarray(0, lines));
    at += lines;
  };
  for (let day = 1; day <= days; day++) next(day);
  const kept = process.env['XDG_CACHE_HOME'];
  process.env['XDG_CACHE_HOME'] = join(scratch, `caches-${days}`);
  const scan = (name: string, ...more: string[]): Promise<Run> =>
    runNode([program, 'scan', folder, '--quiet', '--format', 'json', '--output', join(scratch, name), ...more]);
  try {
    await scan('first.json', '--incremental');
    next(days + 1);
    const second = await scan('second.json', '--incremental');
    const full = await scan('full.json');
    const isSame = fs.readFileSync(join(scratch, 'second.json')).equals(fs.readFileSync(join(scratch, 'full.json')));
    if (!isSame) throw new Error('A second scan gives another report than a full one.');
    return { second, full };
  } finally {
    fs.closeSync(log);
    if (kept === undefined) delete process.env['XDG_CACHE_HOME'];
    else process.env['XDG_CACHE_HOME'] = kept;
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function manyAccounts(program: string, folder: string, scratch: string): Promise<string[]> {
  const accounts = Number(flags.accounts);
  if (accounts === 0) return [];
  const log = makeShortRecords(folder, accounts, accounts);
  const name = `${accounts.toLocaleString('en')} accounts with one request each`;
  try {
    const run = await runNode([program, 'scan', log, '--quiet', '--format', 'json', '--output', join(scratch, 'many')]);
    return [`${name}: ${run.seconds.toFixed(0)} s by the clock, peak memory ${gb(run.peak)}.`];
  } catch (error) {
    return [`${name}: not judged. ${String(error).slice(0, 200)}`];
  }
}

async function main(): Promise<void> {
  const scratch = fs.mkdtempSync(join(tmpdir(), 'prompt-audit-where-'));
  try {
    const folder = flags.folder ?? join(scratch, 'logs');
    fs.mkdirSync(folder, { recursive: true });
    if (flags['only-days']) {
      const size = Math.max(...flags.sizes.split(',').map(Number));
      const now = builtFrom('HEAD', join(scratch, 'now'));
      console.log(await secondScans(now, makeLog(folder, 'litellm', size), scratch));
      return;
    }
    const programs = {
      then: builtFrom(flags.commit, join(scratch, 'then')),
      now: builtFrom('HEAD', join(scratch, 'now')),
    };
    const named = builtFrom('HEAD', join(scratch, 'named'), false);
    const logs = new Map<string, string>();
    for (const size of flags.sizes.split(',').map(Number))
      for (const format of ['litellm', 'otlp'] as const satisfies LogFormat[])
        logs.set(`${format}, ${gb(size)}`, makeLog(folder, format, size));
    const parts = [setting(), await costs(programs, logs, scratch)];
    const scans = new Map<string, Profiled>();
    for (const [name, log] of logs) scans.set(name, await profiled(name, log, named, scratch));
    parts.push(shares(scans));
    const [name, log] = [...logs].at(-2)!;
    const report = join(scratch, 'threads.json');
    parts.push(await byThreads(name, [programs.now, 'scan', log, '--quiet', '--format', 'json', '--output', report]));
    parts.push(await secondScans(programs.now, log, scratch));
    parts.push(...(await manyAccounts(programs.now, folder, scratch)));
    const text = parts.join('\n\n');
    console.log(text);
    if (!flags.print) writeSection('performance.md', 'where', text);
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

function setting(): string {
  const commit = execFileSync('git', ['rev-parse', '--short=8', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
  const [first] = cpus();
  return `Commit ${commit}, Node ${process.versions.node}, ${cpus().length} processors (${first?.model.trim() ?? 'unknown'}), ${new Date().toISOString().slice(0, 10)}; logs: ${SOURCE}. ${Number(flags.repeat) === 1 ? 'One whole run of each' : `Medians of ${flags.repeat} whole runs`}, in turn, in seconds; peak is the largest resident memory.`;
}

const gb = (bytes: number): string => `${Number((bytes / 1e9).toPrecision(3))} GB`;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
