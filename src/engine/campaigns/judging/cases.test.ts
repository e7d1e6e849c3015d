import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MONDAY } from '../../../../test/fixtures/requests.ts';
import { chance, judged, templated, type TemplatedSent } from '../../../../test/fixtures/templated.ts';
import { accountProfiles } from '../../accounts/account-profiles.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { joinedCases } from './cases.ts';
import type { Conducting } from './conduct.ts';
import type { Judgement } from './judge.ts';

const MEMBERS = 12;

interface Case {
  judgements: Judgement[];
  context: Conducting;
}

/** Each group has a template and accounts of its own. The first `pieces` work at night and write long, each of the others has an hour and a length. */
function logOf(pieces: number, groups: number, othersDiffer = true): Case {
  const sent = Array.from({ length: groups * MEMBERS * 6 }, (_, i): TemplatedSent => {
    const [group, member, n] = [Math.floor(i / (MEMBERS * 6)), Math.floor(i / 6) % MEMBERS, i % 6];
    const kind = group < pieces || !othersDiffer ? 0 : group;
    const hour = (2 + kind * 5 + 3 * chance(member, n, 1)) % 24;
    return {
      account: `a${group}-${member}`,
      user: `question ${i}`,
      template: group,
      time: MONDAY + n * DAY + hour * HOUR,
      outputTokens: Math.round(900 / (1 + kind) + 40 * chance(member, n, 2)),
    };
  });
  const { table, slices } = templated(sent);
  const judgements = Array.from({ length: groups }, (_, group): Judgement => {
    const own = slices.ofTemplate.get(group)!;
    const candidate: Candidate = {
      kind: 'deep',
      accounts: own.map(({ account }) => account),
      membership: own.map(() => 3),
      traits: own.map(() => ({})),
      near: [],
      templates: [group],
      slices: own.map((slice) => [slice]),
      information: 10,
      strangers: [0],
    };
    const logOdds = group < pieces ? 1 - group / 10 : -4;
    return { ...judged(candidate, logOdds), score: 1 / (1 + Math.exp(-logOdds)) };
  });
  return { judgements, context: { table, profiles: accountProfiles(table, new Map()) } };
}

const join = ({ judgements, context }: Case): Judgement[] => joinedCases(judgements, context);

test('groups that one operator deals its accounts out to are one case, with all accounts and templates', () => {
  const [first, ...others] = join(logOf(6, 26));
  assert.deepEqual(first!.candidate.templates, [0, 1, 2, 3, 4, 5]);
  assert.equal(first!.candidate.slices.flat().length, 6 * MEMBERS);
  assert.deepEqual(
    first!.candidate.accounts,
    [...first!.candidate.accounts].sort((a, b) => a - b),
  );
  assert.deepEqual(
    first!.joined!.parts.map(({ candidate }) => candidate.templates[0]),
    [0, 1, 2, 3, 4, 5],
  );
  assert.equal(others.length, 20);
});

test('a case is as suspicious as its most suspicious part, and is never called', () => {
  const log = logOf(6, 26);
  const [first] = join(log);
  assert.equal(first!.logOdds, log.judgements[0]!.logOdds);
  assert.deepEqual(first!.measured, log.judgements[0]!.measured);
  assert.match(first!.atMostSuspected!, /work alike/);
});

test('cases are the same in any order of the groups', () => {
  const { judgements, context } = logOf(6, 26);
  const shuffled = [...judgements.slice(3), ...judgements.slice(0, 3)].sort((a, b) => b.logOdds - a.logOdds);
  assert.deepEqual(joinedCases(shuffled, context), joinedCases(judgements, context));
});

test('groups are not joined where hardly any of the ordinary groups of the log work less alike', () => {
  const log = logOf(6, 26, false);
  assert.deepEqual(join(log), log.judgements);
});

test('groups of the same accounts are not joined: their conduct is in part the same', () => {
  const { judgements, context } = logOf(6, 26);
  const { accounts } = judgements[0]!.candidate;
  const same = judgements.map((one, at) => (at < 6 ? { ...one, candidate: { ...one.candidate, accounts } } : one));
  assert.deepEqual(joinedCases(same, context), same);
});

test('a group that is called by itself stays as it is, and no group beside it is called because of it', () => {
  const { judgements, context } = logOf(7, 26);
  const [first, ...others] = judgements;
  const called = { ...first!, logOdds: 3, score: 0.95 };
  const found = joinedCases([called, ...others], context);
  assert.deepEqual(found[0], called);
  assert.deepEqual(found[1]!.candidate.templates, [1, 2, 3, 4, 5, 6]);
});

test('a group that something public explains makes no case larger', () => {
  const { judgements, context } = logOf(6, 26);
  const cleared = { ...judgements[5]!, atMostSuspected: 'public', notSuspected: true as const };
  const found = joinedCases([...judgements.slice(0, 5), cleared, ...judgements.slice(6)], context);
  assert.deepEqual(found[0]!.candidate.templates, [0, 1, 2, 3, 4]);
  assert.ok(found.includes(cleared));
});

test('groups that work at other hours than the others stay by themselves', () => {
  const { judgements, context } = logOf(3, 26);
  const likely = judgements.map((one, at) => (at < 6 ? { ...one, logOdds: 1 - at / 10, score: 0.6 } : one));
  const found = joinedCases(likely, context);
  assert.deepEqual(found.find(({ joined }) => joined !== undefined)?.candidate.templates, [0, 1, 2]);
});
