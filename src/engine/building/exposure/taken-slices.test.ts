import assert from 'node:assert/strict';
import { test } from 'node:test';
import { templated, type TemplatedSent } from '../../../../test/fixtures/templated.ts';
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import type { Candidate, CandidateKind } from '../../campaigns/candidates/candidate.ts';
import { exposureFacts } from '../../../report/shape/exposure/exposure-facts.ts';
import { FLAG } from '../../table/request-flags.ts';
import { besideSlices, ownSlices, takenByAccounts } from './taken-slices.ts';

const MEMBERS = ['a', 'b', 'c', 'd'];
const OTHERS = Array.from({ length: 60 }, (_, at) => `other ${at}`);

/** Templates and rows that count beside those of a campaign of four accounts whose template is number 0. */
function beside(more: readonly TemplatedSent[], kind: CandidateKind = 'joint'): [template: number, rows: number][] {
  const { table, slices } = templated([
    ...MEMBERS.map((account) => ({ account, template: 0 })),
    ...OTHERS.map((account) => ({ account, template: 1 })),
    ...more,
  ]);
  const numberOf = (account: string): number => table.names.account.values.indexOf(account);
  const accounts = MEMBERS.map(numberOf).sort((a, b) => a - b);
  const own = accounts.map((account) => slices.ofAccount.get(account)!.filter(({ template }) => template === 0));
  const candidate = { kind, accounts, templates: [0], slices: own } as unknown as Candidate;
  const profiles = new Map(
    [...MEMBERS, ...OTHERS].map((account) => [numberOf(account), {} as AccountProfile] as const),
  );
  return besideSlices(candidate, { slices, profiles }).map(({ template, rows }) => [template, rows.length]);
}

const by = (template: number, accounts: readonly string[]): TemplatedSent[] =>
  accounts.map((account) => ({ account, template }));

test('a template that most of a campaign and nobody else has counts as taken', () => {
  assert.deepEqual(beside(by(2, ['a', 'b', 'c'])), [
    [2, 1],
    [2, 1],
    [2, 1],
  ]);
});

test('a template that half of a campaign has, or somebody else too, may be a customer’s and does not count', () => {
  assert.deepEqual(beside(by(2, ['a', 'b'])), []);
  assert.deepEqual(beside(by(2, ['a', 'b', 'c', 'other 1'])), []);
  assert.deepEqual(beside([]), []);
});

test('a template of all keys of a relay and of nobody else is one of its other customers’ and does not count for one that distils', () => {
  assert.deepEqual(beside(by(2, ['a', 'b', 'c']), 'relayed'), []);
});

/** Requests that count of a campaign of two accounts, by template. */
function own(kind: CandidateKind, sent: readonly number[], strangers: readonly number[]): number[] {
  const templates = sent.map((_, template) => template);
  const slices = [1, 2].map((account) =>
    templates.map((template) => ({ account, template, rows: new Uint32Array(sent[template]!) })),
  );
  const counted = sent.map(() => 0);
  for (const { template, rows } of ownSlices({ kind, templates, slices, strangers } as unknown as Candidate))
    counted[template]! += rows.length;
  return counted;
}

test('what more others ask than a campaign’s own accounts does not count as taken, unless it is most of what these ask', () => {
  assert.deepEqual(own('joint', [9, 4], [0, 2]), [18, 8]);
  assert.deepEqual(own('joint', [9, 4], [0, 3]), [18, 0]);
  assert.deepEqual(own('joint', [4, 9], [0, 3]), [8, 18]);
});

test('what a relay passes on for one client counts as a whole, however many others ask the same', () => {
  assert.deepEqual(own('relayed', [9, 4], [0, 3]), [18, 8]);
});

test('answers to all that accounts sent are counted without those that failed, and are said to be the most there was to take', () => {
  const { table } = templated([
    { account: 'a', template: 0 },
    { account: 'a', template: 1 },
    { account: 'b', template: 0 },
    { account: 'c', template: 0 },
  ]);
  table.rows.outputTokens.set([10, 20, 30, 40]);
  table.rows.flags[1] = FLAG.error;
  const profiles = new Map([
    [1, { rows: [0, 1] }],
    [2, { rows: [2] }],
  ]) as unknown as Map<number, AccountProfile>;
  const ofAccounts = takenByAccounts({ accounts: [1, 2] }, { table, profiles });
  assert.deepEqual(ofAccounts, { answers: 2, outputTokens: 40 });
  const none = { requests: 1, failed: 0, prompts: 1, turns: 1, inputTokens: 0, outputTokens: 0, counted: 0 };
  const facts = new Map(exposureFacts({ ...none, kinds: [], models: [], days: [], ofAccounts }));
  assert.match(facts.get('Upper limit')!, /^2 answers, 40 output tokens, all that its accounts got/);
});
