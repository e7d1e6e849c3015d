import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Editor } from './editors.ts';
import { removeFolder } from './folders.ts';
import { run, stop } from './processes.ts';

export interface Server {
  editor: Editor;
  port: number;
  /** Process of the server. */
  pid: number;
  /** Address of the workbench with a folder open. `payload` is what VS Code reads from the query of its own tests. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** Where the server keeps what its extensions store. */
  state: string;
  /** What the server printed so far. */
  log(): string;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Packaged extensions to install first. */
  extensions?: readonly string[];
  /** Accept tests named by the page's address. */
  forTests?: boolean;
  /** Ask whether a folder is trusted, as VS Code does by default. */
  workspaceTrust?: boolean;
  /** Environment variables for the server and its extension host. */
  environment?: Record<string, string>;
}

/** Starts a VS Code server on a free port of the loopback interface, with state of its own that is deleted at the end. */
export async function startServer(editor: Editor, options: ServerOptions = {}): Promise<Server> {
  const state = mkdtempSync(join(tmpdir(), 'prompt-audit-server-'));
  const extensionsFolder = join(state, 'extensions');
  mkdirSync(extensionsFolder);
  try {
    for (const vsix of options.extensions ?? []) await installExtension(editor, vsix, state, extensionsFolder);
    const child = spawn(editor.node, serverArguments(editor, state, extensionsFolder, options), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...serverEnvironment(), ...options.environment },
    });
    let output = '';
    const keep = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    // A parent that ends early must not leave the server after.
    const killChild = (): void => void child.kill('SIGKILL');
    process.once('exit', killChild);
    const end = async (): Promise<void> => {
      process.off('exit', killChild);
      await stop(child);
      await removeFolder(state);
    };
    const port = await listeningPort(
      () => output,
      () => child.exitCode,
    ).catch(async (error: unknown) => {
      await end();
      throw error;
    });
    return {
      editor,
      port,
      pid: child.pid ?? 0,
      state,
      address: (folder, payload) => addressOf(port, folder, payload),
      log: () => output,
      stop: end,
    };
  } catch (error) {
    await removeFolder(state);
    throw error;
  }
}

function serverArguments(editor: Editor, state: string, extensions: string, options: ServerOptions): string[] {
  return [
    editor.main,
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms'],
    ...['--telemetry-level', 'off', '--server-data-dir', state, '--extensions-dir', extensions],
    ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
    ...(options.forTests === true ? ['--enable-smoke-test-driver'] : []),
  ];
}

async function installExtension(editor: Editor, vsix: string, state: string, extensions: string): Promise<void> {
  const folders = ['--server-data-dir', state, '--extensions-dir', extensions];
  const args = [editor.main, '--accept-server-license-terms', ...folders, '--install-extension', vsix];
  const { code, output } = await run(editor.node, args, { env: serverEnvironment() });
  if (code !== 0 || !output.includes('successfully installed')) {
    throw new Error(`VS Code ${editor.version} did not install ${vsix}:\n${output}`);
  }
}

/** Loaders and test runners of the parent must not reach the extension host. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const dropped = /^(NODE_OPTIONS|NODE_TEST_CONTEXT|VSCODE_.*|npm_.*)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !dropped.test(key)));
}

async function listeningPort(output: () => string, exitCode: () => number | null): Promise<number> {
  const deadline = Date.now() + 180_000;
  while (Date.now() < deadline) {
    const port = /Extension host agent listening on (\d+)/.exec(output())?.[1];
    if (port !== undefined) return Number(port);
    if (exitCode() !== null) throw new Error(`The VS Code server ended with code ${exitCode()}:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The VS Code server did not listen within three minutes:\n${output()}`);
}

function addressOf(port: number, folder: string, payload: readonly (readonly [string, string])[] = []): string {
  const query = payload.length === 0 ? '' : `&payload=${encodeURIComponent(JSON.stringify(payload))}`;
  const kind = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
  return `http://localhost:${port}/?${kind}=${encodeURIComponent(folder).replaceAll('%2F', '/')}${query}`;
}

/** What a test wants to see first: the folder, no welcome. */
export const WITHOUT_WELCOME = [
  ['skipWelcome', 'true'],
  ['skipReleaseNotes', 'true'],
] as const;
