import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../../test/fixtures/synthetic-result.ts';
import { closeTo } from '../../../text/evidence-side.ts';
import { activityFact } from '../../../report/shape/campaign-facts.ts';
import { Results } from '../results.ts';
import { accountUse } from './account-use.ts';
import { caseOf, nearAccounts } from './case.ts';
import { accountDetail } from './details.ts';

const DAY = 86_400_000;

const { report, index } = syntheticResult({ campaigns: 2, members: 3, ordinary: 5, requests: 30 });
const results = new Results(report, index, 'log');
const view = caseOf(results, 'C1');
assert.ok(view);

test('a round has every account once at most, in the order of time', () => {
  assert.deepEqual(view.accounts, ['sk-c1-1', 'sk-c1-2', 'sk-c1-3']);
  assert.ok(view.rounds.length >= 5);
  for (const round of view.rounds) {
    round.forEach((request, at) => assert.ok(request === null || request.account === view.accounts[at]));
    const times = round.flatMap((request) => request?.time ?? []);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
  }
});

test('requests to compare are of more than one account, no one twice, and all of the campaign', () => {
  const places = view.pool.map(({ line }) => line.offset);
  assert.equal(new Set(places).size, places.length);
  assert.ok(new Set(view.pool.map(({ account }) => account)).size > 1);
  for (const { account } of view.pool) assert.match(account, /^sk-c1-/);
});

test('each member says what the campaign would lose without it', () => {
  const members = view.members.filter(({ member }) => member);
  assert.equal(members.length, 3);
  assert.equal(
    members.reduce((sum, { requests }) => sum + requests, 0),
    90,
  );
  // All three use the one template: nobody's leaving takes it away, and each follows another.
  for (const { ownTemplates, turns } of members) assert.ok(ownTemplates === 0 && turns > 0.9);
  for (const { hours, requests } of members)
    assert.equal(
      hours.reduce((sum, one) => sum + one, 0),
      requests,
    );
});

test('no account has stopped while its campaign is still running, and all have once it ended', () => {
  const { period } = report;
  assert.ok(period);
  const stopped = (later: number): number => {
    const longer = { ...report, period: { ...period, end: period.end + later } };
    const activity = activityFact(longer.campaigns[0]!, longer);
    const stops = caseOf(new Results(longer, index, 'log'), 'C1')?.events.filter(({ kind }) => kind === 'stops') ?? [];
    assert.equal(stops.length === 3, activity.startsWith('ended'), activity);
    return stops.length;
  };
  assert.equal(stopped(DAY / 4), 0);
  assert.equal(stopped(9 * DAY), 3);
});

test('an account that the evidence puts beside the campaign is near, not a member', () => {
  const beside = { detector: 'membership', text: `${closeTo('C1')}it sends 3.` };
  const near = { ...report.accounts.at(-1)!, evidence: [{ ...report.campaigns[0]!.evidence[0]!, ...beside }] };
  const accounts = [...report.accounts.slice(0, -1), near];
  const found = caseOf(new Results({ ...report, accounts }, index, 'log'), 'C1')?.members ?? [];
  assert.deepEqual(
    found.filter(({ member }) => !member).map(({ account }) => account),
    [near.account],
  );
});

test('the page of an account adds up to its requests, and compares it with ordinary accounts only', () => {
  const use = accountUse(results, 'sk-c1-1');
  assert.ok(use);
  assert.equal(
    use.rows.reduce((sum, { total }) => sum + total, 0),
    30,
  );
  for (const { requests, total } of use.rows)
    assert.equal(
      requests.reduce((sum, value) => sum + value, 0),
      total,
    );
  for (const { account } of use.nearest) assert.match(account, /^user-/);
  const [requests] = use.measures;
  assert.deepEqual([requests?.own, requests?.campaign, requests?.ordinary], [30, 30, 30]);
});

test('an account is near the campaign that its evidence says it is close to, and no other that shares a sentence', () => {
  assert.deepEqual(nearAccounts(results), []);
  const shared = report.campaigns[0]!.evidence[0]!;
  const near = structuredClone(report);
  const ordinary = near.accounts.find(({ campaign }) => campaign === undefined)!;
  const text = `${closeTo('C1')}it sends 3.`;
  ordinary.evidence.push(shared);
  ordinary.counterEvidence.push({ ...shared, detector: 'membership', statistic: 0.4, weight: -1, text });
  near.campaigns[1]!.evidence = [shared];
  const nearby = new Results(near, index, 'log');
  const found = nearAccounts(nearby).map(({ account, campaign, belongs }) => [account, campaign, belongs]);
  assert.deepEqual(found, [[ordinary.account, 'C1', 0.4]]);
  assert.deepEqual(accountDetail(nearby, ordinary.account)?.near, ['C1']);
  assert.deepEqual(accountDetail(nearby, near.campaigns[0]!.accounts[0]!)?.near, []);
  near.campaigns[0]!.verdict = 'none';
  assert.deepEqual(accountDetail(new Results(near, index, 'log'), ordinary.account)?.near, []);
});
