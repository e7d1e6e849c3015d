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
