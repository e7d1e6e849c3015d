import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countedOf, STEPS } from '../../../report/shape/activity/activity.ts';
import type { JudgedAccount } from '../accounts/judged-accounts.ts';
import type { DetectionResult } from '../detection-result.ts';
import { activityOf } from './account-activity.ts';

const START = Date.UTC(2026, 0, 5);
const DAY = STEPS['1d'];

/** A log of so many days in which each account sends a request of one of its templates every so many minutes. */
function logOf(
  accounts: number,
  days: number,
  minutes: number,
  inCampaign = 0,
): { found: DetectionResult; judged: JudgedAccount[] } {
  const each = Math.floor((days * DAY) / (minutes * 60_000));
  const time = Float64Array.from(
    { length: accounts * each },
    (_, row) => START + Math.floor(row / accounts) * minutes * 60_000,
  );
  const ofRow = Int32Array.from(time, (_, row) => (row % 3) - 1);
  const judged = Array.from({ length: accounts }, (_, number) => ({
    profile: {
      number,
      rows: Uint32Array.from({ length: each }, (_, at) => at * accounts + number),
      first: START,
      last: START + (each - 1) * minutes * 60_000,
    },
    campaign: number < inCampaign ? { templates: [] } : undefined,
    report: { account: `account-${number}`, requests: each, slices: [], evidence: [], counterEvidence: [] },
  })) as unknown as JudgedAccount[];
  const templates = { ids: ['Ta', 'Tb'], ofRow };
  return { found: { table: { rows: { time } }, templates } as unknown as DetectionResult, judged };
}

function addActivity(found: DetectionResult, judged: readonly JudgedAccount[], ...rest: object[][]): void {
  const activity = activityOf(found, judged, ...rest);
  for (const one of judged) {
    const text = activity(one);
    if (text !== undefined) one.report.activity = text;
  }
}

const bytesOf = (judged: readonly JudgedAccount[]): number =>
  judged.reduce((sum, { report }) => sum + JSON.stringify(report.activity ?? '').length, 0);
/** What a report says besides, and all that it says. */
const SAID = [{ parts: 'x'.repeat(80_000) }];
const bare = (judged: readonly JudgedAccount[]): number => 80_000 + 450 * judged.length;

test('quiet accounts are counted by the hour and by template, and no request is lost', () => {
  const { found, judged } = logOf(50, 6, 60 * 24);
  addActivity(found, judged, SAID);
  for (const { report } of judged) {
    assert.match(report.activity!, /^1h /);
    const { counted } = countedOf(report.activity!);
    assert.equal(
      counted.reduce((sum, { requests }) => sum + requests, 0),
      report.requests,
    );
    assert.deepEqual(new Set(counted.map(({ template }) => template)), new Set(['', 'Ta', 'Tb']));
  }
});

test('an account with one request is counted as any other', () => {
  const { found, judged } = logOf(6, 1, 60 * 24);
  found.table.rows.time[5] = NaN;
  addActivity(found, judged, SAID);
  assert.deepEqual(
    judged.map(({ report }) => report.activity!.replace(/\d{6,}/, 'N')),
    ['1m - N', '1m Ta N', '1m Tb N', '1m - N', '1m Ta N', '1m Tb ?'],
  );
});

test('a log of an hour is counted by the minute, one of a day by five', () => {
  for (const [days, step] of [
    [1 / 24, '1m'],
    [1, '5m'],
  ] as const) {
    const { found, judged } = logOf(50, days, days * 720);
    addActivity(found, judged, SAID);
    assert.ok(
      judged.every(({ report }) => report.activity!.startsWith(`${step} `)),
      judged[0]!.report.activity,
    );
  }
});

test('busy accounts take no more than a tenth of what the report says of accounts: they are counted by longer steps', () => {
  const { found, judged } = logOf(50, 60, 30);
  addActivity(found, judged, SAID);
  assert.ok(bytesOf(judged) <= bare(judged) / 10, `${bytesOf(judged)} of ${bare(judged)}`);
  for (const { report } of judged) {
    const { step, counted } = countedOf(report.activity!);
    assert.ok(step >= DAY);
    assert.equal(
      counted.reduce((sum, { requests }) => sum + requests, 0),
      report.requests,
    );
  }
});

test('accounts of campaigns keep the finer steps where there is not room for all', () => {
  const { found, judged } = logOf(400, 20, 60, 4);
  addActivity(found, judged, SAID);
  const steps = judged.map(({ report }) => countedOf(report.activity!).step);
  assert.ok(Math.max(...steps.slice(0, 4)) < Math.min(...steps.slice(4)), `${steps[0]} and ${steps[4]}`);
  assert.ok(bytesOf(judged) <= bare(judged) / 10);
});

test('a report says nothing of activity where not even weeks fit', () => {
  const { found, judged } = logOf(3, 3650, 60 * 24);
  addActivity(found, judged);
  assert.ok(judged.every(({ report }) => report.activity === undefined));
});
