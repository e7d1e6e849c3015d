import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..');

/** How Node runs TypeScript here. */
export const TYPESCRIPT = ['--import', 'tsx'];

/**
 * Runs a program of `node_modules`, or a script given by its path, with this Node and this terminal.
 * @returns its exit code
 */
export function tool(name: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<number> {
  const script = /[\\/]/.test(name) ? name : programOf(name);
  const loader = script.endsWith('.ts') ? TYPESCRIPT : [];
  return node([...loader, script, ...args], environment);
}

/** Runs this Node in the top folder of the project, with this terminal. */
export function node(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...environment };
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env });
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
