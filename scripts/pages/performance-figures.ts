/** Puts figures into docs/performance.md, between the markers of the benchmark that measured them. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const DOCUMENT = join(ROOT, 'docs', 'performance.md');

/**
 * @param name of the benchmark, as in `npm run bench:name`
 * @throws when the document has no place for it
 */
export function writeSection(name: string, text: string): void {
  const begin = `<!-- ${name}:begin, written by npm run bench:${name} -->`;
  const page = readFileSync(DOCUMENT, 'utf8');
  const [from, to] = [page.indexOf(begin), page.indexOf(`<!-- ${name}:end -->`)];
  if (from < 0 || to < from) throw new Error(`${DOCUMENT} lacks the markers of ${name}.`);
  writeFileSync(DOCUMENT, `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`);
  execFileSync(process.execPath, [join(ROOT, 'node_modules/prettier/bin/prettier.cjs'), '--write', DOCUMENT]);
}
