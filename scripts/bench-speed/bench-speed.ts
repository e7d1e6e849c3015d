/**
 * Measures reading at speed and writes the figures into docs/performance.md between markers: `npm run bench:speed`.
 * Makes its own logs. All contenders run in turn in the same run, so that a busy machine slows all of them: the ratios
 * count. Options, after `--`:
 *   --sizes LIST     bytes of the logs (default: 1e9,1e10; a log is there at a time, which takes 14 GB of disk)
 *   --formats LIST   of litellm, otlp (default: both)
 *   --packed LIST    sizes that are also measured packed with gzip (default: 1e9,1e10)
 *   --alone LIST     sizes that are also measured with one reader, and with two scans at once (default: 1e9,1e10)
 *   --repeat N       runs of each contender, of which the median counts (default: 3)
 *   --records N      short records of 25,000 accounts (default: 13e6; 0 leaves them out)
 *   --folder FOLDER  where logs are made and all of them kept (default: a temporary one, in which each is removed once it is measured)
 *   --print          prints the figures only
 * Longer than 250 lines: it is one report from top to bottom.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type LogFormat, makeLog, makeShortRecords, packed, sizeOf, SOURCE } from './make-logs.ts';
import { median, type Run, runNode, runShell } from './run.ts';
import { writeSection } from '../pages/performance-figures.ts';
import { node } from '../tools.ts';

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'dist', 'cli.js');
const ACCOUNTS = 25_000;
/** Bytes of a short record, and size of a packed log as a share of its text: what room is asked for. */
const [RECORD_BYTES, PACKED] = [410, 0.35];

const { values: flags } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1e9,1e10' },
    formats: { type: 'string', default: 'litellm,otlp' },
    packed: { type: 'string', default: '1e9,1e10' },
    alone: { type: 'string', default: '1e9,1e10' },
    repeat: { type: 'string', default: '3' },
    records: { type: 'string', default: '13e6' },
    folder: { type: 'string' },
    print: { type: 'boolean', default: false },
  },
});

interface Measured {
  name: string;
  bytes: number;
  audit: Run;
  duckdb: Run;
  parse: Run;
  count: Run;
  /** One scan with one reader, and two of them at the same time that know nothing of each other; absent where that is not measured. */
  scaling?: { alone: Run; pair: Run };
}

const sizesIn = (list: string): number[] => (list === '' ? [] : list.split(',').map(Number));

async function main(): Promise<void> {
  if ((await node([join(ROOT, 'esbuild.js'), '--production'])) !== 0) throw new Error('The build failed.');
  const folder = flags.folder ?? mkdtempSync(join(tmpdir(), 'prompt-audit-speed-'));
  mkdirSync(folder, { recursive: true });
  const sizes = sizesIn(flags.sizes);
  const records = RECORD_BYTES * Number(flags.records);
  const needed =
    flags.folder === undefined
      ? Math.max(...sizes.map((size) => size * (1 + PACKED)), records)
      : flags.formats.split(',').length * sizes.reduce((sum, size) => sum + size, PACKED * Math.max(...sizes)) +
        records;
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < needed)
    throw new Error(`${folder} needs ${gb(needed)} of room; give another --folder or smaller --sizes.`);
  try {
    const text = await measureAll(folder, sizes);
    console.log(`\n${text}\n`);
    if (!flags.print) writeSection('performance.md', 'speed', text);
  } finally {
    if (flags.folder === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function measureAll(folder: string, sizes: readonly number[]): Promise<string> {
  const measured: Measured[] = [];
  const packedSizes = sizesIn(flags.packed);
  const scaled = sizesIn(flags.alone);
  for (const format of flags.formats.split(',') as LogFormat[]) {
    for (const size of sizes) {
      const log = makeLog(folder, format, size);
      const isScaled = scaled.includes(size);
      measured.push(await measure(log, format, `${format}, ${gb(size)}`, isScaled));
      if (packedSizes.includes(size)) {
        const small = await packed(log);
        measured.push({ ...(await measure(small, format, `${format}, ${gb(size)}, gzip`, isScaled)), bytes: size });
        rmSync(small);
      }
      if (flags.folder === undefined) rmSync(log);
    }
  }
  const short = Number(flags.records) > 0 ? await measureShort(folder, Number(flags.records)) : '';
  return [
    setting(),
    ratioTable(measured),
    processorTable(measured),
    growthTable(measured),
    scalingTable(measured),
    short,
    await startUp(),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** The contenders in turn, again and again, so that none has the quiet hour to itself. */
async function measure(log: string, format: LogFormat, name: string, isScaled: boolean): Promise<Measured> {
  const scan = (workers: number, out: string): Promise<Run> =>
    runNode([
      CLI,
      'scan',
      log,
      '--quiet',
      '--workers',
      `${workers}`,
      '--format',
      'json',
      '--output',
      join(log, '..', out),
    ]);
  const script = (file: string, ...args: string[]): Promise<Run> => runNode([join(__dirname, file), ...args, log]);
  const pair = async (): Promise<Run> => {
    const [one, two] = await Promise.all([scan(1, 'report-1.json'), scan(1, 'report-2.json')]);
    return {
      seconds: Math.max(one.seconds, two.seconds),
      peak: one.peak + two.peak,
      processor: one.processor + two.processor,
    };
  };
  const contenders: Record<string, () => Promise<Run>> = {
    count: () => runShell(log.endsWith('.gz') ? `gzip -dc '${log}' | wc -l` : `wc -l '${log}'`),
    audit: () => scan(2, 'report.json'),
    duckdb: () => script('query.js', format),
    parse: () => script('parse-lines.js'),
    ...(isScaled && { alone: () => scan(1, 'report-1.json'), pair }),
  };
  const runs = Object.fromEntries(Object.keys(contenders).map((key) => [key, [] as Run[]]));
  for (let round = 0; round < Number(flags.repeat); round++) {
    for (const [key, contender] of Object.entries(contenders)) {
      const run = await contender();
      runs[key]!.push(run);
      console.log(`${name}: ${key} ${run.seconds.toFixed(2)} s`);
    }
  }
  const report = (file: string): Buffer => readFileSync(join(log, '..', file));
  if (isScaled && !report('report.json').equals(report('report-1.json')))
    throw new Error(`${name}: one and two readers give different reports.`);
  const of = (key: string): Run => ({
    seconds: median(runs[key]!.map(({ seconds }) => seconds)),
    peak: Math.max(...runs[key]!.map(({ peak }) => peak)),
    processor: median(runs[key]!.map(({ processor }) => processor)),
  });
  return {
    name,
    bytes: sizeOf(log),
    audit: of('audit'),
    duckdb: of('duckdb'),
    parse: of('parse'),
    count: of('count'),
    ...(isScaled && { scaling: { alone: of('alone'), pair: of('pair') } }),
  };
}

async function measureShort(folder: string, records: number): Promise<string> {
  const log = makeShortRecords(folder, ACCOUNTS, records);
  const run = await runNode([
    CLI,
    'scan',
    log,
    '--quiet',
    '--workers',
    '2',
    '--format',
    'json',
    '--output',
    join(folder, 'report.json'),
  ]);
  return `${ACCOUNTS.toLocaleString('en')} accounts with ${records.toLocaleString('en')} short records (${gb(sizeOf(log))}): ${run.seconds.toFixed(1)} s, peak memory ${gb(run.peak)} (target: 3 GB).`;
}

async function startUp(): Promise<string> {
  const version: number[] = [];
  const nothing: number[] = [];
  for (let round = 0; round < 15; round++) {
    version.push((await runNode([CLI, '--version'])).seconds);
    nothing.push((await runNode(['-e', '0'])).seconds);
  }
  const more = 1000 * (median(version) - median(nothing));
  return `\`prompt-audit --version\` takes ${more.toFixed(0)} ms more than \`node -e 0\` (target: 100 ms).`;
}

function setting(): string {
  const [first] = cpus();
  return (
    `${cpus().length} processors (${first?.model.trim() ?? 'unknown'}), ${gb(totalmem())} of memory, Node ${process.versions.node}, ` +
    `median of ${flags.repeat}; logs: ${SOURCE}. Times are those of whole processes, from start to exit, in seconds.`
  );
}

function ratioTable(rows: readonly Measured[]): string {
  return table(
    [
      'log',
      'audit, 2 readers',
      'DuckDB, 2 threads',
      '`JSON.parse`, 1 thread',
      '`wc -l`',
      'audit / DuckDB (≤ 1.0)',
      'audit / `JSON.parse` (≤ 0.5)',
      'audit, MB/s',
    ],
    rows.map(({ name, bytes, audit, duckdb, parse, count }) => [
      name,
      ...[audit, duckdb, parse, count].map(({ seconds }) => seconds.toFixed(2)),
      (audit.seconds / duckdb.seconds).toFixed(2),
      (audit.seconds / parse.seconds).toFixed(2),
      (bytes / 1e6 / audit.seconds).toFixed(0),
    ]),
  );
}

/** Processor time, which other programs on the machine disturb less than the clock. */
function processorTable(rows: readonly Measured[]): string {
  return table(
    ['log', 'audit, processor time', 'DuckDB', '`JSON.parse`', 'audit / DuckDB', 'audit / `JSON.parse`'],
    rows.map(({ name, audit, duckdb, parse }) => [
      name,
      ...[audit, duckdb, parse].map(({ processor }) => processor.toFixed(2)),
      (audit.processor / duckdb.processor).toFixed(2),
      (audit.processor / parse.processor).toFixed(2),
    ]),
  );
}

/** The largest log of each kind against the smallest. */
function growthTable(rows: readonly Measured[]): string {
  const kinds = new Map<string, Measured[]>();
  for (const row of rows) {
    const kind = row.name.replace(/, [^,]* GB/, '');
    kinds.set(kind, [...(kinds.get(kind) ?? []), row]);
  }
  return table(
    [
      'log',
      'time, large / small',
      'size, large / small',
      'peak memory, small',
      'peak memory, large (≤ 1.2 GB at 10 GB)',
      'memory, large / small (≤ 1.3)',
    ],
    [...kinds].flatMap(([kind, own]) => {
      const [small, large] = [own[0]!, own.at(-1)!];
      if (small === large) return [];
      return [
        [
          kind,
          (large.audit.seconds / small.audit.seconds).toFixed(2),
          (large.bytes / small.bytes).toFixed(1),
          gb(small.audit.peak),
          gb(large.audit.peak),
          (large.audit.peak / small.audit.peak).toFixed(2),
        ],
      ];
    }),
  );
}

/** From one reader to two, against what two scans that know nothing of each other gain on this machine. */
function scalingTable(rows: readonly Measured[]): string {
  return table(
    [
      'log',
      '1 reader',
      '2 readers',
      'two scans at once',
      'speed-up',
      'ceiling of the machine',
      'speed-up / ceiling (≥ 0.9)',
    ],
    rows.flatMap(({ name, audit, scaling }) => {
      if (scaling === undefined) return [];
      const { alone, pair } = scaling;
      const gain = alone.seconds / audit.seconds;
      const ceiling = (2 * alone.seconds) / pair.seconds;
      const times = [alone, audit, pair].map(({ seconds }) => seconds.toFixed(2));
      return [[name, ...times, gain.toFixed(2), ceiling.toFixed(2), (gain / ceiling).toFixed(2)]];
    }),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

const gb = (bytes: number): string => `${Number((bytes / 1e9).toPrecision(3))} GB`;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
