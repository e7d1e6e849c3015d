import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DetectionResult } from './detection-result.ts';
import { consideredGroups } from './considered-groups.ts';

/** A judgement of two accounts by the weights of its detectors. */
function judgement(score: number, weights: Record<string, number>): unknown {
  return {
    score,
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
  const { considered } = consideredGroups(found(reported, judgement(0.1, { turns: 1, habit: -0.5, product: -2 })), 0.9);
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
  const near = judgement(0.15, { turns: 2.5, product: -2 });
  const far = judgement(0.1, { turns: -4, product: -2 });
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

test('where nothing was cleared nothing is listed', () => {
  assert.deepEqual(consideredGroups(found(judgement(0.95, { turns: 3 })), 0.9).considered, { total: 0, groups: [] });
});
