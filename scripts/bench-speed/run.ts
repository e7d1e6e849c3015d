import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One run of a program, from start to exit. */
export interface Run {
  seconds: number;
  /** Largest resident memory in bytes; 0 for a line of the shell. */
  peak: number;
  /** Seconds of processor time over all threads. */
  processor: number;
}

const ROOT = join(__dirname, '..', '..');
const PEAK = join(__dirname, 'peak.js');

/**
 * Runs a script with this Node and measures it.
 * @throws when it fails, with what it wrote
 */
export async function runNode(args: readonly string[]): Promise<Run> {
  const scratch = mkdtempSync(join(tmpdir(), 'peak-'));
  const file = join(scratch, 'peak');
  try {
    const seconds = await run(process.execPath, ['--require', PEAK, ...args], { PEAK_FILE: file });
    return { seconds, ...(JSON.parse(readFileSync(file, 'utf8')) as Omit<Run, 'seconds'>) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Runs a line of bash, which tells the processor time of all that the line starts. */
export async function runShell(line: string): Promise<Run> {
  const scratch = mkdtempSync(join(tmpdir(), 'shell-'));
  const file = join(scratch, 'times');
  try {
    const timed = `TIMEFORMAT='%U %S'; set -o pipefail; { time { ${line}; } 2>&3; } 3>&2 2>'${file}'`;
    const seconds = await run('bash', ['-c', timed], {});
    const [user, system] = readFileSync(file, 'utf8').trim().split(' ').map(Number);
    return { seconds, peak: 0, processor: user! + system! };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function run(program: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => (complaint = `${complaint}${text.toString()}`.slice(-2000)));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve((performance.now() - began) / 1000);
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code}: ${complaint}`));
    });
  });
}

/**
 * Builds a commit in a folder that is not there yet, with the packages that are installed here.
 * @param isSmall without names, as it ships
 * @returns the path of its command line
 */
export function builtFrom(commit: string, folder: string, isSmall = true): string {
  mkdirSync(folder);
  const archive = `${folder}.tar`;
  execFileSync('git', ['archive', '--output', archive, commit], { cwd: ROOT });
  execFileSync('tar', ['-xf', archive, '-C', folder]);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  execFileSync(process.execPath, ['esbuild.js', ...(isSmall ? ['--production'] : [])], { cwd: folder });
  return join(folder, 'dist', 'cli.js');
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
