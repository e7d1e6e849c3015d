import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../../test/fixtures/synthetic-result.ts';
import type { HeatmapQuery } from '../../../protocol/messages.ts';
import { Heatmap } from './heatmap.ts';
import { Results } from '../results.ts';
import { workOf } from '../../../../test/harness/work.ts';

const query: HeatmapQuery = {
  metric: 'requests',
  sort: 'score',
  group: 'none',
  filter: '',
  from: 0,
  to: 0,
  bins: 10,
  firstRow: 0,
  rows: 2000,
};

function heatmapOf(options: Parameters<typeof syntheticResult>[0] = {}): Heatmap {
  const { report, index } = syntheticResult(options);
  return new Heatmap(new Results(report, index, ''));
}

const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0);

test('every request with a time falls into exactly one cell', () => {
  const grid = heatmapOf().grid(query, 1);
  assert.equal(grid.totalRows, 16);
  assert.equal(grid.values.length, 160);
  assert.equal(sum(grid.values), 320);
});

test('the largest value is that of all rows, so colours stand still while scrolling', () => {
  const heatmap = heatmapOf();
  const whole = heatmap.grid(query, 1);
  const window = heatmap.grid({ ...query, firstRow: 14, rows: 5 }, 1);
  assert.equal(window.max, whole.max);
  assert.equal(window.accounts.length, 2);
  assert.equal(window.totalRows, 16);
  assert.deepEqual(window.values, whole.values.slice(140));
});

test('a filter looks at the account, its organisation and its campaign, in any case', () => {
  const heatmap = heatmapOf();
  assert.equal(heatmap.grid({ ...query, filter: 'ORG-SHARED' }, 1).totalRows, 6);
  assert.equal(heatmap.grid({ ...query, filter: 'c2' }, 1).totalRows, 3);
  assert.equal(heatmap.grid({ ...query, filter: 'user-00001' }, 1).totalRows, 1);
});

test('a template restricts what is counted and which accounts are listed', () => {
  const grid = heatmapOf().grid({ ...query, template: 'T1' }, 1);
  assert.deepEqual(grid.accounts, ['sk-c1-1', 'sk-c1-2', 'sk-c1-3']);
  assert.equal(sum(grid.values), 60);
});

test('a campaign restricts the rows to its members', () => {
  assert.deepEqual(heatmapOf().grid({ ...query, campaign: 'C2' }, 1).campaigns, ['C2', 'C2', 'C2']);
});

test('the flagged share is between 0 and 1, and none where nothing was sent: no request is no innocence', () => {
  const grid = heatmapOf().grid({ ...query, metric: 'flaggedShare', bins: 100 }, 1);
  assert.equal(grid.max, 1);
  const requests = heatmapOf().grid({ ...query, metric: 'requests', bins: 100 }, 1).values;
  assert.ok(grid.values.every((value, at) => (requests[at] === 0 ? Number.isNaN(value) : value >= 0 && value <= 1)));
  assert.ok(requests.includes(0) && grid.values.includes(0));
});

test('a template counts once in a cell however often it was sent', () => {
  const grid = heatmapOf().grid({ ...query, metric: 'templates', bins: 1 }, 1);
  assert.ok(grid.values.every((value) => value <= 1));
});

test('names with numbers sort by the number', () => {
  const { report, index } = syntheticResult({ campaigns: 0, ordinary: 2 });
  report.accounts[0]!.account = index.accounts[0] = 'user-10';
  report.accounts[1]!.account = index.accounts[1] = 'user-9';
  const grid = new Heatmap(new Results(report, index, '')).grid({ ...query, sort: 'name' }, 1);
  assert.deepEqual(grid.accounts, ['user-9', 'user-10']);
});

test('members of campaigns come first when sorted by campaign', () => {
  const grid = heatmapOf().grid({ ...query, sort: 'campaign' }, 1);
  assert.deepEqual(grid.campaigns.slice(0, 7), ['C1', 'C1', 'C1', 'C2', 'C2', 'C2', '']);
});

test('requests without a time are in no cell', () => {
  const { report, index } = syntheticResult();
  index.time.fill(NaN);
  const grid = new Heatmap(new Results({ ...report, period: null }, index, '')).grid(query, 1);
  assert.equal(sum(grid.values), 0);
});

test('25,000 accounts with a million requests are gone through once, and scrolling takes the rows in sight', async () => {
  const heatmap = heatmapOf({ ordinary: 24_994, requests: 40 });
  const large = { ...query, bins: 200, rows: 200 };
  const first = await workOf(() => assert.equal(heatmap.grid(large, 1).totalRows, 25_000));
  assert.ok(first < 11_000_000, String(first));
  const again = await workOf(() => heatmap.grid({ ...large, firstRow: 20_000 }, 1));
  assert.ok(again < first / 10, String(again));
});

test('grouped rows stand together, groups in the order of their best row, those in no group last', () => {
  const { report, index } = syntheticResult();
  const heat = new Heatmap(new Results(report, index, 'test'));
  const grid = heat.grid({ ...query, sort: 'name', group: 'campaign' }, 1);
  assert.deepEqual(grid.groups.slice(0, 7), ['C1', 'C1', 'C1', 'C2', 'C2', 'C2', '']);
  assert.deepEqual(grid.accounts.slice(0, 2), ['sk-c1-1', 'sk-c1-2']);
  const verdicts = heat.grid({ ...query, sort: 'requests', group: 'verdict' }, 1).groups;
  assert.equal(new Set(verdicts).size, verdicts.filter((group, row) => group !== verdicts[row - 1]).length);
  assert.deepEqual([...new Set(heat.grid(query, 1).groups)], ['']);
});

test('the heatmap of a campaign has all its accounts, also one whose report names another campaign', () => {
  const { report, index } = syntheticResult({ campaigns: 2, members: 3 });
  const [first, second] = report.campaigns;
  const both = { ...second!, accounts: [...second!.accounts, first!.accounts[0]!] };
  const heatmap = new Heatmap(new Results({ ...report, campaigns: [first!, both] }, index, ''));
  assert.deepEqual(heatmap.grid({ ...query, campaign: both.id }, 1).accounts.toSorted(), both.accounts.toSorted());
});
