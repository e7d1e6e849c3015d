/**
 * One customer whose keys harvest, told in every place with the same words and number, and nowhere accused of distillation. The
 * sample log with the accounts of one campaign in one organisation. Longer than 250 lines: its tests look at one scan.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { hasVerdict } from '../src/cli/exit-code.ts';
import { screenSummary } from '../src/cli/output/summary/screen-summary.ts';
import { textSummary } from '../src/cli/output/summary/text-summary.ts';
import { comparisonText } from '../src/cli/output/comparison-text.ts';
import { followNews } from '../src/cli/output/follow-news.ts';
import { compareReports } from '../src/report/compare/compare-reports.ts';
import { EVENT_FORMATS } from '../src/report/events/event-formats.ts';
import type { Event, FindingEvent } from '../src/report/events/event-schema.ts';
import { EventLog } from '../src/report/events/event-log.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../src/report/export/export-formats.ts';
import { exportInput } from '../src/report/export/export-input.ts';
import { audit } from '../src/engine/pipeline/audit.ts';
import { rejudge } from '../src/engine/building/rejudge.ts';
import { listRank, verdictWord } from '../src/text/verdicts.ts';
import { clearedAs, customerText } from '../src/text/one-customer.ts';
import type { Report } from '../src/report/shape/report.ts';
import { type CampaignReport, DEFAULT_SETTINGS } from '../src/report/shape/report.ts';
import { isReport } from '../src/report/shape/json/is-report.ts';
import { reportJson } from '../src/report/shape/json/report-json.ts';
import { applyTriage } from '../src/report/triage/apply-triage.ts';
import { headlineOf } from '../src/report/triage/headline.ts';
import { NO_TRIAGE } from '../src/report/triage/triage.ts';
import type { TriagedReport } from '../src/report/triage/triaged-report.ts';
import { accountDetail, templateDetail } from '../src/extension/model/answers/details.ts';
import { Heatmap } from '../src/extension/model/answers/heatmap.ts';
import { linksOf } from '../src/extension/model/answers/links.ts';
import { overviewOf } from '../src/extension/model/answers/overview.ts';
import { Results } from '../src/extension/model/results.ts';
import { treeRoots } from '../src/extension/model/tree/tree-children.ts';
import { treeText } from '../src/extension/model/tree/tree-text.ts';
import { placesOf } from '../src/extension/model/places.ts';
import { hundredths, probability } from '../src/text/numbers.ts';
import { CUSTOMER, oneCustomerLog, writeLog } from './fixtures/demo-log.ts';
import { scratchFolder } from './harness/folders.ts';

const WORDS = 'harvest pattern, one customer';
/** Places with no room for the fact about the customer. */
const SHORT = new Set(['terminal', 'news while following', 'two reports', 'go to', 'events']);
const HEATMAP = { metric: 'requests', sort: 'score', group: 'none', filter: '', from: 0, to: 0, bins: 4 } as const;
const folder = scratchFolder('prompt-audit-customer-');

let paths: string[];
let report: Report;
let results: Results;
let triaged: TriagedReport;
let campaign: CampaignReport;
let keys: Set<string>;

before(async () => {
  const { lines, truth } = oneCustomerLog({ seed: 1, requests: 2500 }, 'reasoning');
  keys = new Set(Object.entries(truth.accounts).flatMap(([id, own]) => (own.campaign === 'reasoning' ? [id] : [])));
  paths = writeLog(folder, lines, 3);
  const result = await audit(paths, { workers: 0 });
  ({ report } = result);
  results = new Results(report, result.index, 'demo.jsonl');
  triaged = applyTriage(report, NO_TRIAGE, '');
  campaign = report.campaigns.find(({ customer }) => customer?.organisation === CUSTOMER)!;
});

const plain = (text: string): string => text.replaceAll(/\\([^\w\s])/g, '$1').replaceAll(/\s+/g, ' ');
const exported = (id: ExportFormat['id'], of = report): string => {
  const format = EXPORT_FORMATS.find((one) => one.id === id)!;
  return [...format.write(exportInput({ report: of, prompts: 'none', now: Date.UTC(2026, 5, 1) }))].join('');
};

test('the keys of one customer are named a harvest, with a score of its own', () => {
  const { verdict, customer, score, accounts } = campaign;
  assert.equal(verdict, 'harvest');
  assert.equal(customer!.accounts, accounts.length);
  assert.ok(customer!.asks && customer!.score >= 0.9, `${customer!.score}`);
  assert.ok(score < 0.9, `distillation ${score}`);
  assert.ok(accounts.every((account) => keys.has(account)));
  assert.ok(isReport(JSON.parse(JSON.stringify(report))));
});

test('none of its accounts is accused of distillation, and those of other campaigns still are', () => {
  const verdicts = new Map(report.accounts.map(({ account, verdict }) => [account, verdict]));
  for (const account of campaign.accounts) assert.equal(verdicts.get(account), 'harvest', account);
  const accused = report.accounts.filter(({ verdict }) => verdict === 'distillation');
  assert.ok(accused.length > 0);
  assert.ok(accused.every(({ account, flaggedRequests }) => !keys.has(account) && flaggedRequests > 0));
});

test('every place says the same words, and the same number of the campaign', () => {
  const { id, customer } = campaign;
  const number = probability(customer!.score);
  const fact = customerText(campaign)!;
  const node = treeRoots(results).find((root) => root.kind === 'campaign' && root.campaign.id === id)!;
  const tree = treeText(results, node);
  const whole = { colour: false, columns: 100_000 };
  const [sarif] = (
    JSON.parse(exported('sarif')) as {
      runs: { results: { ruleId: string; level: string; message: { text: string } }[] }[];
    }
  ).runs[0]!.results.filter(({ ruleId }) => ruleId === 'harvest/campaign');
  assert.equal(sarif!.level, 'note');
  const places: Record<string, string> = {
    terminal: screenSummary(triaged, { ...whole, columns: 120 }),
    'terminal, all': textSummary(report, whole, triaged),
    tree: [tree.description, ...tree.tooltip].join(' '),
    html: exported('html'),
    md: exported('md'),
    sarif: sarif!.message.text,
    'news while following': followNews({ ...report, campaigns: [] }, triaged, { colour: false }).join('\n'),
    'two reports': comparisonText(compareReports({ ...report, campaigns: [] }, report), triaged, whole),
    'go to': [...placesOf(results, id, 10)].map(({ description }) => description).join(' '),
    events: JSON.stringify(new EventLog().next(triaged, 0).map((event) => EVENT_FORMATS.ecs(event))),
    dashboard: `${overviewOf(results, 1).headline.sentence} ${overviewOf(results, 1)
      .briefs[id]!.facts.map(([name, text]) => `${name}: ${text}`)
      .join(' ')}`,
  };
  for (const [place, text] of Object.entries(places)) {
    const own = plain(text);
    assert.ok(own.toLowerCase().includes(WORDS), `${place} does not say ${WORDS}: ${own.slice(0, 500)}`);
    assert.ok(own.includes(number), `${place} does not have ${number}`);
    if (!SHORT.has(place)) assert.ok(own.includes(fact), `${place} lacks: ${fact}`);
  }
});

test('an account of it has the number of the campaign in every place, and nowhere that of distillation', () => {
  const [name = ''] = campaign.accounts;
  const account = report.accounts.find((one) => one.account === name)!;
  const { id: template } = report.templates.find(({ verdict }) => verdict === 'harvest')!;
  const [number, other] = [probability(campaign.customer!.score), probability(account.score)];
  assert.notEqual(number, other);
  const of = { kind: 'account', id: name } as const;
  const packet = EXPORT_FORMATS.find(({ id }) => id === 'md')!;
  const places: Record<string, string> = {
    'terminal, all': textSummary({ ...report, accounts: [account] }, { colour: false, columns: 100_000 }, triaged)
      .split('\n')
      .find((line) => line.startsWith(`  ${name}  `))!,
    tree: treeText(results, { kind: 'account', account }).description,
    'tree of the template': treeText(results, { kind: 'template', template: results.template(template)! }).description,
    'go to': placesOf(results, name, 1)
      .map(({ description }) => description)
      .join(' '),
    packet: [...packet.write(exportInput({ report, subject: of, prompts: 'none', now: Date.UTC(2026, 5, 1) }))]
      .join('')
      .split('\n')
      .find((line) => line.includes('called a harvest'))!,
    'two reports': comparisonText(compareReports({ ...report, accounts: [] }, report), triaged, {
      colour: false,
      columns: 100_000,
    })
      .split('\n')
      .find((line) => line.includes(` ${name}  `))!,
  };
  for (const [place, text] of Object.entries(places)) {
    assert.ok(text.includes(number), `${place} does not have ${number}: ${text}`);
    assert.ok(!text.includes(other), `${place} has ${other}: ${text}`);
  }
  const { score } = campaign.customer!;
  const map = new Heatmap(results).grid({ ...HEATMAP, firstRow: 0, rows: report.accounts.length }, 1);
  assert.deepEqual(
    [
      overviewOf(results, 1).accounts.find((row) => row.account === name)!.score,
      accountDetail(results, name)!.report.slices[0]!.score,
      templateDetail(results, template)!.users.find((one) => one.account === name)!.score,
      linksOf(results, campaign.accounts[1]!)!.find((one) => one.account === name)!.score,
      map.scores[map.accounts.indexOf(name)],
    ],
    [score, score, score, score, score],
  );
  const ranks = map.verdicts.map((verdict, at) => listRank({ verdict, score: map.scores[at]! }));
  assert.deepEqual(
    ranks,
    ranks.toSorted((a, b) => b - a),
  );
});

test('a key pool that was cleared is called coordinated in every place that tells of it', () => {
  const customer = { organisation: 'Pool', accounts: 20, score: 0.04, asks: true };
  const [first, ...rest] = report.considered!.groups;
  const group = { ...first!, customer };
  const cleared = { ...report, considered: { ...report.considered!, groups: [group, ...rest] } };
  const words = clearedAs(group);
  assert.equal(words, 'Coordinated by one customer, not a harvest (probability 4.0%). ');
  const places = {
    terminal: textSummary(cleared, { colour: false, columns: 100_000 }),
    html: exported('html', cleared),
    md: exported('md', cleared),
  };
  for (const [place, text] of Object.entries(places))
    assert.ok(plain(text).includes(`${words}${group.summary}`), place);
});

test('the sum of a log that holds nothing else says whose matter it is', () => {
  const only = {
    ...report,
    campaigns: [campaign],
    accounts: report.accounts.filter(({ account }) => keys.has(account)),
  };
  const { state, short, sentence, caveats } = headlineOf(applyTriage(only, NO_TRIAGE, ''));
  assert.equal(state, 'harvest');
  assert.equal(short, `1 group, ${campaign.accounts.length} accounts flagged as ${WORDS}`);
  assert.ok(sentence.startsWith(`Looks like ${WORDS}: 1 group, ${campaign.accounts.length} accounts (of `), sentence);
  assert.ok(caveats.some((text) => text.includes('not coordinated distillation') && text.includes('contract')));
});

test('a gate fails on it only where it is asked to', () => {
  const rest = new Set(report.campaigns.filter((one) => one !== campaign).flatMap(({ accounts }) => accounts));
  const only: Report = {
    ...report,
    campaigns: [campaign],
    accounts: report.accounts.filter(({ account }) => !rest.has(account)),
    findings: report.findings.filter(({ verdict }) => verdict === 'harvest'),
  };
  assert.equal(only.findings.length, 1 + campaign.accounts.length);
  const alone = applyTriage(only, NO_TRIAGE, '');
  assert.deepEqual(
    (['distillation', 'relay', 'harvest', 'automation'] as const).map((verdict) => hasVerdict(alone, verdict)),
    [false, false, true, true],
  );
});

const isOfCampaign = (event: Event): event is FindingEvent => event.subject.name === campaign.id;

test('no indicator and no action comes of it, and events rate it below a relay', () => {
  const stix = exported('stix');
  for (const account of keys) assert.ok(!stix.includes(account), 'an indicator of a customer’s key');
  assert.ok(stix.includes(`${1 + campaign.accounts.length} findings on harvests by one customer produced none`));
  for (const account of keys) assert.ok(!exported('actions').includes(account));
  const event = new EventLog().next(triaged, 0).find(isOfCampaign)!;
  assert.equal(event.verdict, 'harvest');
  const ecs = EVENT_FORMATS.ecs(event) as { message: string; event: { severity: number; risk_score: number } };
  assert.deepEqual([ecs.event.severity, ecs.event.risk_score], [2, 0]);
  const { organisation, score } = campaign.customer!;
  assert.deepEqual(event.customer, { organisation, score });
  assert.ok(ecs.message.includes(`${WORDS} ${probability(score)}`), ecs.message);
  const ocsf = EVENT_FORMATS.ocsf(event) as { severity: string; confidence_score: number };
  assert.deepEqual([ocsf.severity, ocsf.confidence_score], ['Low', hundredths(score)]);
});

test('a harvest that grew likelier is news, and two reports show by how much', () => {
  const score = campaign.customer!.score - 0.2;
  const was = { ...campaign, verdict: 'none' as const, customer: { ...campaign.customer!, score } };
  const earlier = { ...report, campaigns: report.campaigns.map((one) => (one === campaign ? was : one)) };
  const compared = compareReports(earlier, report).items.find(({ after }) => after?.id === campaign.id)!;
  const numbers = [score, campaign.customer!.score].map(probability);
  assert.deepEqual(compared.notes, [
    `verdict changed from ${verdictWord('none', campaign.score)} to ${WORDS}`,
    `probability of a harvest rose from ${numbers.join(' to ')}`,
  ]);
  const log = new EventLog();
  log.next(applyTriage(earlier, NO_TRIAGE, ''), 0);
  const [event] = log.next(triaged, 1).filter(isOfCampaign);
  assert.deepEqual([event!.change, event!.before!.customer, event!.notes], ['changed', { score }, compared.notes]);
});

test('judged anew with the same settings nothing changes, and with another threshold or prior the verdict follows', () => {
  const same = rejudge(report, report.settings);
  assert.deepEqual(
    same.accounts.map(({ account, verdict }) => [account, verdict]),
    report.accounts.map(({ account, verdict }) => [account, verdict]),
  );
  const verdict = (settings: Parameters<typeof rejudge>[1]): string =>
    rejudge(report, settings).campaigns.find(({ id }) => id === campaign.id)!.verdict;
  assert.equal(verdict(report.settings), 'harvest');
  assert.equal(verdict({ accountPrior: 0.001, threshold: 0.999 }), 'none');
  assert.equal(verdict({ accountPrior: 0.000_001, threshold: 0.9 }), 'none');
  assert.equal(verdict({ accountPrior: 0.1, threshold: 0.9 }), 'harvest');
});

test('a scan with another prior says what judging anew says', async () => {
  const settings = { ...DEFAULT_SETTINGS, accountPrior: 0.0001 };
  const scanned = (await audit(paths, { workers: 0, settings })).report;
  const own = scanned.campaigns.find(({ customer }) => customer?.organisation === CUSTOMER);
  const anew = rejudge(report, settings).campaigns.find(({ id }) => id === campaign.id)!;
  assert.equal(own?.verdict ?? 'none', anew.verdict);
  if (own) assert.ok(Math.abs(own.customer!.score - anew.customer!.score) < 1e-9);
});

test('the same bytes for two threads and for none', async () => {
  const threaded = (await audit(paths, { workers: 2 })).report;
  assert.equal([...reportJson(threaded)].join(''), [...reportJson(report)].join(''));
});
