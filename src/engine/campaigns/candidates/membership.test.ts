import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BundleUse, membershipOdds, type MembershipTraits, membershipTraits } from './membership.ts';

const use = (templates: readonly number[], prompts: readonly number[], account = 0): BundleUse => ({
  account,
  templates: [...templates],
  prompts: [...prompts],
  requests: prompts.reduce((sum, n) => sum + n, 0),
});
/** Twenty members that use all four templates evenly. */
const MEMBERS = Array.from({ length: 20 }, (_, n) => use([0, 1, 2, 3], [5, 6, 5, 4], n));
const traits = (one: BundleUse, others: readonly BundleUse[] = [], members = MEMBERS): MembershipTraits =>
  membershipTraits([one, ...members, ...others], 4)[0]!;
const odds = (...given: Parameters<typeof traits>): number => membershipOdds(traits(...given));

test('an account that does as the members do is sure to belong', () => {
  assert.ok(odds(use([0, 1, 2, 3], [4, 4, 5, 4])) > Math.log(9));
});

test('one that meets the campaign in a template that strangers use does not belong', () => {
  const strangers = Array.from({ length: 60 }, (_, n) => use([1], [1], 100 + n));
  assert.ok(odds(use([1], [1]), strangers) < 0);
});

test('a template of many strangers tells less than one of members alone', () => {
  const strangers = Array.from({ length: 60 }, (_, n) => use([1], [2], 100 + n));
  assert.ok(traits(use([1], [6]), strangers).purity! < traits(use([2], [6]), strangers).purity! - 2);
});

test('forty requests of one template alone are not the members’ mix', () => {
  assert.ok(traits(use([0], [40])).mix! < traits(use([0, 1, 2, 3], [10, 10, 10, 10])).mix! - 3);
});

test('a share that is much in a log of light users is little where each member sends hundreds of requests', () => {
  const users = (n: number): BundleUse[] => Array.from({ length: 20 }, (_, i) => use([0], [n], i));
  const ten = (others: readonly BundleUse[]): number =>
    membershipOdds(membershipTraits([use([0], [10], 50), ...others], 1)[0]!);
  assert.ok(ten(users(12)) > ten(users(600)) + 2, `${ten(users(12))} and ${ten(users(600))}`);
});

test('a member that sends a tenth of what the others send is a member', () => {
  const heavy = MEMBERS.map(({ account }) => use([0, 1, 2, 3], [50, 60, 50, 40], account));
  assert.ok(odds(use([0, 1, 2, 3], [5, 6, 5, 4]), [], heavy) > Math.log(9));
});

test('one stranger who sends more than all members together does not say what is typical', () => {
  const whale = use([0], [2000], 900);
  assert.deepEqual(traits(MEMBERS[0]!, [whale], MEMBERS.slice(1)).purity, 0);
  assert.ok(odds(whale) < Math.log(9), `${odds(whale)}`);
});

test('a bundle of one template is told by how deep accounts go into it', () => {
  const users = Array.from({ length: 10 }, (_, n) => use([0], [12], n));
  const [shallow, deep] = membershipTraits([use([0], [1], 50), ...users], 1);
  assert.deepEqual([deep!.purity, deep!.mix], [undefined, undefined]);
  assert.ok(membershipOdds(deep!) > membershipOdds(shallow!) + 1);
});

test('three hundred templates do not overflow', () => {
  const all = Array.from({ length: 300 }, (_, n) => n);
  const many = Array.from({ length: 10 }, (_, n) =>
    use(
      all,
      all.map(() => 1),
      n,
    ),
  );
  assert.ok(Number.isFinite(membershipOdds(membershipTraits(many, 300)[0]!)));
});
