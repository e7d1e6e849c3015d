/**
 * Keeps the statistics of dumped logs in the repository, for weights to be fitted from it alone: `npm run --prefix lab fit:pack -- SUITE...`.
 * Options:
 *   --dumps FOLDER  (default: .cache/fit/dumps)
 *   --judge LIST    more suites, by commas, that are not fitted on unless they are named
 *   --out FILE      (default: lab/fit/tables/statistics.jsonl.gz)
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, sourceHash } from '../logs/source-hash.ts';
import { dumpsOf } from '../logs/suites.ts';
import { packTable, TABLE } from './statistics-table.ts';

const { values, positionals: suites } = parseArgs({
  allowPositionals: true,
  options: {
    dumps: { type: 'string', default: join(ROOT, '.cache', 'fit', 'dumps') },
    judge: { type: 'string', default: '' },
    out: { type: 'string', default: TABLE },
  },
});
const dumps = dumpsOf(values.dumps, [...suites, ...values.judge.split(',').filter(Boolean)]);
const measured = {
  date: new Date().toISOString().slice(0, 10),
  statistics: sourceHash(['src/engine/campaigns']),
  suites,
};
const bytes = packTable(measured, dumps);
writeFileSync(values.out, bytes);
console.log(`${dumps.length} logs, ${(bytes.length / 1e6).toFixed(1)} MB, in ${values.out}.`);
