import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportReport, exportTriage, NOW } from '../../../test/fixtures/export-case.ts';
import { guardOf } from '../../schema/guard.ts';
import type { Report } from '../shape/report.ts';
import { applyTriage } from '../triage/apply-triage.ts';
import { withWork } from '../triage/cases/work.ts';
import type { TriagedReport } from '../triage/triaged-report.ts';
import { EventLog } from './event-log.ts';
import { Event, type FindingEvent } from './event-schema.ts';

const plain = (report: Report): TriagedReport => applyTriage(report, { allow: [], marks: [] }, '2026-11-25');
const brief = (events: readonly FindingEvent[]): string[] =>
  events.map(({ change, subject }) => `${change} ${subject.kind} ${subject.name}`);

/** The report without its second campaign. */
function withoutC2(report: Report): Report {
  const [first] = report.campaigns;
  return {
    ...report,
    campaigns: [first!],
    accounts: report.accounts.map((account) => {
      if (account.campaign !== 'C2') return account;
      const { campaign: _, ...rest } = account;
      return { ...rest, verdict: 'none' as const, score: 0.001 };
    }),
    findings: report.findings.filter(({ subject }) => subject !== 'C2'),
  };
}

/** What a report says is told with what the ones before said. */
let clock = NOW;
const judged = (events: readonly Event[]): FindingEvent[] =>
  events.filter((event): event is FindingEvent => 'verdict' in event);
const told = (log: EventLog, report: Report): FindingEvent[] =>
  judged(log.next(plain(log.continued(report)), (clock += 60_000)));

test('all that the first report finds is new, and every event fits the published schema', () => {
  const report = exportReport();
  const events = told(new EventLog(), report);
  assert.ok(brief(events).includes('new campaign C1') && brief(events).includes('new account sk-c1-2'));
  const guard = guardOf(Event);
  for (const event of events) assert.ok(guard(JSON.parse(JSON.stringify(event))), JSON.stringify(event));
  assert.equal(new Set(events.map(({ subject }) => subject.key)).size, events.length);
});

test('the same report again is no news, also after what was told was kept in a file', () => {
  const report = exportReport();
  const log = new EventLog();
  told(log, report);
  assert.deepEqual(told(log, report), []);
  const state = JSON.parse(JSON.stringify(log.state)) as EventLog['state'];
  assert.deepEqual(told(new EventLog(state), report), []);
});

test('a campaign that becomes suspected though its score rises says why, and its accounts are not called harmless', () => {
  const report = exportReport();
  const log = new EventLog();
  told(log, report);
  const later = told(log, {
    ...report,
    campaigns: report.campaigns.map((one) =>
      one.id === 'C1'
        ? { ...one, verdict: 'suspected' as const, score: 0.99, atMostSuspected: 'it is one prompt' }
        : one,
    ),
    accounts: report.accounts.map((one) => (one.campaign === 'C1' ? { ...one, verdict: 'none' as const } : one)),
    findings: report.findings.filter(({ kind }) => kind !== 'account'),
  });
  const campaign = later.find(({ subject }) => subject.name === 'C1')!;
  assert.deepEqual(campaign.notes.slice(0, 2), [
    'verdict changed from distillation to suspected',
    'not called, however high its score, because it is one prompt',
  ]);
  const account = later.find(({ subject }) => subject.kind === 'account')!;
  assert.equal(account.summary, 'Account in C1, which is suspected and accuses no account');
  assert.equal(account.notes[0], 'verdict changed from distillation to not flagged');
});

test('a campaign that comes, changes and goes is told under one key, whatever number it has', () => {
  const report = exportReport();
  const log = new EventLog();
  const [first] = told(log, report);
  const [c1, c2] = report.campaigns;
  const renamed = JSON.parse(JSON.stringify(withoutC2(report)).replaceAll('"C1"', '"C2"')) as Report;
  renamed.campaigns[0]!.accounts.pop();
  const events = told(log, renamed);
  const changed = events.find(({ change, subject }) => change === 'changed' && subject.kind === 'campaign');
  assert.equal(changed?.subject.name, 'C2');
  assert.deepEqual(changed.notes, ['1 member gone']);
  assert.equal(changed.subject.key, first!.subject.key, `${c1!.id} keeps its key`);
  assert.equal(changed.history?.status, 'known');
  assert.match(changed.subject.title ?? '', / · 2 accounts$/);
  assert.ok(brief(events).includes(`gone campaign ${c2!.id}`), brief(events).join());
  const back = told(log, report);
  assert.equal(back.find(({ subject }) => subject.name === 'C2')?.history?.status, 'back');
  assert.ok(brief(back).includes('new campaign C2') && brief(back).includes('changed campaign C1'));
});

test('a partial report, and one of a log that cannot be judged, say of nothing that it is gone or, later, that it is new', () => {
  const report = exportReport();
  const less = withoutC2(report);
  const blind = { ...less, coverage: { ...less.coverage, state: 'not-judged' as const } };
  for (const part of [{ ...less, partial: true }, blind]) {
    const log = new EventLog();
    told(log, report);
    assert.deepEqual(brief(told(log, part)), []);
    assert.deepEqual(brief(told(log, report)), []);
  }
});

test('a finding that a person cleared is not told', () => {
  const report = exportReport();
  const events = new EventLog()
    .next(exportTriage(report), NOW)
    .filter((event): event is FindingEvent => 'verdict' in event);
  assert.ok(!brief(events).includes('new account sk-c1-2'));
});

test('the state holds no text of prompts', () => {
  const log = new EventLog();
  told(log, exportReport());
  assert.doesNotMatch(JSON.stringify(log.state), /examiner|Lovelace/);
});

test('an event of a campaign that somebody works on says where the work stands', () => {
  const report = exportReport();
  const event = { status: 'investigating', owner: 'mw', ticket: 'ABUSE-12' } as const;
  const triage = withWork({ allow: [], marks: [] }, report, 'C1', event);
  assert.ok(triage);
  const log = new EventLog();
  const events = log.next(applyTriage(log.continued(report), triage, '2026-11-25'), NOW);
  const guard = guardOf(Event);
  assert.ok(events.every((one) => guard(JSON.parse(JSON.stringify(one)))));
  assert.deepEqual(
    events.flatMap((one) => (!('case' in one) ? [] : [[one.subject.name, one.case]])),
    [['C1', event]],
  );
});
