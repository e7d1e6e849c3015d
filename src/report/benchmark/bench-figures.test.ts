import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { benchFigures } from './bench-figures.ts';
import { benchTables } from './bench-tables.ts';
import type { LabelledAccount } from './truth.ts';

const { report } = syntheticResult({ campaigns: 2, members: 3, ordinary: 4 });
const [c1, c2] = report.campaigns.map(({ accounts }) => accounts) as [string[], string[]];
/** The first campaign is one, the second is a team that was wrongly called, and an attacker was missed. */
const truth = new Map<string, LabelledAccount>(
  report.accounts.map(({ account }) => {
    const one = { class: 'benign' as const, persona: 'office', campaign: '' };
    if (c1.includes(account)) return [account, { class: 'distillation', persona: 'attacker', campaign: 'a' }];
    return [account, c2.includes(account) ? { ...one, persona: 'data team' } : one];
  }),
);
truth.set('never-sent', { class: 'distillation', persona: 'attacker', campaign: 'b' });
truth.set('partner', { class: 'authorised', persona: 'partner', campaign: '' });

test('who is called, missed and wrongly called is counted against the truth, by persona and by group', () => {
  const figures = benchFigures('one', report, truth);
  assert.deepEqual(
    [figures.called, figures.wrong, figures.campaigns],
    [
      { count: 3, of: 4 },
      { count: 3, of: 7 },
      { count: 1, of: 2 },
    ],
  );
  assert.deepEqual(figures.personas, [
    { persona: 'data team', count: 3, of: 3 },
    { persona: 'office', count: 0, of: 4 },
  ]);
  assert.deepEqual(
    figures.first.map(({ count }) => count),
    [3, 3, 3],
  );
  assert.deepEqual(figures.firstGroups, { campaigns: 1, others: 1 });
  // Six accounts share the highest score and half of them are attackers; the one that never sent comes last, among five.
  assert.ok(Math.abs(figures.averagePrecision! - (0.75 * 0.5 + 0.25 * (4 / 11))) < 1e-9);
});

test('a log without an attack has no precision, and its tables say who was wrongly called', () => {
  const calm = new Map([...truth].filter(([, { class: kind }]) => kind === 'benign'));
  const figures = benchFigures('calm', report, calm);
  assert.equal(figures.averagePrecision, null);
  const text = benchTables([benchFigures('one', report, truth), figures]);
  assert.match(text, /\| calm \| - \| - \|/);
  assert.match(text, /\| all \(precision: mean\) \| 0\.466 \|/);
  assert.match(text, /\| data team \| 6\/6 \(100%\) \|/);
  assert.doesNotMatch(text, /\| office/);
});
