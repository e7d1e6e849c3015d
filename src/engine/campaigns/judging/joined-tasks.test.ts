import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judged, templated, type TemplatedSent } from '../../../../test/fixtures/templated.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { joinedTasks } from './joined-tasks.ts';
import type { Judgement } from './judge.ts';

/** A group for each list of accounts, with a template of its own, and beside them groups of 20 accounts each that have nothing in common. */
function logOf(...groups: readonly (readonly number[])[]): Judgement[] {
  const others = Array.from({ length: 10 }, (_, at) => Array.from({ length: 20 }, (_, n) => 1000 + 20 * at + n));
  const all = [...groups, ...others];
  const sent = all.flatMap((accounts, template) =>
    accounts.flatMap((account) =>
      Array.from({ length: 6 }, (_, n): TemplatedSent => ({
        account: `a${account}`,
        user: `question ${template} ${account} ${n}`,
        template,
      })),
    ),
  );
  const { slices } = templated(sent);
  return all.map((_, template) => {
    const own = slices.ofTemplate.get(template)!;
    const candidate: Candidate = {
      kind: 'reworded',
      accounts: own.map(({ account }) => account),
      membership: own.map(() => 3),
      traits: own.map(() => ({})),
      near: [],
      templates: [template],
      slices: own.map((slice) => [slice]),
      information: 10,
      strangers: [0],
    };
    const logOdds = template < groups.length ? 1 - template / 10 : -4;
    return { ...judged(candidate, logOdds), score: 1 / (1 + Math.exp(-logOdds)) };
  });
}

const from = (first: number, length: number): number[] => Array.from({ length }, (_, n) => first + n);
const join = (judgements: Judgement[], whole = 2): Judgement[] =>
  joinedTasks(judgements, (candidate) => judged(candidate, whole));

/** Three tasks, of which each account has two. */
const TASKS = [from(0, 24), [...from(0, 12), ...from(24, 12)], from(12, 24)];

test('groups for the tasks of one campaign are one case, with all accounts and templates', () => {
  const [first, ...others] = join(logOf(...TASKS));
  assert.deepEqual(first!.candidate.templates, [0, 1, 2]);
  assert.equal(first!.candidate.accounts.length, 36);
  assert.deepEqual(
    first!.joined!.parts.map(({ candidate }) => candidate.templates[0]),
    [0, 1, 2],
  );
  assert.match(first!.atMostSuspected!, /more accounts in common than chance/);
  assert.equal(others.length, 10);
});

test('of pools of wordings the largest says how many accounts word one prompt anew', () => {
  const [first] = join(logOf(...TASKS));
  assert.deepEqual([first!.candidate.kind, first!.candidate.wordings], ['reworded', 24]);
});

test('groups that have a few accounts in common by chance, or none, are not joined', () => {
  const log = logOf(from(0, 24), from(22, 24), from(60, 24));
  assert.deepEqual(join(log), log);
});

test('the parts stay where the whole makes no better case than one of them', () => {
  const log = logOf(...TASKS);
  assert.deepEqual(join(log, 1), log);
});

test('groups that are all likelier innocent than campaigns are not joined', () => {
  const log = logOf(...TASKS).map((one) => ({ ...one, logOdds: one.logOdds - 2, score: 0.2 }));
  assert.deepEqual(join(log), log);
});

test('a group that is called by itself stays as it is', () => {
  const [called, ...others] = logOf(...TASKS);
  const log = [{ ...called!, logOdds: 3, score: 0.95 }, ...others];
  assert.deepEqual(
    join(log).map(({ candidate }) => candidate.templates.length),
    [1, 2, ...Array.from({ length: 10 }, () => 1)],
  );
});

test('accounts of one part alone are strangers where that part has many more of them than the first', () => {
  const crowd = from(100, 20);
  const [first, ...others] = logOf(...TASKS, [...from(0, 12), ...crowd]);
  const [whole] = join([first!, ...others]);
  assert.deepEqual(whole!.candidate.templates, [0, 1, 2, 3]);
  assert.equal(whole!.candidate.accounts.length, 36);
  assert.equal(whole!.joined!.parts.at(-1)!.candidate.accounts.length, 32);
});

test('a campaign of which most accounts have one task keeps them', () => {
  const few = [from(0, 30), [...from(0, 15), ...from(40, 15)]];
  const [whole] = join(logOf(...few));
  assert.deepEqual(whole!.candidate.templates, [0, 1]);
  assert.equal(whole!.candidate.accounts.length, 45);
});
