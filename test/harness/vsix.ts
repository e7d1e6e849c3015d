import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';

/** Where the packaged extension lies, from the top of the project. */
export const VSIX = 'prompt-traffic-audit.vsix';

/** Pages that the editor opens. All others and pictures are in the package of npm alone: the extension has to stay small. */
const IN_EDITOR = /^docs\/(?:detectors\/|rules\/|(?:detection|rules)\.md$)/;

/**
 * Packs what `dist` holds into a VSIX. The same files give the same bytes: every time in the archive is the first of
 * January 2020, in seconds since 1970.
 * @param root top of the project
 * @param target path of the VSIX
 * @param isInternal it is for this machine alone, and needs no repository and no licence of its own
 */
export async function packExtension(
  root: string,
  target: string = join(root, VSIX),
  { isInternal = false } = {},
): Promise<string> {
  process.env.SOURCE_DATE_EPOCH = '1577836800';
  const staged = mkdtempSync(join(tmpdir(), 'prompt-audit-vsix-'));
  try {
    await copyPacked(root, staged);
    // Everything is bundled, so the archive needs no node_modules.
    await createVSIX({
      cwd: staged,
      packagePath: target,
      dependencies: false,
      allowMissingRepository: isInternal,
      skipLicense: isInternal,
    });
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
  return target;
}

/** The command in one file, which is for machines without the rest of the package. */
const SINGLE_FILE = 'dist/cli.js';

const listings = new Map<string, Promise<string[]>>();

/** Paths of the files that go into the VSIX, sorted. A process asks once: every file of the project is held against what is packed. */
export function packedFiles(root: string): Promise<string[]> {
  const known = listings.get(root) ?? listPacked(root);
  listings.set(root, known);
  return known;
}

async function listPacked(root: string): Promise<string[]> {
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  return files
    .map((path) => path.replaceAll('\\', '/'))
    .filter(
      (path) => path !== 'SECURITY.md' && path !== SINGLE_FILE && (!path.startsWith('docs/') || IN_EDITOR.test(path)),
    )
    .sort();
}

/** A page whose links all lead somewhere: one to a file that is not packed is its words alone. */
function withLinksTo(packed: ReadonlySet<string>, page: string, text: string): string {
  return text.replaceAll(
    /!?\[([^\]]+)\]\((?!\w+:|#)([^)#\s]+)(?:#[^)\s]*)?\)/g,
    (link: string, words: string, path: string) => (packed.has(posix.join(posix.dirname(page), path)) ? link : words),
  );
}

/**
 * Copies what is packed, without the scripts that would build it anew: a build in the project takes away for a moment what other
 * tests look at.
 */
export async function copyPacked(root: string, target: string): Promise<void> {
  const packed = await packedFiles(root);
  const there = new Set(packed);
  for (const file of packed) {
    cpSync(join(root, file), join(target, file), { recursive: true });
    if (!IN_EDITOR.test(file)) continue;
    writeFileSync(join(target, file), withLinksTo(there, file, readFileSync(join(root, file), 'utf8')));
  }
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as object;
  const files = [...new Set(packed.map((file) => file.split('/')[0]))];
  writeFileSync(join(target, 'package.json'), JSON.stringify({ ...manifest, scripts: undefined, files }));
}
