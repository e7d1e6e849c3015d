/**
 * Makes `src/engine/templates/frames/licences.json`, lines of the notices that source files begin with:
 *
 *   node --import tsx lab/public-prompts/make-licences.ts CLONE
 *
 * CLONE is a clone of https://github.com/github/choosealicense.com, whose licences may be copied by all. Short licences are taken whole, of
 * long ones what they ask to be put into files.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TARGET = join(__dirname, '..', '..', 'src', 'engine', 'templates', 'frames', 'licences.json');
/** Lines of a licence that is short, and of the notice of another. */
const [SHORT, NOTICE] = [66, 20];
const BEGINS =
  /^\s*(This (program|library) is free software|Licensed under the (Apache|Educational)|This Source Code Form is subject)/i;
/** Letters from which a line says something. */
const LETTERS = 5;

function main(): void {
  const [clone] = process.argv.slice(2);
  if (clone === undefined) throw new Error('Name the clone.');
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', clone, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const lines = new Set<string>();
  for (const file of git('ls-tree', '--name-only', 'HEAD', '_licenses/').split('\n').filter(Boolean))
    for (const line of noticeOf(git('show', `HEAD:${file}`).split(/^---$/m)[2] ?? ''))
      if ((line.match(/\p{L}/gu)?.length ?? 0) >= LETTERS) lines.add(line.trim());
  const source = `https://github.com/github/choosealicense.com at ${git('rev-parse', 'HEAD').trim()}`;
  writeFileSync(TARGET, `${JSON.stringify({ source, lines: [...lines] }, null, 2)}\n`);
}

function noticeOf(licence: string): string[] {
  const lines = licence.trim().split('\n');
  if (lines.length <= SHORT) return lines;
  const from = lines.findIndex((line) => BEGINS.test(line));
  return from < 0 ? [] : lines.slice(from, from + NOTICE);
}

main();
