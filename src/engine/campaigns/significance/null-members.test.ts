import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, type TemplatedSent } from '../../../../test/fixtures/templated.ts';
import { slicesOf } from '../../accounts/slices.ts';
import type { CandidateKind } from '../candidates/candidate.ts';
import { memberTests, type MemberTest } from './null-members.ts';
import { isTested } from './null-test.ts';

const sends = (account: string, ...templates: number[]): TemplatedSent[] =>
  templates.flatMap((template) => Array.from({ length: 4 }, () => ({ account, template })));
const MEMBERS = Array.from({ length: 8 }, (_, n) => sends(`m${n}`, 0, 1, 2)).flat();
const STRANGERS = (count: number): TemplatedSent[] =>
  Array.from({ length: count }, (_, n) => sends(`s${n}`, 3, 4, n % 50 ? 5 : 0)).flat();

function tested(sent: TemplatedSent[], kind: CandidateKind = 'joint'): ReturnType<typeof memberTests> {
  const { candidate, context } = candidateCase(sent);
  const templates = { ids: ['a', 'b', 'c', 'd', 'e', 'f'], clauses: [] };
  const slices = slicesOf(context.table, {
    ...templates,
    ofRow: Int32Array.from(sent, ({ template }) => template ?? -1),
  });
  const members = { ...candidate, kind, templates: [0, 1, 2] };
  return memberTests(members, slices, context.profiles, new Set(candidate.accounts));
}

test('members share more with one another than any ordinary account does with them', () => {
  const members = tested([...MEMBERS, ...STRANGERS(300)]) as MemberTest[];
  assert.equal(members.length, 8);
  for (const { p, q, n, statistic } of members) {
    assert.equal(n, 300);
    assert.equal(p, 1 / 301);
    assert.ok(q > p && q < 0.2, `${q}`);
    assert.ok(statistic > 5);
  }
});

test('an account that shares nothing with the other members is not beyond chance, though it was counted in', () => {
  const members = tested([...MEMBERS, ...sends('m8', 6, 6, 6), ...STRANGERS(300)]) as MemberTest[];
  assert.ok(members[8]!.p > 0.9, `${members[8]!.p}`);
});

test('members who each have a wording of their own share the prompt that these are wordings of', () => {
  const each = Array.from({ length: 8 }, (_, n) => sends(`m${n}`, n % 3)).flat();
  const others = [...STRANGERS(300)];
  for (const member of tested([...each, ...others])) assert.ok(isTested(member) && member.p > 0.9);
  for (const member of tested([...each, ...others], 'pooled')) assert.ok(isTested(member) && member.p < 0.05);
});

test('so many members as there are bound the false discovery rate from below', () => {
  const members = tested([...MEMBERS, ...STRANGERS(3000)]) as MemberTest[];
  for (const { q } of members) assert.ok(Math.abs(q - 1 / 8) < 0.01, `${q}`);
});

test('a log with few other accounts makes no p-value up', () => {
  const members = tested([...MEMBERS, ...STRANGERS(40)]);
  for (const member of members) {
    assert.ok(!isTested(member));
    assert.match(member.reason, /there are only 40/);
  }
});
