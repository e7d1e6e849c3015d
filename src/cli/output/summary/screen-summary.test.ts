import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLEAN_REPORT, EXAMPLE_REPORT } from '../../../../test/golden/cli/example-report.ts';
import { campaignTitle } from '../../../report/shape/campaign-facts.ts';
import { applyTriage } from '../../../report/triage/apply-triage.ts';
import { NO_TRIAGE } from '../../../report/triage/triage.ts';
import type { Report } from '../../../report/shape/report.ts';
import { screenSummary } from './screen-summary.ts';
import { textSummary } from './text-summary.ts';

const shown = (report: Report, columns = 100): string[] =>
  screenSummary(applyTriage(report, NO_TRIAGE, ''), { colour: false, columns })
    .trimEnd()
    .split('\n');

test('the summary has at most forty lines, however many campaigns there are', () => {
  const [campaign] = EXAMPLE_REPORT.campaigns;
  const campaigns = Array.from({ length: 60 }, (_, n) => ({ ...campaign!, id: `C${n + 1}` }));
  const lines = shown({ ...EXAMPLE_REPORT, campaigns });
  assert.ok(lines.length <= 40, `${lines.length} lines`);
  assert.ok(lines.some((line) => line.startsWith('C1  distillation')));
  assert.ok(lines.some((line) => /^… and \d+ more\.$/.test(line)));
});

test('a campaign is told with what it takes, why, what speaks against it, and whether it goes on', () => {
  const text = shown(EXAMPLE_REPORT).join('\n');
  assert.match(text, /^c1 {2}distillation 98\.7% {2}\w/m);
  assert.match(text, /^ {4}5 accounts \(.+, …\), 412 requests, 2026-05-05 to 2026-05-12\.$/m);
  assert.match(text, /[\d,]+ output tokens?\.$/m);
  assert.match(text, /^ {4}\+5\.3 {2}412 questions/m);
  assert.match(text, /^ {4}−0\.8 {2}One account asked 4/m);
  assert.match(text, /Still running when the log ends|days? before the log does/);
});

test('a group whose score would call it says why it is not called', () => {
  const campaign = {
    ...EXAMPLE_REPORT.campaigns[0]!,
    verdict: 'suspected' as const,
    atMostSuspected: 'it is one prompt',
  };
  const text = shown({ ...EXAMPLE_REPORT, campaigns: [campaign] }).join('\n');
  assert.match(text, /^ {4}Not flagged: however high its score, because it is one prompt\.$/m);
});

test('where the first group is suspected the last lines say how it is looked at and marked, and hand nothing on', () => {
  const [first, ...others] = EXAMPLE_REPORT.campaigns;
  const doubted: Report = { ...EXAMPLE_REPORT, campaigns: [{ ...first!, verdict: 'suspected' }, ...others] };
  const [called, suspected] = [EXAMPLE_REPORT, doubted].map((report) =>
    shown(report).join(' ').replaceAll(/\s+/g, ' '),
  );
  assert.match(called!, /Packet to share: prompt-audit export LOG --campaign c1 --output c1\.html\. Never accuse/);
  assert.match(
    suspected!,
    /with its log lines: --verbose\. To mark c1, .* decide report\.json c1 --as benign --note WHY, or --as confirmed\. Never/,
  );
  assert.ok(!suspected!.includes('Packet to share'));
});

test('accounts whose long names begin the same are told apart', () => {
  const [campaign] = EXAMPLE_REPORT.campaigns;
  const accounts = ['alpha', 'beta', 'gamma'].map((end) => `service-account-of-the-${end}`);
  const text = shown({ ...EXAMPLE_REPORT, campaigns: [{ ...campaign!, accounts }] }).join('\n');
  assert.match(text, /3 accounts \(se…alpha, se…beta, …\)/);
});

test('a client that the team knows is named beside the campaign, and no score moves for it', () => {
  const [campaign] = EXAMPLE_REPORT.campaigns;
  const knownClients = [{ name: 'Support desk', requests: 412, accounts: 5 }];
  const text = shown({ ...EXAMPLE_REPORT, campaigns: [{ ...campaign!, knownClients }] }).join('\n');
  assert.match(text, /^ {4}Known client: Support desk sent 100% of its requests, from 5 of 5 accounts\.$/m);
  assert.match(text, /^c1 {2}distillation 98\.7%/m);
});

test('the title of a campaign is the same on a narrow screen, which takes a second line for it', () => {
  const [template] = EXAMPLE_REPORT.templates;
  const intents = ['reasoning-trace', 'reasoning-reconstruction', 'grading'].map((intent) => ({
    intent,
    probability: 1,
    spans: [],
  }));
  const [campaign] = EXAMPLE_REPORT.campaigns;
  const templates = intents.map((intent, n) => ({ ...template!, id: `T${n}`, intents: [intent] }));
  const report = { ...EXAMPLE_REPORT, templates, campaigns: [{ ...campaign!, templates: ['T0', 'T1', 'T2'] }] };
  const title = campaignTitle(report.campaigns[0]!, report);
  assert.ok(title.length > 60, title);
  assert.ok(shown(report, 80).join(' ').replaceAll(/\s+/g, ' ').includes(title), shown(report, 80).join('\n'));
});

test('in eighty columns too everything is one screen, and no line is wider than it', () => {
  const [campaign] = EXAMPLE_REPORT.campaigns;
  for (const many of [1, 3, 4, 6, 20]) {
    const campaigns = Array.from({ length: many }, (_, n) => ({ ...campaign!, id: `C${n + 1}` }));
    for (const columns of [80, 100, 120]) {
      const lines = shown({ ...EXAMPLE_REPORT, campaigns }, columns);
      assert.ok(lines.length <= 40, `${lines.length} lines of ${many} campaigns in ${columns} columns`);
      for (const line of lines) assert.ok(line.length <= columns, line);
    }
  }
});

test('a reason is told by its meaning; numbers that find no room are left out whole', () => {
  const [campaign] = EXAMPLE_REPORT.campaigns;
  const text = `The accounts take turns: 0 of 1,684 neighbours are of one account; ${'and so on '.repeat(9)}.`;
  const evidence = [{ ...campaign!.evidence[0]!, text }];
  const line = shown({ ...EXAMPLE_REPORT, campaigns: [{ ...campaign!, evidence }] }).find((one) =>
    one.includes('turns'),
  );
  assert.match(line!, /The accounts take turns: 0 of 1,684 neighbours are of one account\.$/);
});

test('clean traffic fits in a few lines, and nothing in it accuses anybody', () => {
  const lines = shown(CLEAN_REPORT);
  assert.ok(lines.length < 12);
  assert.match(lines[0]!, /^No campaign or account is flagged as distillation/);
});

test('nobody is named as a member of a campaign whom people cleared', () => {
  const [campaign] = EXAMPLE_REPORT.campaigns;
  const [account] = EXAMPLE_REPORT.accounts;
  const report = {
    ...EXAMPLE_REPORT,
    campaigns: [{ ...campaign!, accounts: ['our-key', 'key-2', 'key-3'] }],
    accounts: [{ ...account!, account: 'our-key' }],
  };
  const allow = [{ subject: { account: 'our-key' }, note: 'ours' }];
  const triaged = applyTriage(report, { ...NO_TRIAGE, allow }, '2026-01-01');
  for (const text of [
    screenSummary(triaged, { colour: false, columns: 100 }),
    textSummary(report, { colour: false, columns: 100 }, triaged),
  ]) {
    assert.ok(text.includes('key-2') && !text.includes('our-key'), text);
    assert.match(text, /; 1 cleared by decisions/);
  }
});

test('findings that decisions take out of the count are said once', () => {
  const [{ account }] = EXAMPLE_REPORT.accounts as [Report['accounts'][0]];
  const allow = [{ subject: { account }, note: 'ours' }];
  const triaged = applyTriage(EXAMPLE_REPORT, { ...NO_TRIAGE, allow }, '2026-01-01');
  const text = screenSummary(triaged, { colour: false, columns: 100 });
  assert.equal(text.match(/on the allow-list and not counted/g)?.length, 1, text);
});

test('log text cannot send a terminal escape', () => {
  assert.ok(!shown(EXAMPLE_REPORT).join('').includes('\u001b'));
});
