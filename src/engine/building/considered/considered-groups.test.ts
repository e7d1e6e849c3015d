import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logOdds } from '../../../math/log-odds.ts';
import type { DetectionResult } from '../detection-result.ts';
import { consideredGroups } from './considered-groups.ts';

/** A judgement of two accounts by the weights of its detectors. */
function judgement(score: number, weights: Record<string, number>): unknown {
  return {
    score,
    logOdds: logOdds(score),
    candidate: { accounts: [1, 2], templates: [0], slices: [[{ rows: [0, 1] }], [{ rows: [2] }]] },
    measured: Object.entries(weights).map(([id, weight]) => ({
      detector: { id },
      measurement: { text: `${id} says ${weight}.`, weight },
    })),
  };
}

function found(...judgements: unknown[]): DetectionResult {
  const profiles = new Map([1, 2].map((number) => [number, { account: `key-${number}` }]));
  return { judgements, profiles, templates: { ids: ['T1'] }, texts: new Map() } as unknown as DetectionResult;
}

test('a group that was cleared is listed with what cleared it, the heaviest reason first', () => {
  const reported = judgement(0.95, { turns: 3 });
  const { considered } = consideredGroups(
    found(reported, judgement(0.09, { turns: 1, habit: -0.5, product: -2 })),
    0.9,
  );
  assert.equal(considered.total, 1);
  const [group] = considered.groups;
  assert.deepEqual([group!.id, group!.accounts, group!.size, group!.requests], ['G1', ['key-1', 'key-2'], 2, 3]);
  assert.deepEqual(
    group!.clearedBy.map(({ detector }) => detector),
    ['product', 'habit'],
  );
  assert.deepEqual(group!.evidence, [{ detector: 'turns', text: 'turns says 1.', weight: 1 }]);
});

test('the look-alikes of a campaign are the nearest of the cleared groups, with what tells them apart', () => {
  const campaign = judgement(0.95, { turns: 3, product: 1 }) as Parameters<
    ReturnType<typeof consideredGroups>['lookAlikesOf']
  >[0];
  const near = judgement(0.09, { turns: 2.5, product: -2 });
  const far = judgement(0.08, { turns: -4, product: -2 });
  const { lookAlikesOf, considered } = consideredGroups(found(campaign, near, far), 0.9);
  assert.deepEqual(
    lookAlikesOf(campaign).map(({ group, detector, weight }) => [group, detector, weight]),
    [
      ['G1', 'product', -2],
      ['G2', 'turns', -4],
    ],
  );
  assert.deepEqual(
    considered.groups.map(({ lookAlikes }) => lookAlikes.map(({ group }) => group)),
    [['G2'], ['G1']],
  );
});

test('a report lists nothing where nothing was cleared', () => {
  assert.deepEqual(consideredGroups(found(judgement(0.95, { turns: 3 })), 0.9).considered, { total: 0, groups: [] });
});

test('one customer’s group comes by the likelier of distillation and a harvest, and says which', () => {
  const own = judgement(0.001, { turns: 1 }) as object;
  const customer = { organisation: 'Acme', accounts: 2, logOdds: 0, asks: true };
  const { considered } = consideredGroups(found(judgement(0.09, { turns: 1 }), { ...own, customer }), 0.9);
  assert.deepEqual(
    considered.groups.map(({ id, score, customer: whose }) => [id, score, whose]),
    [
      ['G1', 0.001, { organisation: 'Acme', accounts: 2, score: 0.5, asks: true }],
      ['G2', 0.09, undefined],
    ],
  );
  const sure = { ...customer, logOdds: 4 };
  assert.equal(consideredGroups(found({ ...own, customer: sure }), 0.9).considered.total, 0);
});

test('accounts of no known customer that act as one for something else are called coordinated', () => {
  const group = (weights: Record<string, number>) =>
    consideredGroups(found(judgement(0.01, weights)), 0.9).considered.groups[0]!;
  assert.equal(group({ dealing: 3, intent: -1 }).coordinated, true);
  assert.ok(!('coordinated' in group({ dealing: 1, intent: -1 })));
});
