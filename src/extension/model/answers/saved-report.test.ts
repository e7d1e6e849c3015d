/** A report that was saved and opened again shows the charts of its scan: over time, by account, by template. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { demoLog, writeLog } from '../../../../test/fixtures/demo-log.ts';
import { audit } from '../../../engine/pipeline/audit.ts';
import type { HeatmapQuery } from '../../../protocol/messages.ts';
import { activityOf } from '../../../report/export/activity.ts';
import { countedIndex } from '../../../report/shape/activity/counted-index.ts';
import { isReport } from '../../../report/shape/json/is-report.ts';
import { keptIndex } from '../../../report/shape/kept/kept-index.ts';
import type { Report } from '../../../report/shape/report.ts';
import { supposed } from '../what-if.ts';
import { NO_TRIAGE } from '../../../report/triage/triage.ts';
import { Results } from '../results.ts';
import { accountUse } from './account-use.ts';
import { campaignGraph } from './campaign-graph.ts';
import { caseOf } from './case.ts';
import { templateDetail } from './details.ts';
import { Heatmap } from './heatmap.ts';
import { accountHours } from './hours.ts';
import { linksOf } from './links.ts';
import { overviewOf } from './overview.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const HOUR = 3_600_000;
const folder = scratchFolder('saved-report-');
let scan: Results;
let saved: Results;
let old: Report;

before(async () => {
  const { report, index } = await audit(writeLog(folder, demoLog({ seed: 3, requests: 4000 }).lines), { workers: 0 });
  scan = new Results(report, index, 'scan');
  const opened = JSON.parse(JSON.stringify(report)) as Report;
  saved = openedAs(opened);
  old = { ...opened, accounts: opened.accounts.map(({ activity: _, ...account }) => account) };
});

function openedAs(report: Report): Results {
  assert.ok(isReport(report));
  return new Results(report, keptIndex(report), 'saved', [], countedIndex(report));
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

/** By the hour, on the hour. */
function query(change: Partial<HeatmapQuery> = {}): HeatmapQuery {
  const { start, end } = scan.report.period!;
  const [from, to] = [Math.floor(start / HOUR) * HOUR, Math.ceil((end + 1) / HOUR) * HOUR];
  return {
    ...{ metric: 'requests', sort: 'score', group: 'none', filter: '', firstRow: 0, rows: 1000 },
    ...{ from, to, bins: (to - from) / HOUR, ...change },
  };
}

test('the heatmap of a saved report is that of its scan, by the hour, in every metric that it has', () => {
  const [campaign, template] = [scan.report.campaigns[0]!.id, scan.report.campaigns[0]!.templates[0]!];
  for (const metric of ['requests', 'flaggedShare', 'templates'] as const)
    for (const part of [{}, { campaign }, { template }])
      assert.deepEqual(
        new Heatmap(saved).grid(query({ metric, ...part }), 1),
        new Heatmap(scan).grid(query({ metric, ...part }), 1),
        metric,
      );
});

test('bins that are no whole hours lose and invent no request', () => {
  for (const bins of [7, 100, 1000]) {
    const { values } = new Heatmap(saved).grid(query({ bins }), 1);
    assert.equal(
      sum(values),
      scan.report.accounts.reduce((total, { requests }) => total + requests, 0),
    );
    assert.ok(values.every(Number.isInteger));
  }
});

test('the timeline of a saved report has all requests and all flagged ones', () => {
  const [before, after] = [overviewOf(scan, 1), overviewOf(saved, 1)];
  assert.ok(sum(before.timeline.flagged) > 100);
  // Those without an account are in no account's counts.
  assert.equal(sum(after.timeline.requests), sum(scan.report.accounts.map(({ requests }) => requests)));
  assert.equal(sum(after.timeline.flagged), sum(before.timeline.flagged));
  assert.equal(after.kept?.counted, 'hourly');
});

test('shares, hours, users, members, links and the graph of a saved report are those of its scan', () => {
  const campaign = scan.report.campaigns[0]!;
  const account = campaign.accounts[0]!;
  const shares = (results: Results): unknown => {
    const { rows, alone, measures } = accountUse(results, account)!;
    return { rows: rows.map(({ template, total }) => ({ template, total })), alone, measures };
  };
  assert.deepEqual(shares(saved), shares(scan));
  assert.deepEqual(accountHours(saved, account, 'requests'), accountHours(scan, account, 'requests'));
  assert.deepEqual(linksOf(saved, account), linksOf(scan, account));
  assert.deepEqual(
    templateDetail(saved, campaign.templates[0]!)!.users,
    templateDetail(scan, campaign.templates[0]!)!.users,
  );
  assert.deepEqual(campaignGraph(saved, campaign.id), campaignGraph(scan, campaign.id));
  const members = (results: Results): unknown =>
    caseOf(results, campaign.id)!.members.map(({ turns: _, ...member }) => member);
  assert.deepEqual(members(saved), members(scan));
});

test('when accounts begin is known exactly, and everything else of a case to the hour', () => {
  const { id } = scan.report.campaigns[0]!;
  const events = (results: Results): Map<string, number> =>
    new Map(caseOf(results, id)!.events.map(({ kind, subject, time }) => [`${kind} ${subject}`, time]));
  const [were, are] = [events(scan), events(saved)];
  for (const [event, time] of are) assert.ok(Math.abs(time - (were.get(event) ?? NaN)) <= HOUR, event);
  assert.ok(are.size > 10);
});

test('a packet from a saved report has the figures of one from the scan, to the hour', () => {
  const subject = { kind: 'campaign', id: scan.report.campaigns[0]!.id } as const;
  const [before, after] = [scan, saved].map(({ whole, report }) => activityOf(whole!, report, subject)!);
  assert.deepEqual(after!.week, before!.week);
  assert.equal(sum(after!.requests), sum(before!.requests));
  assert.equal(sum(after!.flagged), sum(before!.flagged));
  assert.equal(openedAs(old).whole, undefined);
});

test('another threshold marks the same cells of a saved report and of its scan', () => {
  const supposition = { accountPrior: 0.001, threshold: 0.999999, allow: [] };
  const gridOf = (results: Results): unknown =>
    new Heatmap(supposed(results, supposition, NO_TRIAGE)).grid(query({ metric: 'flaggedShare' }), 1);
  assert.deepEqual(gridOf(saved), gridOf(scan));
});

test('a report without counts opens and says that its charts show what it keeps', () => {
  const results = openedAs(old);
  assert.equal(overviewOf(results, 1).kept?.counted, 'none');
  assert.equal(sum(new Heatmap(results).grid(query(), 1).values), 0);
});

test('counts make the report of a log longer by less than a tenth', () => {
  const bytes = (report: Report): number => JSON.stringify(report, null, 2).length;
  assert.ok(bytes(scan.report) <= 1.1 * bytes(old), `${bytes(scan.report)} and ${bytes(old)}`);
});
