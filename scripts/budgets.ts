/** Holds each part of the project to a budget: words of its documents, lines of its code. Part of `npm run lint`. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { linesOf, wordsOf } from './budgets/count.ts';
import { BUDGETS, type Budget } from './budgets/table.ts';

const ROOT = join(__dirname, '..');
const NOT_OURS = /(?:^|\/)(?:node_modules|dist|out|results|samples|fixtures|corpus)\//;

/** @returns paths of the files that a budget's folder (or file) stands for */
function filesOf(place: string): string[] {
  if (statSync(join(ROOT, place)).isFile()) return [place];
  return readdirSync(join(ROOT, place), { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join(place, path.replaceAll('\\', '/')))
    .filter((path) => !NOT_OURS.test(path));
}

const COUNTED = { words: /\.md$/, lines: /(?<!\.test|\.d)\.(?:ts|css)$/ } as const;

/** @returns what a budget counts, in its unit */
function spent({ folders, without = [], unit }: Budget): number {
  const files = new Set(folders.flatMap(filesOf).filter((path) => COUNTED[unit].test(path)));
  let sum = 0;
  for (const path of files) {
    if (without.some((folder) => path === folder || path.startsWith(`${folder}/`))) continue;
    const text = readFileSync(join(ROOT, path), 'utf8');
    sum += unit === 'words' ? wordsOf(text) : linesOf(text);
  }
  return sum;
}

const rows = BUDGETS.map((budget) => ({ ...budget, count: spent(budget) }));
const table = process.argv.includes('--table');
for (const { name, unit, limit, count, why } of rows) {
  const over = count > limit;
  if (over || table)
    console.log(`${over ? 'over' : '  ok'} ${String(count).padStart(7)} of ${limit} ${unit}  ${name}: ${why}`);
}
if (rows.some(({ count, limit }) => count > limit)) {
  console.log('Take something away, or say in scripts/budgets/table.ts why the limit grows.');
  process.exitCode = 1;
}
