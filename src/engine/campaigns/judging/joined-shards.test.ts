import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MONDAY } from '../../../../test/fixtures/requests.ts';
import { chance, judged, templated, type TemplatedSent } from '../../../../test/fixtures/templated.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { joinedShards } from './joined-shards.ts';
import type { Judgement } from './judge.ts';

const MEMBERS = 12;

/** Each group has a template and accounts of its own. The first `shards` work at night and write long, each of the others has an hour and a length. */
function logOf(shards: number, groups: number, othersDiffer = true): { judgements: Judgement[]; rows: Rows } {
  const sent = Array.from({ length: groups * MEMBERS * 6 }, (_, i): TemplatedSent => {
    const [group, member, n] = [Math.floor(i / (MEMBERS * 6)), Math.floor(i / 6) % MEMBERS, i % 6];
    const kind = group < shards || !othersDiffer ? 0 : group;
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
    const logOdds = group < shards ? 1 - group / 10 : -4;
    return { ...judged(candidate, logOdds), score: 1 / (1 + Math.exp(-logOdds)) };
  });
  return { judgements, rows: table.rows };
}
type Rows = Parameters<typeof joinedShards>[1]['rows'];

const join = ({ judgements, rows }: ReturnType<typeof logOf>, whole = 2): Judgement[] =>
  joinedShards(judgements, { rows, judge: (candidate) => judged(candidate, whole) });

test('prompts that a campaign deals its accounts out to are one case, with all accounts and templates', () => {
  const [first, ...others] = join(logOf(6, 26));
  assert.deepEqual(first!.candidate.templates, [0, 1, 2, 3, 4, 5]);
  assert.equal(first!.candidate.accounts.length, 6 * MEMBERS);
  assert.deepEqual(
    first!.candidate.accounts,
    [...first!.candidate.accounts].sort((a, b) => a - b),
  );
  assert.equal(first!.candidate.slices.flat().length, 6 * MEMBERS);
  assert.equal(first!.joined?.parts.length, 6);
  assert.match(first!.atMostSuspected!, /work alike/);
  assert.equal(others.length, 20);
});

test('groups are not joined where the ordinary groups of the log work alike as often', () => {
  const log = logOf(6, 26, false);
  assert.deepEqual(join(log), log.judgements);
});

test('groups of the same accounts are no shards of one campaign', () => {
  const { judgements, rows } = logOf(6, 26);
  const { accounts } = judgements[0]!.candidate;
  const same = judgements.map((one, at) => (at < 6 ? { ...one, candidate: { ...one.candidate, accounts } } : one));
  assert.deepEqual(join({ judgements: same, rows }), same);
});

test('a group that is called by itself stays as it is beside its shards', () => {
  const { judgements, rows } = logOf(7, 26);
  const [called, ...others] = judgements;
  const log = { judgements: [{ ...called!, logOdds: 3, score: 0.95 }, ...others], rows };
  const found = join(log);
  assert.deepEqual(found[0], log.judgements[0]);
  assert.deepEqual(found[1]!.candidate.templates, [1, 2, 3, 4, 5, 6]);
});

test('the parts stay where the whole is likelier innocent than a campaign', () => {
  const log = logOf(6, 26);
  assert.deepEqual(join(log, -1), log.judgements);
});

test('a group that works like one of the shards and unlike the others is left out', () => {
  const { judgements, rows } = logOf(6, 26);
  const like = (one: Candidate, other: Candidate, from: number): Candidate => ({
    ...one,
    slices: [...one.slices.slice(0, from), ...other.slices.slice(from)],
  });
  // Half of the first group works as the last one does, which is likelier a campaign now.
  const last = judgements[25]!.candidate;
  const mixed = [
    { ...judgements[0]!, candidate: like(judgements[0]!.candidate, last, MEMBERS / 2) },
    ...judgements.slice(1, 6),
    { ...judgements[25]!, logOdds: 0.1, score: 0.5 },
    ...judgements.slice(6, 25),
  ];
  assert.ok(
    join({ judgements: mixed, rows }).every(
      ({ candidate }) => candidate.templates.length === 1 || !candidate.templates.includes(25),
    ),
  );
});

test('a few groups that work alike by chance are not joined', () => {
  const log = logOf(2, 22);
  assert.deepEqual(join(log), log.judgements);
});
