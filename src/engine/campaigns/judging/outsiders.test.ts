import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, judged, traffic } from '../../../../test/fixtures/templated.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { Judgement } from './judge.ts';
import { partedOutsiders } from './outsiders.ts';

const { candidate: all } = candidateCase(traffic(30, 4, () => ({})));

/** Members from `from` up to `to`. */
const part = (from: number, to: number): Candidate => ({
  ...all,
  accounts: all.accounts.slice(from, to),
  membership: all.membership.slice(from, to),
  traits: all.traits.slice(from, to),
  slices: all.slices.slice(from, to),
});
/** A template that is a published prompt. */
const PUBLISHED = 98;

/** Accounts and log odds of what is left, where any group with one of these accounts has log odds of −4, and others of 3. */
const left = (judgements: readonly Judgement[], innocent: readonly number[]): [string, number][] =>
  partedOutsiders(judgements, {
    judge: (candidate) => judged(candidate, candidate.accounts.some((account) => innocent.includes(account)) ? -4 : 3),
    isPublished: (template) => template === PUBLISHED,
    isKey: () => false,
  }).map(({ candidate: { accounts }, logOdds }) => [`${accounts[0]} to ${accounts.at(-1)}`, logOdds]);

test('accounts that share a template with a called campaign and make no case by themselves are not called with it', () => {
  const campaign = judged(part(0, 20), 4);
  assert.deepEqual(left([campaign, judged(part(10, 25), 2.5)], [21, 22, 23, 24, 25]), [
    ['1 to 20', 4],
    ['11 to 20', 3],
    ['21 to 25', -4],
  ]);
});

test('accounts that only the more suspicious of two called groups has, and that make no case by themselves, are not called', () => {
  const both = [judged(part(0, 20), 4), judged(part(5, 20), 3)];
  assert.deepEqual(left(both, [1, 2, 3, 4, 5]), [
    ['6 to 20', 3],
    ['6 to 20', 3],
    ['1 to 5', -4],
  ]);
  const [whole, likely] = [both[0]!, judged(part(5, 20), 2)];
  assert.deepEqual(left([whole, likely], [1, 2, 3, 4, 5])[0], ['1 to 20', 4]);
});

test('accounts that make a case by themselves stay in the group that they share with a more suspicious one', () => {
  const groups = [judged(part(0, 20), 4), judged(part(10, 30), 2.5)];
  assert.deepEqual(
    partedOutsiders(groups, {
      judge: (candidate) => judged(candidate, 1),
      isPublished: () => false,
      isKey: () => false,
    }),
    groups,
  );
});

test('a few accounts are no group of their own when a group is parted', () => {
  assert.deepEqual(left([judged(part(0, 12), 4), judged(part(10, 30), 0.5)], [25]), [
    ['1 to 12', 4],
    ['13 to 30', -4],
  ]);
  assert.deepEqual(left([judged(part(0, 12), 4), judged(part(5, 14), 0.5)], [13]), [
    ['1 to 12', 4],
    ['6 to 12', 3],
  ]);
});

test('a group that is too small without accounts that make no case by themselves is suspected at most', () => {
  const [, small] = partedOutsiders([judged(part(0, 12), 4), judged(part(8, 16), 0.5)], {
    judge: (candidate) => judged(candidate, -4),
    isPublished: () => false,
    isKey: () => false,
  });
  assert.equal(small!.candidate.accounts.length, 8);
  assert.match(small!.atMostSuspected!, /too small to judge/);
});

test('a group is not parted from accounts that are likelier innocent themselves, nor where it adds none', () => {
  const cleared = [judged(part(0, 10), 4), judged(part(2, 8), 2), judged(part(15, 20), -1), judged(part(12, 18), -2)];
  assert.deepEqual(
    partedOutsiders(cleared, {
      judge: () => assert.fail('nothing is to be judged again'),
      isPublished: () => false,
      isKey: () => false,
    }),
    cleared,
  );
});

test('a part keeps the templates that its accounts use, and knows the group that it is of', () => {
  const second: Candidate = { ...part(5, 15), templates: [...all.templates, 99], strangers: [...all.strangers, 1] };
  const [, , rest] = partedOutsiders([judged(part(0, 10), 4), judged(second, 2)], {
    judge: (candidate) => judged(candidate, candidate.accounts.includes(all.accounts[12]!) ? -1 : 3),
    isPublished: () => false,
    isKey: () => false,
  });
  assert.deepEqual(rest!.candidate.templates, all.templates);
  assert.equal(rest!.candidate.strangers.length, all.templates.length);
  assert.equal(rest!.candidate.whole, second);
});

test('a pool of wordings is parted from those who send a published prompt as it is, and a bundle is not', () => {
  const reworded = part(0, 12);
  const asPublished = part(12, 14);
  const slices = asPublished.slices.map((own) =>
    own.map((slice) => ({ ...slice, rows: slice.rows, template: PUBLISHED })),
  );
  const pool: Candidate = {
    ...part(0, 14),
    kind: 'pooled',
    slices: [...reworded.slices, ...slices],
    templates: [...all.templates, PUBLISHED],
    strangers: [...all.strangers, 0],
  };
  assert.deepEqual(left([judged(pool, 2)], [13]), [['1 to 12', 3]]);
  assert.deepEqual(left([judged({ ...pool, kind: 'joint' }, 2)], [13]), [['1 to 14', 2]]);
});

test('a group with a main template is parted from accounts that send only what else it has in common', () => {
  const others = part(12, 14);
  const slices = others.slices.map((own) => own.map((slice) => ({ ...slice, rows: slice.rows, template: 99 })));
  const group: Candidate = {
    ...part(0, 14),
    slices: [...part(0, 12).slices.map((own) => own.slice(0, 1)), ...slices],
    templates: [all.templates[0]!, 99],
    strangers: [0, 40],
  };
  assert.deepEqual(left([judged(group, 2)], [13]), [['1 to 12', 3]]);
  // Where no template is that of most, there is no main one.
  const even = {
    ...group,
    slices: group.slices.map((own, at) => own.map((slice) => ({ ...slice, rows: slice.rows, template: at % 2 }))),
  };
  assert.deepEqual(left([judged(even, 2)], [13]), [['1 to 14', 2]]);
});

test('keys of a relay are not called with the accounts whose prompts their customers send too, unless they make a case themselves', () => {
  const parts = (odds: number): [number, number][] =>
    partedOutsiders([judged(part(0, 30), 4)], {
      judge: (candidate) => judged(candidate, candidate.accounts.every((account) => account > 20) ? odds : 3),
      isPublished: () => false,
      isKey: (account) => account > 20,
    }).map(({ candidate: { accounts }, logOdds }) => [accounts.length, logOdds]);
  assert.deepEqual(parts(-4), [
    [20, 3],
    [10, -4],
  ]);
  assert.deepEqual(parts(1), [[30, 4]]);
});
