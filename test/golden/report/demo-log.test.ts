/**
 * The full demo log from the first byte to the report: what is found in it, and that every claim can be looked up.
 * Longer than 250 lines: the log is read once for all of it.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { audit } from '../../../src/engine/pipeline/audit.ts';
import { logOdds, probabilityOf } from '../../../src/math/log-odds.ts';
import { type CampaignReport, type Evidence, FOUND, type LineRef, type Report } from '../../../src/report/shape/report.ts';
import { flaggedRequests, NO_TEMPLATE, type RequestIndex } from '../../../src/report/shape/request-index.ts';
import type { DemoTruth } from '../../../src/demo/demo-truth.ts';
import { demoLog, writeLog } from '../../fixtures/demo-log.ts';
import { scratchFolder } from '../../harness/folders.ts';

const folder = scratchFolder('demo-report-');

let report: Report;
let index: RequestIndex;
let truth: DemoTruth;
let log: Buffer;

before(async () => {
  const demo = demoLog({ seed: 1, requests: 20_000 });
  truth = demo.truth;
  const paths = writeLog(folder, demo.lines);
  log = readFileSync(paths[0]!);
  ({ report, index } = await audit(paths, { workers: 0 }));
});

const sum = (pieces: readonly Evidence[]): number => pieces.reduce((total, { weight }) => total + weight, 0);
const all = ({ evidence, counterEvidence }: { evidence: Evidence[]; counterEvidence: Evidence[] }): Evidence[] => [
  ...evidence,
  ...counterEvidence,
];

test('the report is valid under the published schema', () => {
  const schema: unknown = JSON.parse(readFileSync(join(__dirname, '../../../media/report.schema.json'), 'utf8'));
  assert.ok(typeof schema === 'object' && schema !== null);
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);
  validate(JSON.parse(JSON.stringify(report)));
  assert.deepEqual(validate.errors, null);
});

test('each campaign of the demo log is found as one campaign of its own', () => {
  const called = report.campaigns.filter(({ verdict }) => verdict === 'distillation');
  const found = called.map(({ accounts }) => [...new Set(accounts.map((account) => truth.accounts[account]?.campaign))]);
  assert.deepEqual(
    found.map((names) => names.join('+')).sort(),
    truth.campaigns.map(({ id }) => id).sort(),
  );
});

test('at least nineteen in twenty accounts of each campaign are called', () => {
  const called = new Set(report.accounts.filter(({ verdict }) => verdict === 'distillation').map(({ account }) => account));
  for (const { id, accounts } of truth.campaigns) {
    const found = accounts.filter((account) => called.has(account)).length;
    assert.ok(found >= 0.95 * accounts.length, `${id}: ${found} of ${accounts.length}`);
  }
});

test('thinking that is carried to other accounts and reasoning forced into a tag are told as facts of one campaign', () => {
  const own = new Set(truth.campaigns.find(({ id }) => id === 'thinking')!.accounts);
  const ofIt = (report.techniques ?? []).map(({ id, grade, accounts, campaigns }) => [id, grade, accounts.every((account) => own.has(account)), campaigns.length]);
  assert.deepEqual(ofIt, [['T3', 'near proof', true, 1], ['T1', 'strong', true, 1]]);
  const [campaign] = new Set(report.techniques!.flatMap(({ campaigns }) => campaigns));
  assert.deepEqual(report.campaigns.find(({ id }) => id === campaign)!.accounts.length, own.size);
});

test('nobody else is accused', () => {
  const accused = report.accounts.filter(({ account, verdict }) => FOUND.has(verdict) && truth.accounts[account]?.class !== 'distillation');
  assert.deepEqual(
    accused.map(({ account, verdict }) => [truth.accounts[account]?.kind, verdict]),
    [],
  );
});

test('nine in ten flagged requests are the attack, and nine in ten attacks are flagged', () => {
  const flagged = new Map(report.accounts.map(({ account, flaggedRequests }) => [account, flaggedRequests]));
  let [right, marked, attacks] = [0, 0, 0];
  for (const [account, { attacks: own }] of Object.entries(truth.accounts)) {
    right += Math.min(own, flagged.get(account) ?? 0);
    marked += flagged.get(account) ?? 0;
    attacks += own;
  }
  assert.ok(right >= 0.9 * marked, `${right} of ${marked} flagged`);
  assert.ok(right >= 0.9 * attacks, `${right} of ${attacks} attacks`);
});

test('the counts add up: lines, requests, accounts, index', () => {
  const { inputs, population } = report;
  assert.equal(inputs.lines, inputs.records + inputs.rejected + inputs.skipped);
  assert.deepEqual([inputs.requests, population.requests, index.length], [inputs.lines, inputs.lines, inputs.lines]);
  assert.equal(inputs.bytes, log.length);
  assert.equal(population.accounts, report.accounts.length);
  assert.equal(population.templates, report.templates.length);
  assert.equal(report.accounts.reduce((total, { requests }) => total + requests, 0), population.requests);
  for (const { account, requests } of report.accounts) assert.equal(requests, truth.accounts[account]?.requests, account);
});

test('the prior and all weights add up to the log odds of every account', () => {
  for (const account of report.accounts) {
    const odds = account.priorLogOdds + sum(all(account));
    // Near 1 a score has too few digits left for its log odds, so there the scores are compared.
    assert.ok(Math.abs(probabilityOf(odds) - account.score) < 1e-12, account.account);
    if (account.score < 0.999) assert.ok(Math.abs(odds - logOdds(account.score)) < 1e-9, account.account);
  }
});

test('the prior and all weights add up to the log odds of every campaign', () => {
  for (const campaign of report.campaigns.filter(({ verdict }) => verdict !== 'relay')) {
    const odds = campaign.priorLogOdds + sum(all(campaign));
    assert.ok(Math.abs(probabilityOf(odds) - campaign.score) < 1e-12, campaign.id);
    if (campaign.score < 0.999) assert.ok(Math.abs(odds - logOdds(campaign.score)) < 1e-9, campaign.id);
  }
});

test('evidence speaks for and counter-evidence does not, each heaviest first', () => {
  for (const { evidence, counterEvidence } of [...report.campaigns, ...report.accounts]) {
    assert.ok(evidence.every(({ weight }) => weight > 0) && counterEvidence.every(({ weight }) => weight <= 0));
    for (const side of [evidence, counterEvidence])
      side.forEach(({ weight }, i) => assert.ok(i === 0 || Math.abs(weight) <= Math.abs(side[i - 1]!.weight)));
  }
});

test('every accused account is shown evidence and what was weighed against it', () => {
  for (const account of report.accounts.filter(({ verdict }) => verdict === 'distillation')) {
    assert.ok(account.evidence.length > 1, account.account);
    assert.ok(account.counterEvidence.length > 0, account.account);
    assert.ok(report.campaigns.some(({ id, accounts }) => id === account.campaign && accounts.includes(account.account)));
  }
});

const linesOf = (): LineRef[] => [
  ...[...report.campaigns, ...report.accounts].flatMap((subject) => all(subject)).flatMap(({ lines }) => lines),
  ...report.templates.flatMap(({ lines }) => lines),
  ...report.findings.flatMap(({ lines }) => lines),
];

test('every line a report names is a line of the log, at its offset, with its number', () => {
  const starts = [0];
  for (let at = log.indexOf(10); at >= 0; at = log.indexOf(10, at + 1)) starts.push(at + 1);
  const named = new Map(linesOf().map((ref) => [ref.offset, ref]));
  assert.ok(named.size > 500, `${named.size} lines`);
  for (const { line, offset, length } of named.values()) {
    assert.equal(starts[line - 1], offset);
    assert.equal(starts[line]! - 1, offset + length);
  }
});

test('the lines of an account’s finding are the account’s own requests', () => {
  for (const { kind, subject, lines } of report.findings) {
    if (kind !== 'account') continue;
    assert.ok(lines.length > 0, subject);
    for (const { offset, length } of lines) assert.match(log.toString('utf8', offset, offset + length), new RegExp(`"user_api_key_hash":"${subject}"`));
  }
});

test('the lines of a campaign’s finding are requests of its accounts', () => {
  for (const { kind, subject, lines } of report.findings) {
    if (kind !== 'campaign') continue;
    const members = report.campaigns.find(({ id }) => id === subject)!.accounts;
    assert.ok(lines.length > 0, subject);
    for (const { offset, length } of lines) {
      const text = log.toString('utf8', offset, offset + length);
      assert.ok(members.some((account) => text.includes(account)), `${subject}: ${text.slice(0, 80)}`);
    }
  }
});

test('findings are the campaigns, the accused accounts and their templates, and nothing else', () => {
  const of = (kind: string): string[] => report.findings.filter((finding) => finding.kind === kind).map(({ subject }) => subject);
  assert.deepEqual(of('campaign'), report.campaigns.map(({ id }) => id));
  assert.deepEqual(of('account'), report.accounts.filter(({ verdict }) => verdict === 'distillation' || verdict === 'relay').map(({ account }) => account));
  assert.deepEqual(of('template'), report.templates.filter(({ verdict }) => verdict === 'distillation').map(({ id }) => id));
  assert.equal(new Set(report.findings.map(({ id }) => id)).size, report.findings.length);
});

test('nothing in a report is shown by more than twenty lines, and no line twice', () => {
  for (const { lines } of [...report.findings, ...report.templates, ...report.campaigns.flatMap(all)]) {
    assert.ok(lines.length <= 20);
    assert.equal(new Set(lines.map(({ file, offset }) => `${file} ${offset}`)).size, lines.length);
  }
});

test('templates of a campaign show their text with slots, what they ask for and where', () => {
  for (const template of report.templates.filter(({ verdict }) => verdict === 'distillation')) {
    assert.ok(template.parts.some((part) => 'text' in part) && template.parts.some((part) => 'slot' in part), template.id);
    assert.ok(template.intents.length > 0 && template.lines.length > 0 && template.campaigns.length > 0);
  }
});

test('accounts, templates and campaigns stand most suspicious first', () => {
  for (const list of [report.accounts, report.templates])
    list.forEach(({ score }, i) => assert.ok(i === 0 || score <= list[i - 1]!.score));
  const called = report.campaigns.filter(({ verdict }) => verdict === 'distillation');
  const isProven = ({ id }: CampaignReport): boolean =>
    report.techniques!.some(({ grade, campaigns }) => grade === 'near proof' && campaigns.includes(id));
  const proven = called.filter(isProven);
  assert.ok(proven.length > 0 && proven.length < called.length);
  assert.deepEqual(called.slice(0, proven.length), proven, 'what is near proof comes first');
  const expected = called.slice(proven.length).map(({ score, accounts }) => logOdds(score) + Math.log(accounts.length));
  expected.forEach((worth, i) => assert.ok(i === 0 || worth <= expected[i - 1]! + 1e-9));
});

test('the index marks the requests in question, and only those; facts alone mark some without a template', () => {
  const ofFacts = new Set(report.campaigns.filter(({ id }) => report.techniques?.some(({ campaigns }) => campaigns.includes(id))).flatMap(({ accounts }) => accounts));
  assert.ok(ofFacts.size > 0);
  const flagged = new Map<string, number>();
  for (let row = 0; row < index.length; row++) {
    if (index.score[row]! < report.settings.threshold) continue;
    const account = index.accounts[index.account[row]!]!;
    assert.ok(ofFacts.has(account) || index.template[row] !== NO_TEMPLATE);
    flagged.set(account, (flagged.get(account) ?? 0) + 1);
  }
  for (const { account, flaggedRequests } of report.accounts) assert.equal(flagged.get(account) ?? 0, flaggedRequests, account);
});

test('whoever looks up a line given as evidence finds a request that is counted against its account', () => {
  const scores = new Map<string, number>();
  for (let row = 0; row < index.length; row++) {
    const place = `${index.files[index.file[row]!]!} ${index.line[row]!}`;
    scores.set(place, Math.max(scores.get(place) ?? 0, index.score[row]!));
  }
  const called = [...report.campaigns, ...report.accounts].filter(({ verdict }) => verdict === 'distillation');
  const uncounted = called.flatMap(({ evidence }) =>
    evidence.flatMap(({ detector, lines }) =>
      lines.filter(({ file, line }) => !scores.get(`${file} ${line}`)).map(({ line }) => `${detector} ${line}`),
    ),
  );
  assert.ok(called.length > 0);
  assert.deepEqual(uncounted, []);
});

test('every detector says whether it ran, on how many campaigns, and why not', () => {
  for (const { id, state, judged, reason } of report.detectors) {
    assert.equal(state === 'ran', judged > 0, id);
    assert.equal(reason === undefined, state === 'ran', id);
  }
  assert.ok(report.detectors.some(({ state }) => state === 'ran'));
});

test('the period is that of the log: ten days in May 2026', () => {
  const { start, end } = report.period!;
  assert.ok(start >= Date.UTC(2026, 4, 4) && end < Date.UTC(2026, 4, 15) && end - start > 9 * 86_400_000);
});

test('lines cited on an account are lines of that account', () => {
  const accounts = new Map<string, Set<string>>();
  for (let row = 0; row < index.length; row++) {
    const place = `${index.files[index.file[row]!]!} ${index.line[row]!}`;
    accounts.set(place, (accounts.get(place) ?? new Set()).add(index.accounts[index.account[row]!]!));
  }
  for (const account of report.accounts) {
    const foreign = all(account).flatMap(({ detector, lines }) =>
      lines
        .filter(({ file, line }) => accounts.get(`${file} ${line}`)?.has(account.account) !== true)
        .map(({ line }) => `${detector} ${line}`),
    );
    assert.deepEqual(foreign, [], account.account);
  }
});

test('membership never stands as evidence for innocence: where it keeps a score down it is a cap', () => {
  const members = report.accounts.filter(({ verdict }) => verdict === 'distillation');
  const memberships = members.flatMap((one) => all(one).filter(({ detector }) => detector === 'membership'));
  assert.equal(memberships.length, members.length);
  for (const { weight, role } of memberships) assert.equal(role, weight < 0 ? 'cap' : undefined);
});

test('a line that a finding shows has a score among the records, and each account has as many flagged ones as its report says', () => {
  const scored = new Map<string, number>();
  const flagged = new Map<string, number>();
  const isFlagged = flaggedRequests(report, index);
  for (let row = 0; row < index.length; row++) {
    const place = `${index.files[index.file[row]!]} ${index.line[row]}`;
    scored.set(place, Math.max(index.score[row]!, scored.get(place) ?? 0));
    const account = index.accounts[index.account[row]!]!;
    if (isFlagged(row)) flagged.set(account, (flagged.get(account) ?? 0) + 1);
  }
  const unscored = report.findings.filter(({ lines }) => lines.some(({ file, line }) => !(scored.get(`${file} ${line}`)! > 0)));
  assert.deepEqual(unscored.map(({ id }) => id), []);
  for (const one of report.accounts) assert.equal(flagged.get(one.account) ?? 0, one.flaggedRequests, one.account);
});
