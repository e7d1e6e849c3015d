/** What is built into the program, under which licences, and that anyone can build the same bytes. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bundledPackages } from '../scripts/release/bundled-packages.ts';
import { noticesText } from '../scripts/release/notices.ts';
import { run } from './harness/processes.ts';
import { scratchFolder } from './harness/folders.ts';

const ROOT = join(__dirname, '..');
const scratch = scratchFolder('prompt-audit-supply-');

/** Licences that allow the code to be shipped with the notice alone. */
const MAY_SHIP = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0']);

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  license?: string;
  hasInstallScript?: boolean;
}
const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

test('everything that is bundled may be shipped, and its licences are shipped with it', async () => {
  const packages = await bundledPackages();
  assert.deepEqual(
    packages.filter(({ licence }) => !MAY_SHIP.has(licence)).map(({ name, licence }) => `${name} ${licence}`),
    [],
  );
  const shipped = readFileSync(join(ROOT, 'THIRD-PARTY-NOTICES.txt'), 'utf8').replaceAll('\r\n', '\n');
  assert.ok(shipped === noticesText(packages), 'THIRD-PARTY-NOTICES.txt is out of date: run npm run regenerate');
});

test('the program itself brings few packages, none of them with code that runs at installation', async () => {
  const names = new Set((await bundledPackages()).map(({ name }) => name));
  const others = [...names].filter((name) => name !== 'd3' && !name.startsWith('d3-'));
  // Six of them come with the protocol that language models ask by.
  assert.ok(others.length <= 22, others.join());
  for (const [path, { hasInstallScript }] of locked) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (names.has(name)) assert.notEqual(hasInstallScript, true, name);
  }
});

test('every package is pinned to a version and to its bytes, and comes from the registry', () => {
  for (const [path, { version, resolved, integrity, link }] of locked) {
    if (link === true) continue;
    assert.match(version ?? '', /^\d+\.\d+\.\d+/, path);
    assert.match(integrity ?? '', /^sha512-/, path);
    // Where a place is named at all, it is the registry.
    if (resolved !== undefined) assert.match(resolved, /^https:\/\/registry\.npmjs\.org\//, path);
  }
});

test('no package, not even for tests, is under a licence that reaches over to what is built with it', () => {
  const found = locked.filter(
    ([, { license }]) => /\b(?:A?GPL|SSPL|BUSL)\b/.test(license ?? '') && !/ OR /.test(license ?? ''),
  );
  assert.deepEqual(
    found.map(([path, { license }]) => `${path} ${license}`),
    [],
  );
});

/** Copies the sources, so that nobody changes them between two builds. */
function copySources(from: string, folder: string): void {
  mkdirSync(folder);
  for (const name of ['src', 'webview-ui', 'media', 'package.json', 'tsconfig.json', 'esbuild.js'])
    cpSync(join(from, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
}

/** Builds in a folder and gives a digest of each file. */
async function buildIn(folder: string): Promise<Record<string, string>> {
  const { code, output } = await run(process.execPath, [join(folder, 'esbuild.js'), '--production'], { cwd: folder });
  assert.equal(code, 0, output);
  const dist = join(folder, 'dist');
  return Object.fromEntries(
    readdirSync(dist)
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(dist, name)))
          .digest('hex'),
      ]),
  );
}

test('two builds in different folders give the same bytes', async () => {
  const folders = [join(scratch, 'one'), join(scratch, 'a-folder-with-another-name')] as const;
  copySources(ROOT, folders[0]);
  copySources(folders[0], folders[1]);
  const [one, two] = [await buildIn(folders[0]), await buildIn(folders[1])];
  assert.ok(Object.keys(one).length >= 6);
  assert.deepEqual(one, two);
});
