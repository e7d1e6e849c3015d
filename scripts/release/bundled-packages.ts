import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../test/harness/processes.ts';

const ROOT = join(__dirname, '..', '..');

/** A package whose code ends up in `dist`. */
export interface BundledPackage {
  name: string;
  version: string;
  /** As its manifest states it, for example `MIT`. */
  licence: string;
  /** Text of its licence file; empty when it brings none. */
  text: string;
}

/** All of them, by name. `d3` stands for its parts, each of which is listed. */
export async function bundledPackages(): Promise<BundledPackage[]> {
  const { code, output } = await run(process.execPath, [join(ROOT, 'esbuild.js'), '--list'], { cwd: ROOT });
  if (code !== 0) throw new Error(`The build cannot be listed:\n${output}`);
  const folders = new Set(
    output.split('\n').flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  return [...folders].map((folder) => packageIn(join(ROOT, folder))).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function packageIn(folder: string): BundledPackage {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { name, version, license } = manifest;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
  return {
    name: String(name),
    version: String(version),
    licence: typeof license === 'string' ? license : 'unknown',
    text: file === undefined ? '' : readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim(),
  };
}
