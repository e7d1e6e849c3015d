/**
 * Feeds changed input into everything that takes input of strangers: `npm run fuzz`, or
 * `npm run fuzz -- records messages --runs 50000 --seed 7`. See `test/fuzz/fuzz-command.ts`.
 *
 * It runs as a bundle: from source, a million inputs take twice as long.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const FUZZ = join(__dirname, '..', 'test', 'fuzz');

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-fuzz-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const command = join(FUZZ, 'fuzz-command.ts');
  const outfile = join(folder, 'fuzz.cjs');
  // Seeds are where the sources are.
  const define = { __dirname: JSON.stringify(FUZZ), 'import.meta.url': JSON.stringify(pathToFileURL(command).href) };
  await build({
    entryPoints: [command],
    outfile,
    define,
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  const child = spawn(process.execPath, ['--expose-gc', outfile, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = await new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
