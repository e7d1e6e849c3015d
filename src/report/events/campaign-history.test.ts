import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportReport } from '../../../test/fixtures/export-case.ts';
import { guardOf } from '../../schema/guard.ts';
import { campaignKey } from '../shape/campaign-key.ts';
import { Report } from '../shape/report.ts';
import { continued, remembered, type SeenCampaign } from './campaign-history.ts';

const DAY = 86_400_000;
const MONDAY = Date.UTC(2026, 10, 23, 5, 17);
const [C1, C2] = exportReport().campaigns;

/** One night after the other: what each scan reports with what the ones before left behind. */
function nights(reports: readonly Report[]): Report[] {
  let seen: readonly SeenCampaign[] = [];
  return reports.map((report, night) => {
    const told = continued(report, seen);
    seen = remembered(told, seen, MONDAY + night * DAY);
    return told;
  });
}

const withCampaigns = (...campaigns: Report['campaigns']): Report => ({ ...exportReport(), campaigns });

test('a campaign keeps its key though its number, its members and its most used template change', () => {
  const moved = { ...C2!, id: 'C1', key: 'K00000002', accounts: [...C2!.accounts, 'key-new'] };
  const [first, second] = nights([
    withCampaigns({ ...C1!, key: 'K00000001' }, { ...C2!, key: 'K0000000f' }),
    withCampaigns(moved, { ...C1!, id: 'C2', key: 'K00000001' }),
  ]);
  assert.deepEqual(
    first!.campaigns.map(({ key }) => key),
    ['K00000001', 'K0000000f'],
  );
  assert.deepEqual(
    second!.campaigns.map(({ id, key }) => [id, key]),
    [
      ['C1', 'K0000000f'],
      ['C2', 'K00000001'],
    ],
  );
});

test('the report says which scan found it first, how many did, and since when it sends', () => {
  const later = { ...C1!, first: C1!.first! + 5 * DAY };
  const reports = nights([withCampaigns(C1!), withCampaigns(later)]);
  assert.deepEqual(
    reports.map(({ campaigns }) => campaigns[0]!.history),
    [
      { status: 'new', scans: 1, first: C1!.first },
      { status: 'known', scans: 2, firstScan: MONDAY, first: C1!.first },
    ],
  );
  for (const report of reports) assert.ok(guardOf(Report)(JSON.parse(JSON.stringify(report))));
});

test('a campaign that is gone is named with the scan that found it last, and is back when it is back', () => {
  const [, away, again] = nights([withCampaigns(C1!, C2!), withCampaigns(C1!), withCampaigns(C1!, C2!)]);
  assert.equal(away!.gone?.length, 1);
  const [gone] = away!.gone;
  assert.deepEqual([gone!.firstScan, gone!.lastScan, gone!.scans, gone!.last], [MONDAY, MONDAY, 1, C2!.last]);
  assert.match(gone!.name, / · 3 accounts$/);
  const { history, key } = again!.campaigns[1]!;
  assert.deepEqual(history, { status: 'back', scans: 2, firstScan: MONDAY, first: C2!.first });
  assert.equal(key, gone!.key);
  assert.equal(again!.gone, undefined);
});

test('nothing is gone from a log that was cut short or cannot be judged', () => {
  const none = withCampaigns();
  const blind = { ...none, coverage: { ...none.coverage, state: 'not-judged' as const } };
  for (const report of [{ ...none, partial: true }, blind]) {
    const [, night] = nights([withCampaigns(C1!), report]);
    assert.equal(night!.gone, undefined);
  }
});

test('a new campaign does not get the key that another one brought along', () => {
  const other = { ...C2!, key: 'K00000001' };
  const [, second] = nights([
    withCampaigns({ ...C1!, key: 'K00000001' }),
    withCampaigns({ ...C1!, key: 'K00000009' }, other),
  ]);
  const keys = second!.campaigns.map(({ key }) => key);
  assert.equal(keys[0], 'K00000001');
  assert.match(keys[1]!, /^K[0-9a-f]{8}$/);
  assert.notEqual(keys[1], 'K00000001');
});

test('a campaign that was given the key and the template id of one that is gone is new, and leaves the history of that alone', () => {
  const key = campaignKey('T0000000a');
  const [old, forged] = ['a', 'b'].map((digit) => ({ key, templates: ['T0000000a'], says: [digit.repeat(32)] }));
  const [first, second] = nights([
    withCampaigns({ ...C1!, ...old }),
    withCampaigns({ ...C2!, accounts: ['new-1', 'new-2'], ...forged }),
  ]);
  assert.equal(first!.campaigns[0]!.key, key);
  assert.equal(second!.campaigns[0]!.history?.status, 'new');
  assert.notEqual(second!.campaigns[0]!.key, key);
  assert.deepEqual(
    second!.gone?.map((one) => one.key),
    [key],
  );
});
