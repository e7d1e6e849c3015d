import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JudgedLog } from './accused.ts';
import { figuresOf } from './log-figures.ts';
import { attacker, madeAccount, madeCandidate, madeDump } from './logs/made-dump.ts';
import { lossesOf } from './misses.ts';

const ACCOUNTS = [
  attacker('c1'),
  attacker('c1'),
  attacker('c1', 2),
  attacker('c2'),
  madeAccount(),
  madeAccount({ class: 'relay' }),
  madeAccount({ class: 'authorised' }),
  madeAccount(),
];
const campaign = madeCandidate([0, 1, 4, 5], { label: 'campaign', campaign: 'c1', membership: [5, 5, 1, 5] });
const weak = madeCandidate([3, 7], { label: 'campaign', campaign: 'c2' });
const innocent = madeCandidate([4, 6, 7]);

const judged: JudgedLog = {
  ...madeDump(ACCOUNTS, [campaign, innocent, weak]),
  logOdds: [4, 0.1, -1],
  score: Float64Array.of(0.9, 0.9, 0, 0.3, 0.7, 0.9, 1, 0),
  accused: [true, true, false, false, false, true, true, false],
};

test('attackers, customers and relays are counted apart, and authorised use not at all', () => {
  const figures = figuresOf(judged);
  assert.deepEqual(
    [figures.attackers, figures.found, figures.busy, figures.busyFound],
    [4, 2, 3, 2],
    'attackers, and those with enough requests',
  );
  assert.deepEqual(
    [figures.benign, figures.benignAccused, figures.relays, figures.relaysAccused, figures.listed],
    [2, 0, 1, 1, 1],
  );
});

test('average precision ranks attackers against all others, equal scores as one step', () => {
  // 0.9: two attackers and a relay; 0.7: a customer; 0.3: an attacker; 0: an attacker and a customer.
  const wanted = (2 * (2 / 3) + 3 / 5 + 4 / 7) / 4;
  assert.ok(Math.abs(figuresOf(judged).averagePrecision! - wanted) < 1e-12);
});

test('a campaign is found by a convicted candidate that holds half of it and is half of it', () => {
  const { campaigns, campaignsFound, innocent: others, innocentHigh } = figuresOf(judged);
  assert.deepEqual([campaigns, campaignsFound, others, innocentHigh], [2, 1, 1, 1]);
  const impure = { ...judged, candidates: [madeCandidate([0, 4, 5, 7]), innocent, weak] };
  assert.equal(figuresOf(impure).campaignsFound, 0);
});

test('each attacker who is not accused has one cause', () => {
  const [first, second] = lossesOf({ ...judged, accused: judged.accused.map((is, at) => is && at !== 1) });
  assert.deepEqual([first!.accounts, first!.causes.found, first!.causes['membership low']], [2, 1, 1]);
  assert.deepEqual([second!.causes['judged low'], second!.best! < 0.5], [1, true]);
});
