/**
 * Measures reading at speed and writes the figures into docs/performance.md between markers: `npm run bench:speed`.
 * Makes its own logs. All contenders run in turn in the same run, so that a busy machine slows all of them: the ratios
 * count. Options, after `--`:
 *   --commit COMMIT  the earlier commit that is built from git and runs beside (default: 480be8a)
 *   --sizes LIST     bytes of the logs (default: 1e9,1e10; a log is there at a time, which takes 14 GB of disk)
 *   --formats LIST   of litellm, otlp, bedrock and litellm.gz, packed with gzip (default: all)
 *   --repeat N       runs of each contender, of which the median counts (default: 3)
 *   --records N      short records of 25,000 accounts (default: 13e6; 0 leaves them out)
 *   --folder FOLDER  where logs are made and all of them kept (default: a temporary one, in which each is removed once it is measured)
 *   --print          prints the figures only
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addTo } from '../../src/math/lists/many.ts';
import { table } from '../../src/report/benchmark/markdown.ts';
import { writeSection } from '../pages/performance-figures.ts';
import { type LogFormat, makeLog, makeShortRecords, packed, sizeOf, SOURCE } from './make-logs.ts';
import { builtFrom, median, type Run, runNode, runShell } from './run.ts';

const ACCOUNTS = 25_000;
/** Bytes of a short record, and size of a packed log as a share of its text: what room is asked for. */
const [RECORD_BYTES, PACKED] = [410, 0.35];

const { values: flags } = parseArgs({
  options: {
    commit: { type: 'string', default: '480be8a' },
    sizes: { type: 'string', default: '1e9,1e10' },
    formats: { type: 'string', default: 'litellm,otlp,litellm.gz,bedrock' },
    repeat: { type: 'string', default: '3' },
    records: { type: 'string', default: '13e6' },
    folder: { type: 'string' },
    print: { type: 'boolean', default: false },
  },
});

/** What runs in turn, in the order of the columns, with their heads. */
const HEADS = { now: 'audit', then: flags.commit, duckdb: 'DuckDB', parse: '`JSON.parse`', jq: 'jq' };
type Shown = keyof typeof HEADS;
const SHOWN = Object.keys(HEADS) as Shown[];
/** Besides, one scan with one reader, of logs that are no larger. */
type Contender = Shown | 'alone';
const LARGEST_ALONE = 2e9;

/** The program as it is and as it was, both as they ship. */
type Programs = Record<'now' | 'then', string>;

interface Measured {
  name: string;
  /** Of the log's text, also where it is packed. */
  bytes: number;
  runs: Record<Shown, Run> & { alone?: Run };
}

async function main(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'prompt-audit-speed-'));
  const folder = flags.folder ?? scratch;
  mkdirSync(folder, { recursive: true });
  try {
    const sizes = flags.sizes.split(',').map(Number);
    const needed = Math.max(...sizes.map((size) => size * (1 + PACKED)), RECORD_BYTES * Number(flags.records));
    const { bavail, bsize } = statfsSync(folder);
    if (flags.folder === undefined && bavail * bsize < needed)
      throw new Error(`${folder} needs ${gb(needed)} of room; give another --folder or smaller --sizes.`);
    const programs = {
      now: builtFrom('HEAD', join(scratch, 'now')),
      then: builtFrom(flags.commit, join(scratch, 'then')),
    };
    const text = await measureAll(programs, folder, sizes);
    console.log(`\n${text}\n`);
    if (!flags.print) writeSection('performance.md', 'speed', text);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function measureAll(programs: Programs, folder: string, sizes: readonly number[]): Promise<string> {
  const measured: Measured[] = [];
  for (const kind of flags.formats.split(',')) {
    const [format, isPacked] = [kind.replace('.gz', '') as LogFormat, kind.endsWith('.gz')];
    for (const size of sizes) {
      const text = makeLog(folder, format, size);
      const log = isPacked ? await packed(text) : text;
      const name = `${format}, ${gb(size)}${isPacked ? ', gzip' : ''}`;
      const bytes = sizeOf(text);
      const runs = await measure(programs, log, format, name, bytes <= LARGEST_ALONE);
      measured.push({ name, bytes, runs });
      if (flags.folder === undefined) for (const file of new Set([log, text])) rmSync(file);
    }
  }
  const short = Number(flags.records) > 0 ? await measureShort(programs, folder, Number(flags.records)) : '';
  const parts = [setting(), clockTable(measured), processorTable(measured), memoryTable(measured), short];
  return [...parts, await startUp(programs)].filter(Boolean).join('\n\n');
}

/** Arguments of a scan of a log that writes its report next to it. */
const scanOf = (program: string, log: string, report: string, ...more: readonly string[]): string[] => {
  const output = join(log, '..', report);
  return [program, 'scan', log, '--quiet', '--format', 'json', '--output', output, ...more];
};

/** The contenders in turn, again and again, so that none has the quiet hour to itself. */
async function measure(
  programs: Programs,
  log: string,
  format: LogFormat,
  name: string,
  isAlone: boolean,
): Promise<Measured['runs']> {
  const script = (file: string, ...args: string[]): Promise<Run> => runNode([join(__dirname, file), ...args, log]);
  const read = log.endsWith('.gz') ? `gzip -dc '${log}'` : `cat '${log}'`;
  const contenders: Partial<Record<Contender, () => Promise<Run>>> = {
    now: () => runNode(scanOf(programs.now, log, 'report.json')),
    then: () => runNode(scanOf(programs.then, log, 'report-then.json')),
    duckdb: () => script('query.js', format),
    parse: () => script('parse-lines.js'),
    // Halves of surrogate pairs end jq where it reads the text itself.
    jq: () => runShell(`${read} | jq -R 'fromjson? | length' > /dev/null`),
    ...(isAlone && { alone: () => runNode(scanOf(programs.now, log, 'report-alone.json', '--workers', '1')) }),
  };
  // Whoever comes first would pay for the disk.
  await runShell(`cat '${log}' > /dev/null`);
  const all = new Map<Contender, Run[]>();
  for (let round = 0; round < Number(flags.repeat); round++) {
    for (const [key, contender] of Object.entries(contenders) as [Contender, () => Promise<Run>][]) {
      const run = await contender();
      addTo(all, key, run);
      console.log(`${name}: ${key} ${run.seconds.toFixed(2)} s, ${run.processor.toFixed(2)} s of processor time`);
    }
  }
  const report = (file: string): Buffer => readFileSync(join(log, '..', file));
  if (isAlone && !report('report.json').equals(report('report-alone.json')))
    throw new Error(`${name}: one reader gives another report.`);
  const typical = (runs: readonly Run[]): Run => ({
    seconds: median(runs.map(({ seconds }) => seconds)),
    peak: Math.max(...runs.map(({ peak }) => peak)),
    processor: median(runs.map(({ processor }) => processor)),
  });
  return Object.fromEntries([...all].map(([key, own]) => [key, typical(own)])) as Measured['runs'];
}

async function measureShort({ now }: Programs, folder: string, records: number): Promise<string> {
  const log = makeShortRecords(folder, ACCOUNTS, records);
  const { seconds, peak } = await runNode(scanOf(now, log, 'report.json'));
  return `${ACCOUNTS.toLocaleString('en')} accounts with ${records.toLocaleString('en')} short records (${gb(sizeOf(log))}): ${seconds.toFixed(1)} s, peak memory ${gb(peak)} (aim: 1.6 GB).`;
}

async function startUp({ now }: Programs): Promise<string> {
  const version: number[] = [];
  const nothing: number[] = [];
  for (let round = 0; round < 15; round++) {
    version.push((await runNode([now, '--version'])).seconds);
    nothing.push((await runNode(['-e', '0'])).seconds);
  }
  const more = 1000 * (median(version) - median(nothing));
  return `\`prompt-audit --version\` takes ${more.toFixed(0)} ms more than \`node -e 0\` (aim: 100 ms).`;
}

function setting(): string {
  const [first] = cpus();
  const runs = Number(flags.repeat) === 1 ? 'one run of each' : `medians of ${flags.repeat} runs`;
  return (
    `${cpus().length} processors (${first?.model.trim() ?? 'unknown'}), ${gb(totalmem())} of memory, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}, ` +
    `${runs}, in turn; logs: ${SOURCE}. Times are those of whole processes, from start to exit, in seconds.`
  );
}

function clockTable(rows: readonly Measured[]): string {
  const head = ['by the clock', ...Object.values(HEADS), `audit / ${flags.commit}`, 'audit / DuckDB', 'audit, MB/s'];
  return table(
    head,
    rows.map(({ name, bytes, runs }) => [
      name,
      ...SHOWN.map((key) => runs[key].seconds.toFixed(2)),
      (runs.now.seconds / runs.then.seconds).toFixed(2),
      (runs.now.seconds / runs.duckdb.seconds).toFixed(2),
      (bytes / 1e6 / runs.now.seconds).toFixed(0),
    ]),
  );
}

/** Processor time, which other programs on the machine disturb less than the clock. */
function processorTable(rows: readonly Measured[]): string {
  const busy = ({ processor, seconds }: Run): string =>
    `${((100 * processor) / (seconds * cpus().length)).toFixed(0)}%`;
  const head = [
    'processor time',
    ...Object.values(HEADS),
    `audit / ${flags.commit}`,
    'processors busy, audit',
    flags.commit,
  ];
  return table(
    head,
    rows.map(({ name, runs }) => [
      name,
      ...SHOWN.map((key) => runs[key].processor.toFixed(2)),
      (runs.now.processor / runs.then.processor).toFixed(2),
      busy(runs.now),
      busy(runs.then),
    ]),
  );
}

function memoryTable(rows: readonly Measured[]): string {
  const nodes = SHOWN.filter((key) => key !== 'jq');
  const heads = nodes.map((key) => HEADS[key]);
  const head = ['peak memory, and with one reader', ...heads, 'clock, one reader', 'processor time', 'peak memory'];
  return table(
    head,
    rows.map(({ name, runs }) => [
      name,
      ...nodes.map((key) => gb(runs[key].peak)),
      ...(runs.alone === undefined
        ? ['-', '-', '-']
        : [runs.alone.seconds.toFixed(2), runs.alone.processor.toFixed(2), gb(runs.alone.peak)]),
    ]),
  );
}

const gb = (bytes: number): string => `${Number((bytes / 1e9).toPrecision(3))} GB`;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
