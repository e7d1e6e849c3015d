import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(__dirname, '..');
const page = readFileSync(join(ROOT, 'docs/reliability.md'), 'utf8');

/** Rows of the tables whose last column is the proof, with that cell. */
function claims(): { row: string; proof: string }[] {
  const found: { row: string; proof: string }[] = [];
  let isClaims = false;
  for (const row of page.split('\n')) {
    const cells = row.split('|').map((cell) => cell.trim());
    if (!row.startsWith('|')) isClaims = false;
    else if (cells.at(-2) === 'proof') isClaims = true;
    else if (isClaims && !/^[-:]+$/.test(cells.at(-2)!)) found.push({ row, proof: cells.at(-2)! });
  }
  return found;
}

test('each claim about what happens when things go wrong has a test beside it', () => {
  const unproved = claims().filter(({ proof }) => !/`(?:src|test)\/[^`]+\.test\.ts`/.test(proof));
  assert.ok(claims().length > 40);
  assert.deepEqual(
    unproved.map(({ row }) => row),
    [],
  );
});

test('each file that the page names as a proof is there', () => {
  for (const { proof, row } of claims()) {
    for (const [, file] of proof.matchAll(/`([^`]+)`/g)) {
      if (!file!.startsWith('npm ')) assert.ok(existsSync(join(ROOT, file!)), `${file!} in ${row}`);
    }
  }
});
