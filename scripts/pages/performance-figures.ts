/** Puts figures into a page of `docs`, between the markers of the benchmark that measured them. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/**
 * @param page within `docs`
 * @param name of the benchmark, as in `npm run bench:name`
 * @throws when the document has no place for it
 */
export function writeSection(page: string, name: string, text: string): void {
  const file = join(ROOT, 'docs', page);
  const begin = `<!-- ${name}:begin, written by npm run bench:${name} -->`;
  const before = readFileSync(file, 'utf8');
  const [from, to] = [before.indexOf(begin), before.indexOf(`<!-- ${name}:end -->`)];
  if (from < 0 || to < from) throw new Error(`${file} lacks the markers of ${name}.`);
  writeFileSync(file, `${before.slice(0, from + begin.length)}\n\n${text}\n\n${before.slice(to)}`);
  execFileSync(process.execPath, [join(ROOT, 'node_modules/prettier/bin/prettier.cjs'), '--write', file]);
}
