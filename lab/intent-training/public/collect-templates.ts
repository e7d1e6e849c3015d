/**
 * Prompts of public repositories as lines of JSON, each with its repository, commit and file:
 *
 *   node --import tsx lab/intent-training/public/collect-templates.ts FOLDER > TEMPLATES.jsonl
 *
 * FOLDER holds a clone of each repository, as OWNER+NAME or, without a work tree, as OWNER+NAME/repo. Those that are missing are left
 * out and named. The texts are their authors': they stay out of the project.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { kindOf } from './kinds.ts';
import { promptsInFile } from './prompts-in-file.ts';
import { PUBLIC_SOURCES, type PublicSource } from './public-sources.ts';
import type { PublicTemplate } from './public-template.ts';

/** Of one repository at most, drawn by their hashes. */
const MOST = 120;
const NOT_PRODUCT =
  /(?:^|\/)(?:tests?|__tests__|fixtures?|node_modules|third_party|\.github|translations?)\/|(?:^|\/)(?:test_|README|CHANGELOG|LICENSE|CONTRIBUTING)|[._]test\.|\.d\.ts$/;
const LARGEST = 512 * 1024 * 1024;

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: collect-templates.ts FOLDER > TEMPLATES.jsonl');
const seen = new Set<string>();
for (const source of PUBLIC_SOURCES) {
  const clone = cloneOf(folder, source.repository);
  if (clone === undefined) console.error(`No clone of ${source.repository}: left out.`);
  else {
    const found = templatesOf(clone, source);
    console.error(`${source.side} ${source.repository}: ${found.length}`);
    for (const template of found) console.log(JSON.stringify(template));
  }
}

function cloneOf(root: string, repository: string): string | undefined {
  const clone = join(root, repository.replace('/', '+'));
  return [join(clone, 'repo'), clone].find((path) => existsSync(join(path, 'HEAD')) || existsSync(join(path, '.git')));
}

function templatesOf(clone: string, source: PublicSource): PublicTemplate[] {
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
