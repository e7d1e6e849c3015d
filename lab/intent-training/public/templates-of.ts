/** The prompts of a public repository, from its clone. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { kindOf } from './kinds.ts';
import { promptsInFile } from './prompts-in-file.ts';
import type { PublicSource } from './public-sources.ts';
import type { PublicTemplate } from './public-template.ts';

/** Of one repository at most, drawn by their hashes. */
const MOST = 120;
const NOT_PRODUCT =
  /(?:^|\/)(?:tests?|__tests__|fixtures?|node_modules|third_party|\.github|translations?)\/|(?:^|\/)(?:test_|README|CHANGELOG|LICENSE|CONTRIBUTING)|[._]test\.|\.d\.ts$/;
const LARGEST = 512 * 1024 * 1024;

/**
 * The git folder of a repository's clone: OWNER+NAME or, without a work tree, OWNER+NAME/repo.
 * @returns undefined where there is none
 */
export function cloneOf(folder: string, repository: string): string | undefined {
  const clone = join(folder, repository.replace('/', '+'));
  return [join(clone, 'repo'), clone].find((path) => existsSync(join(path, 'HEAD')) || existsSync(join(path, '.git')));
}

/** @param seen keys of what was found elsewhere, which is left out; what is found is added */
export function templatesOf(clone: string, source: PublicSource, seen: Set<string>): PublicTemplate[] {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', clone, ...args], { maxBuffer: LARGEST, stdio: ['ignore', 'pipe', 'ignore'] });
  const commit = git('rev-parse', 'HEAD').toString().trim();
  const paths = git('ls-tree', '-r', '-z', '--name-only', 'HEAD').toString().split('\0');
  const wanted = paths.filter(
    (path) => source.files.test(path) && !NOT_PRODUCT.test(path) && !source.except?.test(path),
  );
  const texts = textsOf(clone, wanted);
  const found = wanted.flatMap((path, at) =>
    promptsInFile(path, texts[at]!, source.whole?.test(path) ?? false, source.names).map(({ name, text }) => ({
      repository: source.repository,
      commit,
      file: path,
      side: source.side,
      kind: kindOf(source.side, `${path} ${name}`),
      text,
    })),
  );
  return found
    .map((template) => ({ template, key: keyOf(template.text) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .filter(({ key }) => !seen.has(key) && seen.add(key))
    .slice(0, MOST)
    .map(({ template }) => template);
}

/** What stands in each file; empty where the clone lacks it. */
function textsOf(clone: string, paths: readonly string[]): string[] {
  const input = paths.map((path) => `HEAD:${path}\n`).join('');
  const output = execFileSync('git', ['-C', clone, 'cat-file', '--batch'], { input, maxBuffer: LARGEST });
  let at = 0;
  return paths.map(() => {
    const end = output.indexOf('\n', at);
    const size = /^\S+ blob (\d+)$/.exec(output.toString('utf8', at, end))?.[1];
    at = end + 1;
    if (size === undefined) return '';
    const text = output.toString('utf8', at, at + Number(size));
    at += Number(size) + 1;
    return text;
  });
}

/** The same for texts that begin alike, whatever their spaces and signs: copies of a prompt stand in many repositories. */
function keyOf(text: string): string {
  const letters = text
    .toLowerCase()
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim()
    .slice(0, 160);
  return createHash('sha256').update(letters).digest('hex');
}
