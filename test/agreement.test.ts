/**
 * One report, told in every place: the numbers and words of the terminal, the findings tree, the dashboard, the status bar,
 * the exports and the events are taken out of each and held against one another. Longer than 250 lines: the places are listed once,
 * and each case asks all of them.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { comparisonText } from '../src/cli/output/comparison-text.ts';
import { screenSummary } from '../src/cli/output/summary/screen-summary.ts';
import { textSummary } from '../src/cli/output/summary/text-summary.ts';
import { compareReports } from '../src/report/compare/compare-reports.ts';
import { EventLog } from '../src/report/events/event-log.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../src/report/export/export-formats.ts';
import type { PromptMode } from '../src/report/export/prompt-mode.ts';
import { exportInput } from '../src/report/export/export-input.ts';
import { campaignName, campaignTitle } from '../src/report/shape/campaign-facts.ts';
import { audit } from '../src/engine/pipeline/audit.ts';
import type { CampaignReport, Evidence, Report } from '../src/report/shape/report.ts';
import { applyTriage } from '../src/report/triage/apply-triage.ts';
import { headlineOf } from '../src/report/triage/headline.ts';
import { NO_TRIAGE } from '../src/report/triage/triage.ts';
import type { TriagedReport } from '../src/report/triage/triaged-report.ts';
import { overviewOf } from '../src/extension/model/answers/overview.ts';
import { Results } from '../src/extension/model/results.ts';
import { treeChildren, treeRoots } from '../src/extension/model/tree/tree-children.ts';
import { treeText } from '../src/extension/model/tree/tree-text.ts';
import { outcomeText } from '../src/extension/scan/outcome-text.ts';
import type { Overview } from '../src/protocol/view-model.ts';
import { probability } from '../src/text/numbers.ts';
import { templateNames } from '../src/text/template-names.ts';
import { demoLog, writeLog } from './fixtures/demo-log.ts';
import { scratchFolder } from './harness/folders.ts';

const folder = scratchFolder('prompt-audit-agreement-');

let report: Report;
let triaged: TriagedReport;
let results: Results;
let overview: Overview;
/** Texts of everything that shows a whole report, spaces and line breaks made one. */
const told: Record<string, string> = {};

const plain = (text: string): string =>
  text
    .replaceAll(/&gt;/g, '>')
    .replaceAll(/&lt;/g, '<')
    .replaceAll(/&#39;|&#x27;/g, "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\\([^\w\s])/g, '$1')
    .replaceAll(/\s+/g, ' ');

const exported = (id: ExportFormat['id'], of = report, prompts: PromptMode = 'none'): string => {
  const format = EXPORT_FORMATS.find((one) => one.id === id)!;
  return [...format.write(exportInput({ report: of, prompts, now: Date.UTC(2026, 5, 1) }))].join('');
};

before(async () => {
  const { lines } = demoLog({ seed: 1, requests: 2500 });
  const result = await audit(writeLog(folder, lines), { workers: 0 });
  ({ report } = result);
  triaged = applyTriage(report, NO_TRIAGE, '');
  results = new Results(report, result.index, 'demo.jsonl');
  overview = overviewOf(results, 1);
  const whole = { colour: false, columns: 100_000 };
  told['terminal'] = plain(screenSummary(triaged, { ...whole, columns: 120 }));
  told['terminal, all'] = plain(textSummary(report, whole, triaged));
  told['message in the editor'] = plain(outcomeText(triaged, 'demo.jsonl').text);
  told['dashboard'] = plain([overview.headline.sentence, ...overview.headline.caveats].join(' '));
  for (const id of ['html', 'md'] as const) told[id] = plain(exported(id));
});

test('answers taken from the log are told in the same words in every place that shows a whole report', () => {
  const taken = overview.taken!;
  assert.match(taken.sentences[0]!, /^Campaigns took \d+% of all answers/);
  assert.ok(taken.customers.length > 1);
  const all = [taken.heading, ...taken.sentences, ...taken.customers.flatMap(({ name, text }) => [name, text])];
  for (const id of ['terminal, all', 'html', 'md'])
    for (const words of all) assert.ok(told[id]!.includes(plain(words)), `${id}: ${words}`);
  assert.ok(told['terminal']!.includes(plain(taken.sentences[0]!)));
});

test('a campaign’s share of the log is a fact of its case, its packet and the notice', () => {
  const [first] = campaigns();
  const fact = overview.briefs[first!.id]!.facts.find(([name]) => name === 'Of the log')![1];
  assert.match(fact, /^[\d.]+% of all 2,500 answers of the log$/);
  for (const text of [told['terminal, all']!, told['html']!, told['md']!, plain(exported('notice'))])
    assert.ok(text.includes(fact), fact);
});

const campaigns = (): CampaignReport[] => report.campaigns.filter(({ verdict }) => verdict === 'distillation');

test('the log that all this is about holds campaigns, or nothing below would say anything', () => {
  assert.ok(campaigns().length >= 2, `${campaigns().length} campaigns`);
});

interface SarifResult {
  ruleId: string;
  message: { text: string };
  properties: Record<string, unknown>;
}
interface StixObject {
  type: string;
  name?: string;
  description?: string;
  content?: string;
  abstract?: string;
}
const sarifResults = (of = report, prompts: PromptMode = 'none'): SarifResult[] =>
  (JSON.parse(exported('sarif', of, prompts)) as { runs: { results: SarifResult[] }[] }).runs[0]!.results;
const stixObjects = (): StixObject[] => (JSON.parse(exported('stix')) as { objects: StixObject[] }).objects;
const rowsOf = (csv: string): string[][] =>
  csv
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));

test('as many campaigns and accounts are flagged as distillation wherever they are counted', () => {
  const said = (text: string): [number, number] => {
    const [, many = '', accounts = ''] = /(\d+) campaigns?, (\d+) accounts?/.exec(text) ?? [];
    return [Number(many), Number(accounts)];
  };
  const findings = sarifResults();
  const stix = stixObjects();
  const rows = rowsOf(exported('csv')).filter(([, verdict]) => verdict === 'distillation').length;
  const actions = rowsOf(exported('actions')).filter(([type]) => type === 'account').length;
  const events = new EventLog().next(triaged, 0);
  const of = (kind: string): number =>
    events.filter((event) => event.subject.kind === kind && 'verdict' in event && event.verdict === 'distillation')
      .length;
  const roots = treeRoots(results).filter(({ kind }) => kind === 'campaign');
  const expected = said(told['terminal']!);
  assert.ok(expected[0] > 0 && expected[1] > 0);
  assert.deepEqual(
    {
      ...Object.fromEntries(Object.entries(told).map(([place, text]) => [place, said(text)])),
      status: said(headlineOf(triaged).short),
      sarif: [
        findings.filter(({ ruleId }) => ruleId === 'distillation/campaign').length,
        findings.filter(({ ruleId }) => ruleId === 'distillation/account').length,
      ],
      stix: [
        stix.filter(({ type }) => type === 'campaign').length,
        stix.filter(({ type, name }) => type === 'indicator' && name?.startsWith('Account ')).length,
      ],
      csv: [expected[0], rows],
      actions: [expected[0], actions],
      events: [of('campaign'), of('account')],
      tree: [
        roots.filter((node) => treeText(results, node).description.toLowerCase().startsWith('distillation')).length,
        expected[1],
      ],
      lists: [
        overview.campaigns.filter(({ verdict }) => verdict === 'distillation').length,
        overview.accounts.filter(({ verdict }) => verdict === 'distillation').length,
      ],
    },
    Object.fromEntries(
      [...Object.keys(told), 'status', 'sarif', 'stix', 'csv', 'actions', 'events', 'tree', 'lists'].map((place) => [
        place,
        expected,
      ]),
    ),
  );
});

/** The part of a text that begins at a mark and ends before the next of its kind. */
function partOf(text: string, mark: RegExp, next: RegExp): string {
  const from = text.search(mark);
  assert.ok(from >= 0, `nothing like ${String(mark)} in: ${text.slice(0, 300)}`);
  const rest = text.slice(from + 1);
  const to = rest.search(next);
  return text.slice(from, to < 0 ? undefined : from + 1 + to);
}

test('a campaign has the same score, size, first reason and facts in every place', () => {
  const sarif = sarifResults();
  const stix = stixObjects();
  for (const campaign of campaigns()) {
    const { id, score, accounts } = campaign;
    const [first] = campaign.evidence;
    const facts = overview.briefs[id]!.facts.map(([, text]) => plain(text));
    const node = treeRoots(results).find((root) => root.kind === 'campaign' && root.campaign.id === id)!;
    const { description, tooltip } = treeText(results, node);
    const result = sarif.find(({ properties }) => properties['campaign'] === id)!;
    const notes = stix.filter(({ abstract }) => abstract?.endsWith(`campaign ${id}`));
    const places: Record<string, string> = {
      terminal: partOf(told['terminal']!, new RegExp(`${id} {1,2}distillation`), / C\d+ distillation | More evidence /),
      'terminal, all': partOf(
        told['terminal, all']!,
        new RegExp(` ${id} distillation`),
        / C\d+ {1,2}distillation | Accounts /,
      ),
      html: partOf(told['html']!, new RegExp(`>Campaign ${id}: [^<]*</h2>`), />Campaign C\d+: [^<]*<\/h2>/),
      md: partOf(told['md']!, new RegExp(`## Campaign ${id}: `), /## Campaign C\d+: /),
      sarif: plain(result.message.text),
      stix: plain(
        [
          ...notes.map(({ content }) => content),
          stix.find(({ name }) => name?.endsWith(`campaign ${id}`))?.description,
        ].join(' '),
      ),
      tree: plain([description, ...tooltip].join(' ')),
    };
    for (const [place, text] of Object.entries(places)) {
      assert.ok(
        text.includes(probability(score)),
        `${place} has another score of ${id} than ${probability(score)}: ${text.slice(0, 400)}`,
      );
      if (place !== 'terminal')
        assert.ok(text.includes(plain(first!.text)), `${place} does not have the first reason of ${id}`);
      else assert.ok(text.includes(plain(first!.text).split(/[:;]/)[0]!), text);
      assert.match(text, new RegExp(`\\b${accounts.length} accounts|${accounts.length} of ${accounts.length}`), place);
    }
    for (const place of ['terminal, all', 'html', 'md', 'sarif', 'stix']) {
      for (const fact of facts) assert.ok(places[place]!.includes(fact), `${place} of ${id} lacks: ${fact}`);
    }
    const title = campaignTitle(campaign, report);
    const name = campaignName(campaign, report);
    assert.equal(overview.briefs[id]!.title, title);
    for (const [place, text] of Object.entries(places))
      assert.ok(
        text.includes(place.startsWith('terminal') ? title : name),
        `${place} has another name of ${id} than ${name}`,
      );
    const activity = plain(overview.briefs[id]!.facts.find(([name]) => name === 'Activity')![1]);
    assert.ok(places['terminal']!.toLowerCase().includes(activity.toLowerCase()), places['terminal']);
  }
});

test('templates that begin alike are named by where they differ, in every place that shows their text', () => {
  const opening = 'You are Petra, the assistant of an insurance company, and answer from what you know. ';
  const ids = campaigns()[0]!.templates.slice(0, 2);
  const texts = [`${opening}List all the tariffs`, `${opening}Name every form`];
  const templates = report.templates.map((one) => {
    const at = ids.indexOf(one.id);
    return at < 0 ? one : { ...one, parts: [{ text: texts[at]! }, ...one.parts.slice(1)] };
  });
  const alike = { ...report, templates };
  const seen = new Results(alike, results.index, 'demo.jsonl');
  const places: Record<string, string> = {
    tree: treeText(seen, { kind: 'template', template: seen.template(ids[0]!)! }).label,
    terminal: plain(textSummary(alike, { colour: false, columns: 100_000 })),
    dashboard: templateNames(overviewOf(seen, 1).templates).get(ids[0]!)!,
    sarif: sarifResults(alike, 'redacted').find(({ properties }) => properties['template'] === ids[0])!.message.text,
    html: plain(exported('html', alike, 'redacted')),
    md: plain(exported('md', alike, 'redacted')),
    stix: exported('stix', alike, 'redacted'),
  };
  for (const [place, text] of Object.entries(places))
    assert.ok(text.includes('… List all the tariffs'), `${place}: ${text.slice(0, 300)}`);
});

/** The report with one account whose membership keeps its score down. */
function withCap(): { capped: Report; account: string } {
  const { account } = report.accounts.find(({ verdict }) => verdict === 'distillation')!;
  const cap = { role: 'cap' as const, weight: -1.5, statistic: 0.97 };
  const accounts = report.accounts.map((one) => {
    if (one.account !== account) return one;
    const all = [...one.evidence, ...one.counterEvidence];
    const membership = all.find(({ detector }) => detector === 'membership')!;
    const without = (items: readonly Evidence[]): Evidence[] => items.filter((item) => item !== membership);
    return {
      ...one,
      evidence: without(one.evidence),
      counterEvidence: [{ ...membership, ...cap }, ...without(one.counterEvidence)],
    };
  });
  return { capped: { ...report, accounts }, account };
}

test('a cap on a score is a cap in every place, and nowhere a reason for innocence', () => {
  const { capped, account } = withCap();
  const words = 'at most 97%';
  const row = exported('csv', capped)
    .split('\n')
    .find((one) => one.startsWith(account))!;
  assert.ok(row.includes(`(${words})`), row);
  const { text } = sarifResults(capped).find(({ properties }) => properties['account'] === account)!.message;
  assert.ok(text.includes(`At most 97%: Belongs to `), text);
  assert.ok(!/^Against.*Belongs to/m.test(text), text);
  const terminal = plain(textSummary(capped, { colour: false, columns: 100_000 }));
  assert.ok(terminal.includes(`${words} Belongs to `), 'terminal');
  assert.ok(!/against\s+\S+\s+Belongs to/.test(terminal));
  const seen = new Results(capped, results.index, 'demo.jsonl');
  const page = treeChildren(seen, { kind: 'account', account: seen.account(account)! })
    .flatMap((node) => treeChildren(seen, node))
    .find((node) => node.kind === 'evidence' && node.evidence.role === 'cap')!;
  const { description, label, tooltip } = treeText(seen, page);
  assert.ok([description, label, ...tooltip].join(' ').includes(words), 'tree');
});

test('a report held against itself has nothing new, changed or gone', () => {
  const { totals } = compareReports(report, report);
  for (const { new: fresh, changed, gone } of Object.values(totals))
    assert.deepEqual([fresh, changed, gone], [0, 0, 0]);
});

test('a member of a suspected group is called the same by a comparison of two reports and in the editor, and never suspected itself', () => {
  const [group] = campaigns();
  const suspect = <T extends { campaign?: string; verdict: string }>(one: T): T =>
    one.campaign === group!.id ? { ...one, verdict: 'none' as const } : one;
  const doubted: Report = {
    ...report,
    campaigns: report.campaigns.map((one) => (one === group ? { ...one, verdict: 'suspected' as const } : one)),
    accounts: report.accounts.map(suspect),
  };
  const earlier: Report = {
    ...doubted,
    campaigns: doubted.campaigns.filter(({ id }) => id !== group!.id),
    accounts: doubted.accounts.map(({ campaign, ...one }) =>
      campaign === group!.id || campaign === undefined ? one : { ...one, campaign },
    ),
  };
  const [member] = doubted.accounts.filter(({ campaign }) => campaign === group!.id);
  const comparison = compareReports(earlier, doubted);
  assert.equal(comparison.totals.account.changed, doubted.accounts.filter((one) => one.campaign === group!.id).length);
  const whole = { colour: false, columns: 100_000 };
  const text = comparisonText(comparison, applyTriage(doubted, NO_TRIAGE, ''), whole).split('\n');
  const at = text.findIndex((line) => line.startsWith(`  ~ ${member!.account} `));
  const words = `group suspected, score ${probability(member!.score)}`;
  assert.ok(text[at]!.includes(`  ${words}, `), text[at]);
  assert.equal(text[at + 1], `      now in suspected group ${group!.id}`);
  const seen = new Results(doubted, results.index, 'demo.jsonl');
  const { description } = treeText(seen, { kind: 'account', account: member! });
  assert.equal(description.split(' · ')[0]!.toLowerCase(), words);
});
