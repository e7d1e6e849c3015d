/**
 * Follows a log that is rotated, cut and written by attackers, for as long as asked: `npm run soak -- --minutes 30`.
 *
 * Every so often the writer rests until the follower has caught up. Then each file is counted by hand: every line must be a
 * record, rejected or skipped, and every good line a request. At the end memory must be where it was after the start.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { buildCli } from '../test/fixtures/built-cli.ts';
import { Random } from '../src/math/random.ts';
import { countLines, FAULTS, HostileWriter } from '../test/soak/hostile-writer.ts';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Pause of the writer between two batches, in ms. */
const BEAT = 200;
const CHECK_EVERY = 60_000;
/** Longest time the follower may take to catch up, in ms. */
const PATIENCE = 240_000;

interface FileCounts {
  path: string;
  lines: number;
  records: number;
  rejected: number;
  skipped: number;
  requests: number;
}

interface Seen {
  at: number;
  files: FileCounts[];
  explained: boolean;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' } },
  });
  const minutes = Number(values.minutes);
  const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-soak-'));
  const log = join(folder, 'gateway.jsonl');
  writeFileSync(log, '');
  const random = new Random(Number(values.seed));
  const writer = new HostileWriter(log, random);
  writer.write(2000);
  const follower = await startFollower(folder, log);
  const memory: number[] = [];
  const problems: string[] = [];
  let checks = 0;
  let checked = 0;
  const end = Date.now() + minutes * 60_000;
  let nextCheck = Date.now() + CHECK_EVERY;
  try {
    while (Date.now() < end && follower.isRunning() && problems.length === 0) {
      writer.write(1 + random.below(120));
      if (random.below(12) === 0) writer.fault(random.pick(FAULTS));
      await sleep(BEAT);
      if (Date.now() < nextCheck) continue;
      const found = await check(log, follower);
      problems.push(...found.problems);
      checks++;
      checked += found.lines;
      memory.push(follower.memory());
      console.log(
        `${String(checks).padStart(3)}  ${writer.lines} lines written, ${writer.rotations} rotations, ${follower.reports()} reports, ${memory.at(-1)} MB`,
      );
      nextCheck = Date.now() + CHECK_EVERY;
    }
    if (!follower.isRunning()) problems.push(`The follower ended:\n${follower.errors()}`);
    problems.push(...flat(memory));
    console.log(
      `${minutes} minutes: ${writer.lines} lines written, ${writer.rotations} rotations, ${follower.reports()} reports, ${checks} counts of ${checked} lines, memory ${memory.join(' ')} MB, lines unexplained: ${problems.length === 0 ? 0 : 'see below'}`,
    );
    if (problems.length > 0) throw new Error([...problems, follower.errors()].join('\n'));
  } finally {
    await follower.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The command line as it ships, in a process of its own. */
async function startFollower(folder: string, log: string) {
  const cli = await buildCli(mkdtempSync(join(folder, 'bin-')));
  const args = [cli, 'scan', '--follow', log, '--format', 'json', '--keep', '20000', '--workers', '1'];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let seen: Seen | undefined;
  let reports = 0;
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-1000)));
  createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', (line) => {
    const { inputs } = JSON.parse(line) as { inputs: FileCounts & { files: FileCounts[] } };
    reports++;
    const explained = [inputs, ...inputs.files].every((one) => one.lines === one.records + one.rejected + one.skipped);
    seen = { at: Date.now(), files: inputs.files, explained };
  });
  return {
    seen: () => seen,
    reports: () => reports,
    errors: () => errors,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    /** Resident memory in MB. */
    memory: () =>
      Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      await Promise.race([ended, sleep(20_000)]);
      child.kill('SIGKILL');
    },
  };
}

type Follower = Awaited<ReturnType<typeof startFollower>>;

/** Waits until a report covers everything that is on disk, and says what does not add up. */
async function check(log: string, follower: Follower): Promise<{ lines: number; problems: string[] }> {
  const onDisk = countFiles(log);
  const deadline = Date.now() + PATIENCE;
  let problems: string[] = ['There was no report.'];
  while (Date.now() < deadline && follower.isRunning()) {
    await sleep(250);
    const seen = follower.seen();
    if (seen === undefined) continue;
    problems = differences(onDisk, seen);
    if (problems.length === 0) break;
  }
  return { lines: [...onDisk.values()].reduce((sum, { lines }) => sum + lines, 0), problems };
}

/** The log and what was rotated out of it. */
function countFiles(log: string): Map<string, { lines: number; good: number }> {
  const files = readdirSync(dirname(log)).filter((name) => name.startsWith(basename(log)));
  return new Map(
    files.map((name) => {
      const bytes = readFileSync(join(dirname(log), name));
      return [
        join(dirname(log), name),
        countLines((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1')),
      ];
    }),
  );
}

function differences(
  onDisk: ReadonlyMap<string, { lines: number; good: number }>,
  { files, explained }: Seen,
): string[] {
  const problems = explained ? [] : ['Lines of a report are neither records nor rejected nor skipped.'];
  for (const [path, { lines, good }] of onDisk) {
    if (lines === 0) continue;
    const file = files.find((one) => one.path === path);
    if (file === undefined) problems.push(`${path} is not in the report.`);
    else if (file.lines !== lines) problems.push(`${path} has ${lines} lines, the report ${file.lines}.`);
    else if (file.requests < good)
      problems.push(`${path} has ${good} good lines, the report ${file.requests} requests.`);
  }
  for (const { path } of files) if (!existsSync(path)) problems.push(`${path} is in the report and not there.`);
  return problems;
}

/** Memory after the start against memory at the end: medians, because a collection may be due at any moment. */
function flat(memory: readonly number[]): string[] {
  const settled = memory.slice(2);
  if (settled.length < 6) return [];
  const third = Math.floor(settled.length / 3);
  const [first, last] = [median(settled.slice(0, third)), median(settled.slice(-third))];
  return last > first * 1.25 + 20 ? [`Memory grew from ${first} to ${last} MB.`] : [];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
