import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../../test/fixtures/synthetic-result.ts';
import type { Report } from '../../shape/report.ts';
import { applyTriage } from '../apply-triage.ts';
import { withDecision } from '../decide-item.ts';
import { markSubject } from '../mark-subject.ts';
import { type Case, type CaseEvent, NO_TRIAGE, type Triage } from '../triage.ts';
import { triageSummary } from '../triage-summary.ts';
import { checkedEvent } from './case-schema.ts';
import { withWork } from './work.ts';

/** Two campaigns, C1 and C2, of four accounts and one template each. */
const { report } = syntheticResult({ members: 4 });
const TODAY = '2026-11-25';
const C1 = { kind: 'campaign', id: 'C1' } as const;

const worked = (triage: Triage, id: string, ...events: CaseEvent[]): Triage =>
  events.reduce((all, event) => withWork(all, report, id, event) ?? all, triage);
const caseOfC1 = (triage: Triage, of = report): Case | undefined => applyTriage(of, triage, TODAY).cases.get('C1');

test('the last entry that names a status, an owner or a ticket holds, and the history keeps all of them', () => {
  const found = caseOfC1(
    worked(
      NO_TRIAGE,
      'C1',
      { time: '2026-11-20', by: 'mw', status: 'investigating', owner: 'mw', ticket: 'ABUSE-12' },
      { time: '2026-11-21', by: 'mw', note: 'Asked the customer' },
      { time: '2026-11-22T08:00:00Z', by: 'ak', owner: '', status: 'closed', note: 'Accounts suspended' },
    ),
  );
  assert.equal(found?.status, 'closed');
  assert.equal(found.reason, 'Accounts suspended');
  assert.equal(found.owner, undefined);
  assert.equal(found.ticket, 'ABUSE-12');
  assert.equal(found.changed, '2026-11-22T08:00:00Z');
  assert.equal(found.history.length, 3);
});

test('work on a case decides nothing: the campaign counts as before', () => {
  const triaged = applyTriage(report, worked(NO_TRIAGE, 'C1', { status: 'closed', note: 'Duplicate' }), TODAY);
  assert.deepEqual(triaged.findings, report.findings);
  assert.equal(triaged.counts.campaign.counted, 2);
  assert.deepEqual(triageSummary(triaged, TODAY).cases, [
    { campaign: 'C1', status: 'closed', reason: 'Duplicate', entries: 1 },
  ]);
});

test('a decision that replaces another leaves it in the history, and taking it back leaves both', () => {
  const decide = (triage: Triage, choice: 'confirmed' | 'watch' | 'open', note: string): Triage =>
    withDecision(triage, report, C1, choice, { note, author: 'mw', date: TODAY })!;
  const confirmed = decide(NO_TRIAGE, 'confirmed', 'Seen in the dump');
  assert.equal(applyTriage(report, confirmed, TODAY).statuses.campaign.get('C1')?.state, 'confirmed');
  const watched = decide(confirmed, 'watch', 'Not sure');
  const status = applyTriage(report, watched, TODAY).statuses.campaign.get('C1');
  assert.equal(status?.text, 'On watch by mw on 2026-11-25: Not sure');
  const open = decide(watched, 'open', '');
  assert.equal(applyTriage(report, open, TODAY).statuses.campaign.get('C1'), undefined);
  assert.deepEqual(
    caseOfC1(open)?.history.map(({ decision, note }) => [decision, note]),
    [
      ['confirmed', 'Seen in the dump'],
      ['watch', 'Not sure'],
      ['open', undefined],
    ],
  );
});

test('a decision of an older file still holds, and becomes the first entry of the case once somebody works on it', () => {
  const subject = markSubject(report, 'campaign', 'C1')!;
  const old: Triage = {
    allow: [],
    marks: [{ subject, state: 'benign', note: 'A class', author: 'mw', owner: 'Teaching', date: '2026-10-01' }],
  };
  assert.equal(applyTriage(report, old, TODAY).statuses.campaign.get('C1')?.state, 'benign');
  const later = worked(old, 'C1', { time: TODAY, by: 'ak', ticket: 'https://tickets.example/7' });
  assert.deepEqual(later.marks, []);
  const found = caseOfC1(later);
  assert.equal(found?.owner, 'Teaching');
  assert.equal(found.history.length, 2);
  assert.equal(
    applyTriage(report, later, TODAY).statuses.campaign.get('C1')?.text,
    'Marked benign by mw (owner: Teaching) on 2026-10-01: A class',
  );
});

test('a comment on a campaign that grew covers nobody who was not there when it was marked benign', () => {
  const benign = withDecision(NO_TRIAGE, report, C1, 'benign', { note: 'A class', date: TODAY })!;
  const more = ['new-1', 'new-2', 'new-3'];
  const grown: Report = {
    ...report,
    campaigns: report.campaigns.map((one) =>
      one.id === 'C1' ? { ...one, accounts: [...one.accounts, ...more] } : one,
    ),
  };
  const commented = withWork(benign, grown, 'C1', { time: TODAY, note: 'Who are these?' })!;
  assert.equal(applyTriage(grown, commented, TODAY).statuses.campaign.get('C1'), undefined);
  assert.equal(caseOfC1(commented, grown)?.history.length, 2);
});

test('a case is found again under another number, and with hashes instead of names', () => {
  const triage = withWork(NO_TRIAGE, report, 'C1', { status: 'investigating' }, { hashAccounts: true })!;
  assert.ok(triage.cases?.[0]?.campaign.accounts.every((name) => name.startsWith('sha256:')));
  const [first, second] = report.campaigns;
  const later: Report = {
    ...report,
    campaigns: [
      { ...second!, id: 'C1' },
      { ...first!, id: 'C2' },
    ],
  };
  const { cases } = applyTriage(later, triage, TODAY);
  assert.deepEqual([...cases.keys()], ['C2']);
  assert.equal(withWork(triage, later, 'C2', { note: 'Still there' })?.cases?.length, 1);
});

test('an entry that may not stand in a case is refused with a sentence, and nothing is written', () => {
  assert.deepEqual(checkedEvent({ status: 'closed', note: 'Suspended' }), { status: 'closed', note: 'Suspended' });
  assert.throws(() => checkedEvent({ status: 'closed' }), /need a "note" that says why/);
  assert.throws(() => checkedEvent({ ticket: 'a\nb' }), /"ticket" is a link or a number in one line/);
  assert.throws(() => checkedEvent({ by: 'mw', time: '2026-11-25' }), /An entry says what was done/);
});
