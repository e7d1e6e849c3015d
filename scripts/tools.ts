/** Runs programs with this Node, in the top folder of the project. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..');

/** How Node runs TypeScript here. */
const TYPESCRIPT = ['--import', 'tsx'];

/** The niceness at which a process gets a third of what one without gets. */
const THIRD = 5;

export interface NodeOptions {
  environment?: NodeJS.ProcessEnv;
  /** Gets a third of the time that what is beside it gets, where both want a processor. */
  givesWay?: boolean;
  /** Takes what it writes; otherwise that goes to this terminal. */
  write?: (text: string) => void;
}

/**
 * Runs a program of `node_modules`, or a script given by its path.
 * @returns its exit code
 */
export function tool(name: string, args: readonly string[], options: NodeOptions = {}): Promise<number> {
  const script = /[\\/]/.test(name) ? name : programOf(name);
  const loader = script.endsWith('.ts') ? TYPESCRIPT : [];
  return node([...loader, script, ...args], options);
}

/** @returns its exit code */
export function node(
  args: readonly string[],
  { environment = {}, givesWay = false, write }: NodeOptions = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const output = write === undefined ? 'inherit' : 'pipe';
    const env = { ...process.env, ...environment };
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', output, output], env });
    if (givesWay && child.pid !== undefined) setPriority(child.pid, Math.min(19, getPriority() + THIRD));
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => write?.(text));
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Scripts of `node_modules/.bin` are shell scripts on Windows, so the program is taken from its manifest. */
function programOf(name: string): string {
  const packageName = name === 'tsc' ? 'typescript' : name;
  const manifest = join(ROOT, 'node_modules', packageName, 'package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: string | Record<string, string> };
  const path = typeof bin === 'string' ? bin : bin[name];
  if (path === undefined) throw new Error(`${packageName} has no program ${name}`);
  return join(dirname(manifest), path);
}
