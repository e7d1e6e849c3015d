import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import type { CampaignReport, Report } from '../shape/report.ts';
import { compareReports } from './compare-reports.ts';
import type { Comparison } from './comparison.ts';

/** Two campaigns of four accounts and one template each. */
const { report } = syntheticResult({ members: 4 });
const [C1, C2] = report.campaigns;
assert.ok(C1 && C2);

function listed({ items }: Comparison, kind: string): string[] {
  return items
    .filter((item) => item.kind === kind)
    .map(({ change, before, after, notes }) =>
      `${change} ${before?.id ?? '-'} ${after?.id ?? '-'} ${notes.join(', ')}`.trim(),
    );
}

const withCampaigns = (...campaigns: CampaignReport[]): Report => ({ ...report, campaigns });

test('a report compared with itself has nothing new, gone or changed', () => {
  const same = compareReports(report, report);
  assert.deepEqual(same.totals, {
    campaign: { new: 0, changed: 0, gone: 0, same: 2 },
    account: { new: 0, changed: 0, gone: 0, same: 8 },
    template: { new: 0, changed: 0, gone: 0, same: 2 },
  });
  assert.deepEqual([same.notes, same.onlyBefore, same.onlyAfter], [[], 0, 0]);
});

test('a campaign is the same under another number, and says who joined and who left', () => {
  const moved = { ...C1, id: 'C2', accounts: [...C1.accounts.slice(1), 'new-1', 'new-2'] };
  const compared = compareReports(report, withCampaigns({ ...C2, id: 'C1' }, moved));
  assert.deepEqual(listed(compared, 'campaign'), ['changed C1 C2 2 new members, 1 member gone', 'same C2 C1']);
});

test('a campaign that the other report does not have is new or gone', () => {
  assert.deepEqual(listed(compareReports(withCampaigns(C1), report), 'campaign'), ['new - C2', 'same C1 C1']);
  assert.deepEqual(listed(compareReports(report, withCampaigns(C1)), 'campaign'), ['gone C2 -', 'same C1 C1']);
});

test('a suspicion that was cleared on both sides is no campaign, one that became one is', () => {
  const cleared: CampaignReport = { ...C1, verdict: 'none', score: 0.3 };
  assert.deepEqual(listed(compareReports(withCampaigns(cleared), withCampaigns(cleared)), 'campaign'), []);
  assert.deepEqual(listed(compareReports(withCampaigns(cleared), withCampaigns(C1)), 'campaign'), [
    'changed C1 C1 verdict changed from not flagged to distillation, score rose from 30% to 98%',
  ]);
});

test('accounts that are found in neither report are counted and not listed', () => {
  const fewer: Report = { ...report, accounts: report.accounts.filter(({ account }) => account !== 'user-00001') };
  const compared = compareReports(report, fewer);
  assert.equal(compared.onlyBefore, 1);
  assert.equal(listed(compared, 'account').length, 8);
});

test('an account that is no longer flagged as distillation is a change, not a loss', () => {
  const accounts = report.accounts.map((one) =>
    one.account === 'sk-c1-1' ? { ...one, verdict: 'none' as const, score: 0.4 } : one,
  );
  const compared = compareReports(report, { ...report, accounts });
  assert.equal(
    listed(compared, 'account')[0],
    'changed sk-c1-1 sk-c1-1 verdict changed from distillation to not flagged, score fell from 97% to 40%',
  );
});

/** The report where the first campaign is suspected, so that none of its accounts and templates has a verdict. */
function suspecting({ members, id = 'C1' }: { members: string[]; id?: string }): Report {
  const isIn = (account: string): boolean => members.includes(account);
  return {
    ...report,
    campaigns: [{ ...C1!, id, verdict: 'suspected', score: 0.5, accounts: members }, C2!],
    accounts: report.accounts.map(({ campaign, ...one }) => {
      if (campaign === 'C2') return { ...one, campaign };
      return { ...one, verdict: 'none', score: 0.5, ...(isIn(one.account) && { campaign: id }) };
    }),
    templates: report.templates.map((one) =>
      one.id === 'T1' ? { ...one, verdict: 'none', score: 0.5, campaigns: [id] } : one,
    ),
  };
}

test('an account that enters or leaves a suspected group is told, and is never suspected itself', () => {
  const [first, second, third] = C1.accounts;
  const compared = compareReports(
    suspecting({ members: [first!, second!] }),
    suspecting({ members: [second!, third!] }),
  );
  assert.deepEqual(listed(compared, 'account').slice(0, 3).sort(), [
    `changed ${first} ${first} no longer in suspected group C1 of the earlier report`,
    `changed ${third} ${third} now in suspected group C1`,
    'same sk-c2-1 sk-c2-1',
  ]);
  const sides = compared.items
    .filter(({ kind }) => kind !== 'campaign')
    .flatMap(({ before, after }) => [before, after]);
  assert.ok(sides.every((side) => side?.verdict !== 'suspected'));
});

test('accounts and templates of a group that is called after it was suspected say so, and the other way round', () => {
  const suspected = suspecting({ members: C1.accounts });
  const called = compareReports(suspected, report);
  const raised = 'verdict changed from not flagged to distillation, score rose from 50% to';
  assert.equal(listed(called, 'account')[0], `changed sk-c1-1 sk-c1-1 ${raised} 97%`);
  assert.equal(listed(called, 'template')[0], `changed T1 T1 ${raised} 96%`);
  assert.equal(called.totals.account.changed, 4);
  const doubted = compareReports(report, suspected);
  const lowered = 'verdict changed from distillation to not flagged, now in suspected group C1, score fell from';
  assert.equal(listed(doubted, 'account')[0], `changed sk-c1-1 sk-c1-1 ${lowered} 97% to 50%`);
  assert.equal(listed(doubted, 'template')[0], `changed T1 T1 ${lowered} 96% to 50%`);
});

test('what is in a suspected group in both reports is the same, whatever number the group has', () => {
  const { totals } = compareReports(
    suspecting({ members: C1.accounts }),
    suspecting({ members: C1.accounts, id: 'C3' }),
  );
  assert.deepEqual([totals.account.same, totals.account.changed, totals.template.same], [8, 0, 1]);
});

test('a template with one sentence more is the same template, and says so', () => {
  const sentences = Array.from({ length: 9 }, (_, i) => `Sentence number ${i} says what to do with the answer`);
  const withText = (id: string, texts: readonly string[]): Report => ({
    ...report,
    templates: report.templates.map((one) =>
      one.id === 'T1' ? { ...one, id, parts: [{ text: texts.join('. ') }] } : one,
    ),
  });
  const compared = compareReports(
    withText('T1', sentences),
    withText('T9', [...sentences, 'One more sentence than before']),
  );
  assert.deepEqual(listed(compared, 'template'), [
    'changed T1 T9 text changed slightly, and its id from T1 to T9',
    'same T2 T2',
  ]);
});

test('reports on two different logs are not compared without a word', () => {
  const elsewhere = (name: string): Report => ({
    ...report,
    inputs: { ...report.inputs, files: report.inputs.files.map((file) => ({ ...file, path: `/other/${name}` })) },
    accounts: report.accounts.map((one) => ({ ...one, account: `other-${one.account}` })),
  });
  assert.match(
    compareReports(report, elsewhere('b.jsonl')).notes[0] ?? '',
    /different logs, with no account in common/,
  );
  const moved = report.inputs.files[0]?.path.split('/').at(-1) ?? '';
  assert.deepEqual(compareReports(report, elsewhere(moved)).notes, [], 'the same log may lie elsewhere now');
});

test('differences of settings, versions and completeness are told, since they explain changes', () => {
  const other: Report = {
    ...report,
    partial: true,
    tool: { ...report.tool, version: '9.9.9' },
    settings: { ...report.settings, threshold: 0.95 },
  };
  assert.deepEqual(compareReports(report, other).notes, [
    'The threshold was 90% and is now 95%.',
    'The reports come from versions 0.0.0 and 9.9.9.',
    'The second report covers only part of its input. The scan was cancelled. All counts are of what was read.',
  ]);
});
