import assert from 'node:assert/strict';
import { test } from 'node:test';
import { templated, type TemplatedSent } from '../../../../test/fixtures/templated.ts';
import { addTo } from '../../../math/lists/many.ts';
import { Random } from '../../../math/random.ts';
import { accountProfiles } from '../../accounts/account-profiles.ts';
import { templateBundles } from '../candidates/template-bundles.ts';
import { type Candidate, candidateOf } from '../candidates/candidate.ts';
import { dealer, linkTests, strongestDealt } from './null-links.ts';
import { isTested, type NullTest } from './null-test.ts';
import { sharedTemplates, type SharedTemplates } from '../candidates/shared-templates.ts';

const twice = (account: string, template: number): TemplatedSent[] => [
  { account, template },
  { account, template },
];
const random = new Random('traffic');
/** Two hundred people who each use two of forty templates, whichever. */
const PEOPLE = Array.from({ length: 200 }, (_, n) =>
  [random.below(40), random.below(40)].flatMap((template) => twice(`p${n}`, template)),
).flat();
/** Ten accounts that use the same three templates. */
const BLOCK = Array.from({ length: 10 }, (_, n) => [40, 41, 42].flatMap((t) => twice(`m${n}`, t))).flat();

function logOf(sent: readonly TemplatedSent[]): { shared: SharedTemplates; candidate: Candidate } {
  const { table, templates, slices } = templated(sent);
  const shared = sharedTemplates(slices, templates.ids.length, 210);
  const input = { slices, shared, table, profiles: accountProfiles(table, new Map()) };
  return { shared, candidate: candidateOf('joint', [40, 41, 42], input, 5)! };
}
const { shared, candidate } = logOf([...PEOPLE, ...BLOCK]);
const dealt = (seed: number): number[] => strongestDealt({ shared, accounts: 210, smallest: 5, seed });

test('dealing links out anew keeps how many templates each account uses and how many accounts use each template', () => {
  const dealt = dealer(shared)(new Random(1));
  const [before, after] = [shared, dealt].map(({ users }) => {
    const ofAccount = new Map<number, number[]>();
    for (const [template, accounts] of users) for (const account of accounts) addTo(ofAccount, account, template);
    return ofAccount;
  });
  for (const [account, own] of before!) {
    const now = after!.get(account)!;
    assert.equal(now.length, own.length);
    assert.equal(new Set(now).size, now.length, 'no template is dealt twice to one account');
  }
  for (const [template, users] of shared.users) assert.equal(dealt.users.get(template)!.length, users.length);
  const moved = [...before!].filter(([account, own]) => after!.get(account)!.join() !== own.join());
  assert.ok(moved.length > 100, `${moved.length}`);
});

test('what is dealt depends on the seed alone, and not on what was dealt before', () => {
  const deal = dealer(shared);
  const usersOf = (seed: number): [number, number[]][] =>
    [...deal(new Random(seed)).users].map(([template, users]) => [template, [...users]]);
  const first = usersOf(1);
  assert.notDeepEqual(usersOf(2), first);
  assert.deepEqual(usersOf(1), first);
  assert.ok(first.every(([, users]) => users.every((account, at) => at === 0 || users[at - 1]! < account)));
});

test('a block of accounts that use the same templates is beyond chance, at the least p-value there is', () => {
  const [found] = linkTests([candidate], dealt(1)) as [NullTest];
  assert.equal(found.n, 99);
  assert.equal(found.p, 0.01);
  assert.ok(Math.abs(found.statistic - candidate.information * candidate.accounts.length) < 1e-9);
});

test('a block that chance makes as easily is not beyond chance', () => {
  // As many links in the dealt logs' strongest bundle as in this pair of templates.
  const information = 0.5;
  const accounts = candidate.accounts.slice(0, 2);
  const [found] = linkTests([{ ...candidate, accounts, information }], dealt(1)) as [NullTest];
  const strongest = templateBundles(dealer(shared)(new Random('links', 1, 0)), 210);
  assert.ok(found.p > 0.2 || strongest.length === 0, `${found.p}`);
});

test('accounts that share a single template are not tested: the null has as many users of it', () => {
  const [found] = linkTests([{ ...candidate, templates: [40] }], dealt(1));
  assert.ok(found && !isTested(found));
  assert.match(found.reason, /one template/);
});

test('accounts that each have a wording of their own are not tested: none shares several templates with another', () => {
  const [found] = linkTests([{ ...candidate, kind: 'pooled' }], dealt(1));
  assert.ok(found && !isTested(found));
  assert.match(found.reason, /in its own way/);
});

test('the same seed gives the same p-values, and a test of many candidates is that of each', () => {
  const both = linkTests([candidate, { ...candidate, templates: [40] }], dealt(3));
  assert.deepEqual(both[0], linkTests([candidate], dealt(3))[0]);
});
