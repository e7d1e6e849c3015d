import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { casesOf } from '../cases.ts';
import { silentOf, statisticsOf } from '../logs/dumped.ts';
import { attacker, madeAccount, madeCandidate, madeDump } from '../logs/made-dump.ts';
import { ROOT } from '../logs/source-hash.ts';
import { packTable, readTable, TABLE } from './statistics-table.ts';

const scratch = mkdtempSync(join(tmpdir(), 'prompt-audit-statistics-'));
after(() => rmSync(scratch, { recursive: true }));

test('a log that is packed and read again teaches what it taught, without its texts and names', () => {
  const dump = madeDump(
    [attacker(), madeAccount({ id: 'user@example.com', persona: 'class' })],
    [
      madeCandidate([0], { label: 'campaign', campaign: 'c1', statistics: { depth: 1 / 3 } }),
      madeCandidate([1], { personas: [['class', 1]], statistics: { depth: 2, tenure: 0 } }),
    ],
  );
  dump.candidates[1]!.measured['tenure']!.silent = 'against';
  const file = join(scratch, 'one.gz');
  writeFileSync(file, packTable({ date: '2026-01-01', statistics: 'code', suites: ['made'] }, [dump]));
  const { measured, dumps } = readTable(file);
  assert.deepEqual(measured.suites, ['made']);
  const again = dumps[0]!;
  assert.equal(statisticsOf(again.candidates[0]!).get('depth'), 0.333333);
  assert.deepEqual([...silentOf(again.candidates[1]!)], [['tenure', 'against']]);
  const taught = (one: typeof dump) =>
    casesOf([one]).map(({ statistics, ...rest }) => ({ ...rest, depth: statistics.get('depth')!.toFixed(5) }));
  assert.deepEqual(taught(again), taught(dump));
  assert.doesNotMatch(JSON.stringify(again), /example\.com|Measured/);
});

test('the statistics that are kept give the shipped weights, byte for byte', () => {
  assert.ok(statSync(TABLE).size < 10_000_000);
  // Beside other files of the project, so that they are written in its style.
  const out = mkdtempSync(join(ROOT, 'lab', 'fit', 'tables', 'again-'));
  try {
    execFileSync(process.execPath, ['--import', 'tsx', join('lab', 'fit', 'fit-weights.ts'), '--out', out], { cwd: ROOT });
    for (const name of ['weights.json', 'relay-weights.json']) {
      const shipped = readFileSync(join(ROOT, 'src', 'engine', 'campaigns', 'judging', name), 'utf8');
      assert.ok(readFileSync(join(out, name), 'utf8') === shipped, `${name} is another`);
    }
  } finally {
    rmSync(out, { recursive: true });
  }
});
