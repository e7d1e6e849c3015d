import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BundleUse, Membership, membershipOdds, type MembershipTraits } from './membership.ts';

const use = (templates: readonly number[], prompts: readonly number[], account = 0): BundleUse => ({
  account,
  templates: [...templates],
  prompts: [...prompts],
  requests: prompts.reduce((sum, n) => sum + n, 0),
});
/** Twenty members that use all four templates evenly. */
const MEMBERS = Array.from({ length: 20 }, (_, n) => use([0, 1, 2, 3], [5, 6, 5, 4], n));
const traits = (one: BundleUse, others: readonly BundleUse[] = [], all = one.requests): MembershipTraits =>
  new Membership([...MEMBERS, ...others, one], 4).traitsOf(one, all);
const odds = (...given: Parameters<typeof traits>): number => membershipOdds(traits(...given));

test('an account that does as the members do is sure to belong', () => {
  assert.ok(odds(use([0, 1, 2, 3], [4, 4, 5, 4])) > Math.log(9));
});

test('one that meets the campaign in a template that strangers use does not belong', () => {
  const strangers = Array.from({ length: 60 }, (_, n) => use([1], [1], 100 + n));
  assert.ok(odds(use([1], [1]), strangers, 200) < 0);
});

test('a template of many strangers tells less than one of members alone', () => {
  const strangers = Array.from({ length: 60 }, (_, n) => use([1], [2], 100 + n));
  assert.ok(traits(use([1], [6]), strangers).purity! < traits(use([2], [6]), strangers).purity! - 2);
});

test('forty requests of one template alone are not the members’ mix', () => {
  assert.ok(traits(use([0], [40])).mix! < traits(use([0, 1, 2, 3], [10, 10, 10, 10])).mix! - 3);
});

test('a bundle of one template is told by how deep accounts go into it', () => {
  const users = Array.from({ length: 10 }, (_, n) => use([0], [12], n));
  const model = new Membership([...users, use([0], [1], 50)], 1);
  const [deep, shallow] = [model.traitsOf(users[0]!, 12), model.traitsOf(use([0], [1], 50), 40)];
  assert.deepEqual([deep.purity, deep.mix], [undefined, undefined]);
  assert.ok(membershipOdds(deep) > membershipOdds(shallow) + 1);
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
  assert.ok(Number.isFinite(membershipOdds(new Membership(many, 300).traitsOf(many[0]!, 300))));
});
