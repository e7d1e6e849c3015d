/** More public recordings: one of each product that has one in these repositories; `counted.tsv` has a row of each. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recording } from './recordings.ts';

const [, ...rows] = readFileSync(join(import.meta.dirname, 'counted.tsv'), 'utf8')
  .trimEnd()
  .split('\n');

export const COUNTED: readonly Recording[] = rows.map((row) => {
  const [repository = '', commit = '', path = '', format = '', requests, ...more] = row.split('\t');
  const facts = (more[5] ?? '').matchAll(/(\w+)=(\d+)/g);
  return {
    ...{ repository, commit, path, format, requests: Number(requests) },
    has: more.slice(0, 5).map(Number),
    facts: Object.fromEntries([...facts].map(([, name = '', count]) => [name, Number(count)] as const)),
  };
});
