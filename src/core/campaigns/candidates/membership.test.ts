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

test('what is much in a log of light users is little where each member sends hundreds of requests', () => {
  const light = MEMBERS.map(({ account }) => use([0, 1, 2, 3], [2, 3, 2, 1], account));
  const heavy = MEMBERS.map(({ account }) => use([0, 1, 2, 3], [200, 240, 200, 160], account));
  const visitors = Array.from({ length: 60 }, (_, n) => use([1, 2], [3, 3], 100 + n));
  const one = use([1, 2], [5, 4]);
  const odds = (members: BundleUse[]): number => membershipOdds(traits(one, visitors, members));
  assert.ok(odds(light) > odds(heavy) + 2, `${odds(light)} and ${odds(heavy)}`);
  assert.ok(odds(heavy) < Math.log(9), `${odds(heavy)}`);
});

test('the typical account is a member however many strangers meet a bundle in one request', () => {
  const strangers = (n: number): BundleUse[] => Array.from({ length: n }, (_, i) => use([1], [1], 100 + i));
  const member = use([0, 1, 2, 3], [5, 6, 5, 4]);
  assert.deepEqual(
    [0, 15, 300].map((n) => traits(member, strangers(n)).requests),
    [0, 0, 0],
  );
});

test('one stranger who sends more than all members together does not say what is typical', () => {
  const whale = use([0], [2000], 900);
  const member = use([0, 1, 2, 3], [5, 6, 5, 4]);
  assert.equal(traits(member, [whale]).requests, 0);
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
