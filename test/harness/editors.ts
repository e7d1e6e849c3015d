/**
 * The VS Code servers the tests and the demo run in, installed from npm into a folder outside the working tree.
 *
 * `code-server` carries the real VS Code server. It is started directly, without the wrapper, whose native modules
 * need a compiler. There is no server of 1.101 or 1.102 on npm, so 1.103 stands for the lowest supported version.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { npm } from './processes.ts';

export type EditorName = 'lowest' | 'newest';

export interface Editor {
  name: EditorName;
  /** Version of VS Code, for example `1.103.2`. */
  version: string;
  /** Absolute path of the Node that runs the server. */
  node: string;
  /** Absolute path of the server's entry. */
  main: string;
}

/** Version of `code-server`, whose minor and patch numbers are those of VS Code, and the major version of Node it needs. */
const PINS: Record<EditorName, { codeServer: string; node: number }> = {
  lowest: { codeServer: '4.103.2', node: 20 },
  newest: { codeServer: '4.139.1', node: 24 },
};

/** Node as an npm package: the binary itself, no install script. */
const NODE_PACKAGE_VERSION = '24.9.0';

/** Thrown when the registry cannot be reached, so that callers can skip and say so. */
export class Unreachable extends Error {}

/** Where editors are kept between runs and between clones. */
export function cacheFolder(): string {
  const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return process.env.PROMPT_AUDIT_CACHE ?? join(base, 'prompt-traffic-audit');
}

/** Finds an editor in the cache or installs it: about 15 s and 300 to 600 MB the first time. */
export async function installEditor(name: EditorName): Promise<Editor> {
  const { codeServer, node } = PINS[name];
  const folder = await installed(`code-server@${codeServer}`, async (root) => {
    // The server's own dependencies are listed in a second package.json that npm does not look at by itself.
    await install(join(root, 'node_modules', 'code-server', 'lib', 'vscode'), ['--omit=dev']);
  });
  const main = join(folder, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js');
  return { name, version: vscodeVersion(folder), node: await nodeAtLeast(node), main };
}

async function nodeAtLeast(major: number): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) >= major) return process.execPath;
  const system = `node-${process.platform}-${process.arch}`;
  const folder = await installed(`${system}@${NODE_PACKAGE_VERSION}`);
  return join(folder, 'node_modules', system, 'bin', 'node');
}

function vscodeVersion(folder: string): string {
  const text = readFileSync(join(folder, 'node_modules', 'code-server', 'lib', 'vscode', 'package.json'), 'utf8');
  const manifest: unknown = JSON.parse(text);
  const hasVersion = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return hasVersion && typeof manifest.version === 'string' ? manifest.version : 'unknown';
}

const installing = new Map<string, Promise<string>>();

/** The folder of a package, which is installed once, however many ask for it at the same time. */
function installed(spec: string, complete?: (root: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder(), spec.replaceAll('@', '-'));
  const begun = installing.get(folder);
  if (begun) return begun;
  const done = existsSync(folder) ? Promise.resolve(folder) : installInto(folder, spec, complete);
  installing.set(folder, done);
  return done;
}

/** Installs a package into a folder of its own, which gets its final name only when everything is there. */
async function installInto(folder: string, spec: string, complete?: (root: string) => Promise<void>): Promise<string> {
  console.log(`Installing ${spec} into ${folder}`);
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    writeFileSync(join(unfinished, 'package.json'), '{ "private": true }\n');
    await install(unfinished, [spec]);
    await complete?.(unfinished);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** Install scripts are never run: all they would do is compile modules that the tests do without. */
async function install(folder: string, args: readonly string[]): Promise<void> {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  const { code, output } = await npm(['install', ...flags, ...args], { cwd: folder, env: cleanEnvironment() });
  if (code === 0) return;
  const offline = /E(NOTFOUND|CONNREFUSED|CONNRESET|TIMEDOUT|AI_AGAIN|NETUNREACH)|ERR_SOCKET_TIMEOUT/.test(output);
  const message = `npm install ${args.join(' ')} failed:\n${output}`;
  throw offline ? new Unreachable(message) : new Error(message);
}

/** Without what an outer `npm run` adds: it would make the inner npm work in the outer project. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([key]) => !/^npm_(package|lifecycle|command|config_local)/.test(key),
  );
  return Object.fromEntries(kept.filter(([key]) => key !== 'INIT_CWD'));
}
