import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withRelays } from '../../../src/engine/campaigns/judging/explanations.ts';
import { judgedBy } from '../accused.ts';
import { casesOf } from '../cases.ts';
import { figuresOf } from '../log-figures.ts';
import { silentOf, statisticsOf } from '../logs/dumped.ts';
import { attacker, madeAccount, madeCandidate, madeDump } from '../logs/made-dump.ts';
import { ROOT } from '../logs/source-hash.ts';
import { dumpsOf } from '../logs/suites.ts';
import { readJudge, readRelayWeights } from '../weights-file.ts';
import { packTable, readTable, TABLE } from './statistics-table.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const scratch = scratchFolder('prompt-audit-statistics-');

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

const fit = (...more: string[]): Buffer =>
  execFileSync(process.execPath, ['--import', 'tsx', join('lab', 'fit', 'fit-weights.ts'), '--out', scratch, ...more], {
    cwd: ROOT,
  });

test('the weights of the program are made from what the repository keeps, byte for byte', () => {
  assert.ok(statSync(TABLE).size < 10_000_000);
  fit();
  for (const name of ['weights.json', 'relay-weights.json'])
    assert.equal(
      readFileSync(join(scratch, name), 'utf8'),
      readFileSync(join(ROOT, 'src', 'engine', 'campaigns', 'judging', name), 'utf8'),
      name,
    );
});

test('weights that are fitted anew, knowing nothing before, rank logs of another suite', () => {
  fit('--anew', 'd22', 't11');
  const judge = withRelays(
    readJudge(join(scratch, 'weights.json')),
    readRelayWeights(join(scratch, 'relay-weights.json')),
  );
  const figures = dumpsOf(TABLE, ['t17']).map((dump) => figuresOf(judgedBy(judge, dump)));
  const precisions = figures.flatMap(({ averagePrecision }) => averagePrecision ?? []);
  assert.ok(precisions.reduce((sum, one) => sum + one, 0) / precisions.length > 0.7);
});
