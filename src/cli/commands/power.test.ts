import assert from 'node:assert/strict';
import { test } from 'node:test';
import { powerCells, type PowerResult } from '../../engine/power/power.ts';
import { powerText } from './power.ts';

const RESULT: PowerResult = {
  version: 1,
  seed: 1,
  trials: 2,
  partial: false,
  log: { requests: 20_000, accounts: 473, accused: 1, suspected: 2 },
  suspected: {
    groups: { found: 9, of: 12, interval: [0.47, 0.91] },
    campaigns: { found: 1, of: 4, interval: [0.05, 0.7] },
  },
  cells: powerCells(true).map((cell) => ({
    ...cell,
    accounts: { found: cell.id === 'reworded' ? 0 : 40, of: 48, interval: [0.7, 0.92] },
    campaigns: { found: 1, of: 2, interval: [0.1, 0.9] },
  })),
  cost: { rounds: 5, judged: 2365, accused: { found: 1, of: 2365, interval: [0.0001, 0.0024] }, cleared: 0 },
};
const plain = { columns: 100, colour: false };

test('the result says what was planted, what was found, and what it cost those who were not planted', () => {
  const text = powerText(RESULT, plain);
  assert.match(text, /20,000 requests from 473 accounts, 2 of each kind, in memory/);
  assert.match(text, /24 accounts, 50% cover traffic +83% of 48 +70% to 92% +1 of 2/);
  assert.match(text, /every request rewords the template +0% of 48/);
  assert.match(
    text,
    /1 account of the log was flagged as distillation\s+only\s+because of\s+the\s+planted\s+campaigns\s+\(of\s+2,365/,
  );
  assert.match(
    text.replace(/\s+/g, ' '),
    /Suspected: 2 of the groups without the planted campaigns\. With them, 9 of 12 groups suspected were planted \(95% interval 47% to 91%\), and of 4 campaigns not found 1 was suspected\..* about 7 in 10 suspected groups were campaigns/,
  );
  assert.doesNotMatch(text, /Partial/);
  assert.ok(text.split('\n').every((line) => line.length <= 100));
});

test('a result that was stopped early says so, and what was not planted is not called missed', () => {
  const cells = RESULT.cells.map((cell) => ({
    ...cell,
    accounts: { found: 0, of: 0, interval: [0, 1] as [number, number] },
  }));
  const text = powerText({ ...RESULT, partial: true, cells }, plain);
  assert.match(text, /^Partial/);
  assert.match(text, /not planted/);
  assert.doesNotMatch(text, /NaN/);
});

test('kinds that were not asked for are left out', () => {
  const text = powerText({ ...RESULT, cells: RESULT.cells.filter(({ group }) => group === 'size') }, plain);
  assert.match(text, /By size/);
  assert.doesNotMatch(text, /By evasion/);
});
