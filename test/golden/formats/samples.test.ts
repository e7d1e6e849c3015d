/**
 * Every sample of a log format must read exactly as recorded in the `.expected.json` beside it. After a wanted change:
 * `UPDATE_GOLDEN=1 npm run test:one -- test/golden/formats/samples.test.ts`, which writes only what reads otherwise, then read the difference.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { format } from 'prettier';
import { readFile } from './read-file.ts';

const folder = path.join(__dirname, 'samples');
const EXPECTED = '.expected.json';

for (const name of readdirSync(folder).filter((file) => !file.endsWith(EXPECTED))) {
  test(`${name} reads as recorded`, async () => {
    const { requests, counts } = await readFile(path.join(folder, name), name);
    const { lines, records, rejected, skipped, reasons } = counts;
    assert.equal(lines, records + rejected + skipped);
    const told = reasons.map(({ outcome, reason, count }) => `${count} ${outcome}: ${reason}`);
    const found = { lines: { lines, records, rejected, skipped, told }, requests };
    const file = path.join(folder, name + EXPECTED);
    const recorded: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    if (process.env['UPDATE_GOLDEN'] !== undefined) {
      // The order of fields means nothing, so a record that differs in nothing else stays as it is.
      if (!isDeepStrictEqual(JSON.parse(JSON.stringify(found)), recorded))
        writeFileSync(file, await format(JSON.stringify(found), { parser: 'json', printWidth: 120 }));
      return;
    }
    assert.ok(recorded !== undefined, `${file} is missing: see the head of this test`);
    assert.deepEqual(found, recorded);
  });
}
