import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import type { Report } from '../shape/report.ts';
import { hashedAccount } from './account-matcher.ts';
import { applyTriage } from './apply-triage.ts';
import { markSubject } from './mark-subject.ts';
import type { MarkState, MarkSubject, Triage } from './triage.ts';
import { isCounted, decisionStatus, type TriagedReport } from './triaged-report.ts';

/** Two campaigns, C1 and C2, of four accounts and one template each, and ten ordinary accounts. */
const { report } = syntheticResult({ members: 4 });
const TODAY = '2026-11-25';

function seen(triage: Partial<Triage>, of: Report = report): TriagedReport {
  return applyTriage(of, { marks: [], allow: [], ...triage }, TODAY);
}

function marked(subject: MarkSubject | undefined, state: MarkState, expires?: string): Triage['marks'][number] {
  assert.ok(subject, 'the report has no such item');
  return { subject, state, note: 'because', ...(expires !== undefined && { expires }) };
}

test('without decisions everything counts', () => {
  const triaged = seen({});
  assert.deepEqual(triaged.findings, report.findings);
  assert.deepEqual(triaged.counts.account, { found: 8, counted: 8, benign: 0, allowed: 0, confirmed: 0, watch: 0 });
  assert.equal(triaged.decided, false);
});

test('a campaign marked benign takes its accounts and templates with it, and all of them are counted as benign', () => {
  const triaged = seen({ marks: [marked(markSubject(report, 'campaign', 'C1'), 'benign')] });
  assert.deepEqual(triaged.counts.campaign, { found: 2, counted: 1, benign: 1, allowed: 0, confirmed: 0, watch: 0 });
  assert.deepEqual(triaged.counts.account, { found: 8, counted: 4, benign: 4, allowed: 0, confirmed: 0, watch: 0 });
  assert.deepEqual(triaged.counts.template, { found: 2, counted: 1, benign: 1, allowed: 0, confirmed: 0, watch: 0 });
  assert.deepEqual(
    triaged.findings.map(({ subject }) => subject),
    ['C2'],
  );
  const member = decisionStatus(triaged, 'account', 'sk-c1-1');
  assert.deepEqual(member?.through, { kind: 'campaign', id: 'C1' });
  assert.match(member.text, /Campaign C1: Marked benign: because/);
});

test('the report itself stays as it was', () => {
  const before = JSON.stringify(report);
  seen({ marks: [marked(markSubject(report, 'campaign', 'C1'), 'benign')] });
  assert.equal(JSON.stringify(report), before);
});

test('a campaign is known again under another number, with a member gone', () => {
  const [first, second, ...rest] = report.campaigns;
  assert.ok(first && second);
  const later: Report = {
    ...report,
    campaigns: [{ ...second, id: 'C1' }, { ...first, id: 'C2', accounts: first.accounts.slice(1) }, ...rest],
    accounts: report.accounts.map((account) =>
      account.campaign === undefined ? account : { ...account, campaign: account.campaign === 'C1' ? 'C2' : 'C1' },
    ),
  };
  const triaged = seen({ marks: [marked(markSubject(report, 'campaign', 'C1'), 'benign')] }, later);
  assert.equal(isCounted(triaged, 'campaign', 'C1'), true);
  assert.equal(isCounted(triaged, 'campaign', 'C2'), false);
});

function grown(accounts: number, templates: number): Report {
  const [first, ...rest] = report.campaigns;
  assert.ok(first);
  const fresh = (kind: string, n: number): string[] => Array.from({ length: n }, (_, i) => `new-${kind}-${i}`);
  return {
    ...report,
    campaigns: [
      {
        ...first,
        accounts: [...first.accounts, ...fresh('account', accounts)],
        templates: [...first.templates, ...fresh('template', templates)],
      },
      ...rest,
    ],
  };
}

test('a campaign is known again by its key when others took the places of its members, and it counts again', () => {
  const keyed = (key: string, campaign = report.campaigns[0]!) => ({ ...campaign, key });
  const [first, ...rest] = report.campaigns;
  const before = { ...report, campaigns: [keyed('K00000001'), ...rest] };
  const others = { ...first!, accounts: ['a', 'b', 'c', 'd'], templates: ['Tnew'] };
  const marks = [marked(markSubject(before, 'campaign', 'C1'), 'confirmed')];
  const known = (key: string) =>
    decisionStatus(seen({ marks }, { ...report, campaigns: [keyed(key, others), ...rest] }), 'campaign', 'C1')?.state;
  assert.equal(known('K00000001'), 'confirmed');
  assert.equal(known('K00000002'), undefined);
  const benign = [marked(markSubject(before, 'campaign', 'C1'), 'benign')];
  const grown = { ...report, campaigns: [keyed('K00000001', others), ...rest] };
  assert.equal(isCounted(seen({ marks: benign }, grown), 'campaign', 'C1'), true);
});

test('a benign mark covers one new member in five, and not one in three: a campaign that grew counts again', () => {
  const marks = [marked(markSubject(report, 'campaign', 'C1'), 'benign')];
  assert.equal(isCounted(seen({ marks }, grown(1, 0)), 'campaign', 'C1'), false);
  const triaged = seen({ marks }, grown(2, 0));
  assert.equal(isCounted(triaged, 'campaign', 'C1'), true);
  assert.match(triaged.lapsed[0]?.why ?? '', /2 of the 6 accounts of C1 are new/);
  assert.deepEqual(triaged.lapsed[0]?.item, { kind: 'campaign', id: 'C1' });
});

test('a benign mark does not cover the same accounts when most of what they ask is new', () => {
  const marks = [marked(markSubject(report, 'campaign', 'C1'), 'benign')];
  const triaged = seen({ marks }, grown(0, 2));
  assert.equal(isCounted(triaged, 'campaign', 'C1'), true);
  assert.match(triaged.lapsed[0]?.why ?? '', /2 of the 3 templates of C1 are new/);
});

test('a new member of a confirmed campaign is not itself confirmed', () => {
  const later = grown(1, 0);
  const member = report.accounts[0];
  assert.ok(member);
  const accounts = [...later.accounts, { ...member, account: 'new-account-0' }];
  const marks = [marked(markSubject(report, 'campaign', 'C1'), 'confirmed')];
  const triaged = seen({ marks }, { ...later, accounts });
  assert.equal(decisionStatus(triaged, 'account', 'sk-c1-1')?.state, 'confirmed');
  assert.equal(decisionStatus(triaged, 'account', 'new-account-0'), undefined);
});

test('a template marked benign clears the campaign that sends nothing else, and its members', () => {
  const triaged = seen({ marks: [marked(markSubject(report, 'template', 'T1'), 'benign')] });
  assert.equal(isCounted(triaged, 'campaign', 'C1'), false);
  assert.equal(isCounted(triaged, 'account', 'sk-c1-2'), false);
  assert.deepEqual(decisionStatus(triaged, 'account', 'sk-c1-2')?.through, { kind: 'template', id: 'T1' });
  assert.equal(isCounted(triaged, 'account', 'sk-c2-1'), true);
});

test('a decision on an account wins over one on its campaign', () => {
  const marks = [
    marked(markSubject(report, 'campaign', 'C1'), 'benign'),
    marked(markSubject(report, 'account', 'sk-c1-1'), 'confirmed'),
  ];
  const triaged = seen({ marks });
  assert.equal(decisionStatus(triaged, 'account', 'sk-c1-1')?.state, 'confirmed');
  assert.equal(triaged.counts.account.counted, 5);
});

test('a campaign counts for as long as two of its members do; a member left alone still counts itself', () => {
  const benign = (names: string[]) => names.map((name) => marked(markSubject(report, 'account', name), 'benign'));
  assert.equal(isCounted(seen({ marks: benign(['sk-c1-1', 'sk-c1-2']) }), 'campaign', 'C1'), true);
  const triaged = seen({ marks: benign(['sk-c1-1', 'sk-c1-2', 'sk-c1-3']) });
  assert.equal(isCounted(triaged, 'campaign', 'C1'), false);
  assert.match(decisionStatus(triaged, 'campaign', 'C1')?.text ?? '', /Of its 4 accounts, 3 marked benign/);
  assert.equal(isCounted(triaged, 'account', 'sk-c1-4'), true);
});

test('allowed accounts are not counted, by pattern or organisation, and what is left still is', () => {
  const byName = seen({ allow: [{ subject: { account: 'sk-c1-*' }, note: 'ours' }] });
  assert.deepEqual(byName.counts.account, { found: 8, counted: 4, benign: 0, allowed: 4, confirmed: 0, watch: 0 });
  assert.equal(decisionStatus(byName, 'campaign', 'C1')?.state, 'allowed');
  const byOrganisation = seen({ allow: [{ subject: { organisation: 'org-shared' }, note: 'ours' }] });
  assert.equal(byOrganisation.counts.account.counted, 0);
  assert.deepEqual(byOrganisation.findings, []);
});

test('a mark on one account wins over an allow-list that covers it', () => {
  const triaged = seen({
    allow: [{ subject: { account: 'sk-*' }, note: 'ours' }],
    marks: [marked(markSubject(report, 'account', 'sk-c1-1'), 'confirmed')],
  });
  assert.equal(isCounted(triaged, 'account', 'sk-c1-1'), true);
});

test('accounts can be marked by hash, without their names in the file', () => {
  const subject = markSubject(report, 'account', 'sk-c1-1', { hashAccounts: true });
  assert.deepEqual(subject, { kind: 'account', account: hashedAccount('sk-c1-1') });
  const campaign = markSubject(report, 'campaign', 'C2', { hashAccounts: true });
  const triaged = seen({ marks: [marked(subject, 'watch'), marked(campaign, 'benign')] });
  assert.equal(decisionStatus(triaged, 'account', 'sk-c1-1')?.state, 'watch');
  assert.equal(isCounted(triaged, 'campaign', 'C2'), false);
});

test('a decision holds to the end of its last day and then counts no more, and says so', () => {
  const last = seen({ marks: [marked(markSubject(report, 'campaign', 'C1'), 'benign', TODAY)] });
  assert.equal(isCounted(last, 'campaign', 'C1'), false);
  const after = seen({ marks: [marked(markSubject(report, 'campaign', 'C1'), 'benign', '2026-11-24')] });
  assert.equal(isCounted(after, 'campaign', 'C1'), true);
  assert.equal(after.lapsed[0]?.why, 'expired on 2026-11-24');
});

test('a decision on something that this report does not have is told, not dropped', () => {
  const triaged = seen({ marks: [marked({ kind: 'account', account: 'gone' }, 'confirmed')] });
  assert.equal(triaged.unseen.length, 1);
  assert.equal(triaged.lapsed.length, 0);
});

test('a template whose text differs a little is known again, and the status says how', () => {
  const sentences = Array.from({ length: 9 }, (_, i) => `Sentence number ${i} says what to do with the answer`);
  const withText = (id: string, texts: readonly string[]): Report => ({
    ...report,
    templates: report.templates.map((one) =>
      one.id === 'T1' ? { ...one, id, parts: [{ text: texts.join('. ') }] } : one,
    ),
  });
  const before = withText('T1', sentences);
  const later = withText('T9', [...sentences, 'And one more sentence that was not there']);
  const triaged = seen({ marks: [marked(markSubject(before, 'template', 'T1'), 'benign')] }, later);
  assert.equal(isCounted(triaged, 'template', 'T9'), false);
  assert.match(decisionStatus(triaged, 'template', 'T9')?.text ?? '', /differs slightly/);
});

test('a template that was given the name of one marked benign, but says something else, still counts', () => {
  const withText = (text: string): Report => ({
    ...report,
    templates: report.templates.map((one) => (one.id === 'T1' ? { ...one, parts: [{ text }] } : one)),
  });
  const says = (end: string): string =>
    Array.from({ length: 6 }, (_, i) => `Sentence number ${i} says what to do ${end}`).join('. ');
  const marks = [marked(markSubject(withText(says('with a letter')), 'template', 'T1'), 'benign')];
  assert.equal(isCounted(seen({ marks }, withText(says('with a letter'))), 'template', 'T1'), false);
  assert.equal(isCounted(seen({ marks }, withText(says('afmgjcs'))), 'template', 'T1'), true);
  assert.equal(
    isCounted(seen({ marks }, withText('')), 'template', 'T1'),
    false,
    'a report without prompts has the name only',
  );
});

test('a short template that was given the id of one marked benign still counts, and who marked it by its id alone is told', () => {
  const saying = (says?: string): Report => ({
    ...report,
    templates: report.templates.map((one) =>
      one.id === 'T1' ? { ...one, parts: [{ text: 'Answer with a plan' }], ...(says !== undefined && { says }) } : one,
    ),
  });
  const [says, other] = ['a'.repeat(32), 'b'.repeat(32)];
  const marks = [marked(markSubject(saying(says), 'template', 'T1'), 'benign')];
  const triaged = seen({ marks }, saying(says));
  assert.equal(isCounted(triaged, 'template', 'T1'), false);
  assert.doesNotMatch(decisionStatus(triaged, 'template', 'T1')?.text ?? '', /by its id/);
  assert.equal(isCounted(seen({ marks }, saying(other)), 'template', 'T1'), true);
  const renamed = {
    ...saying(says),
    templates: saying(says).templates.map((one) => (one.id === 'T1' ? { ...one, id: 'T99' } : one)),
  };
  assert.equal(
    isCounted(seen({ marks }, renamed), 'template', 'T99'),
    false,
    'one that lost its id to a forged one is known by what it says',
  );
  const byId = seen({ marks: [marked(markSubject(saying(), 'template', 'T1'), 'benign')] }, saying(other));
  assert.equal(isCounted(byId, 'template', 'T1'), false);
  assert.match(decisionStatus(byId, 'template', 'T1')?.text ?? '', /by its id, of 32 bits/);
});
