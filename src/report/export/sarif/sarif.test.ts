import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { exportCase, exportReport, HOSTILE } from '../../../../test/fixtures/export-case.ts';
import { EXAMPLE_REPORT } from '../../../../test/golden/cli/example-report.ts';
import type { Report } from '../../shape/report.ts';
import { artifactUri } from './locations.ts';
import { lineKey } from './sarif-fingerprints.ts';
import { helpUri, informationUri, PUBLISHED } from './doc-links.ts';
import { sarif } from './sarif.ts';

interface Location {
  physicalLocation: { artifactLocation: { uri: string; index?: number }; region: { startLine: number } };
}
interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  kind: string;
  message: { text: string };
  locations: Location[];
  relatedLocations?: (Location & { id: number })[];
  partialFingerprints: Record<string, string>;
  suppressions?: { status: string; justification: string }[];
  properties: Record<string, unknown>;
}
interface Log {
  runs: [
    { results: Result[]; tool: { driver: { rules: { id: string }[] } }; artifacts: { location: { uri: string } }[] },
  ];
}

const schemaFile = createRequire(__filename).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const schema: unknown = JSON.parse(readFileSync(schemaFile, 'utf8'));
assert.ok(typeof schema === 'object' && schema !== null);
// Of draft 4, whose keywords used here mean the same today. Its names of formats are checked by hand below.
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false }).compile(
  Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$schema' && name !== 'id')),
);

function logOf(report: Report = exportReport()): Log {
  const value: unknown = JSON.parse([...sarif(exportCase({ report }))].join(''));
  validate(value);
  assert.deepEqual(validate.errors ?? [], []);
  return value as Log;
}

test('the log is valid SARIF 2.1.0, also for a report with nothing or everything in it', () => {
  logOf();
  logOf(EXAMPLE_REPORT);
  logOf({ ...exportReport(), findings: [], accounts: [], campaigns: [] });
});

interface Rule {
  id: string;
  help: { text: string };
  shortDescription: { text: string };
  fullDescription: { text: string };
  properties: { tags: string[]; 'security-severity': string };
}

test('a log keeps the documented rules of code-scanning uploads, or a host would refuse it', () => {
  const report = exportReport();
  const placeless = { ...report.findings[0]!, lines: [] };
  const [run] = logOf({ ...report, findings: [placeless, ...report.findings.slice(1)] }).runs;
  const { driver } = run.tool as unknown as { driver: { rules: Rule[] } };
  for (const rule of driver.rules) {
    assert.ok(rule.help.text && rule.shortDescription.text && rule.fullDescription.text);
    assert.ok(rule.properties.tags.includes('security') && rule.properties.tags.length <= 10);
    assert.match(rule.properties['security-severity'], /^(?:10\.0|\d\.\d)$/);
    assert.ok(Number(rule.properties['security-severity']) > 0);
  }
  const { id } = (run as unknown as { automationDetails: { id: string } }).automationDetails;
  assert.match(id, /^[\w-]+\/$/, 'a category, with an empty run behind the last slash');
  for (const { locations, relatedLocations = [], partialFingerprints } of run.results) {
    assert.equal(locations.length, 1);
    assert.ok(locations[0]!.physicalLocation.region.startLine >= 1);
    assert.ok(relatedLocations.length <= 1000);
    assert.match(partialFingerprints['primaryLocationLineHash'] ?? '', /^[0-9a-f]{1,16}:[1-9]\d*$/);
  }
});

test('a log names no page on the net before the product has one there, and each rule its page afterwards', () => {
  const text = [...sarif(exportCase({ report: exportReport() }))].join('');
  assert.equal(/"(?:helpUri|informationUri)": *"(?!https:\/\/atlas\.mitre\.org\/)/.test(text), PUBLISHED);
  const { publisher, name } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, string>;
  assert.ok(informationUri(true).informationUri?.endsWith(`=${publisher}.${name}`));
  assert.match(helpUri('detection.md', true).helpUri ?? '', /^https:.*\/docs\/detection\.md$/);
});

test('a run of more results than hosts take is cut, and says so', () => {
  const report = exportReport();
  const [finding] = report.findings;
  const many = Array.from({ length: 25_001 }, (_, index) => ({ ...finding!, subject: `x${index}` }));
  const text = [...sarif(exportCase({ report: { ...report, findings: many } }))].join('');
  const [run] = (JSON.parse(text) as Log).runs;
  assert.equal(run.results.length, 25_000);
  assert.match(text, /results are more than code hosts accept, so only the 25,000 most serious are included/);
});

test('an account that is a program is a note with its reason, as the documentation says', () => {
  const report = exportReport();
  const [first, ...others] = report.accounts;
  const line = { file: report.inputs.files[0]!.path, line: 7, offset: 0, length: 10 };
  const seen = {
    detector: 'automation',
    text: 'Two of three requests are the same.',
    weight: 0,
    role: 'automation' as const,
    statistic: 1,
    n: 9,
  };
  const program = { ...first!, account: 'cron', verdict: 'automation' as const, evidence: [] };
  const accounts = [{ ...program, counterEvidence: [{ ...seen, lines: [line] }] }, ...others];
  const result = logOf({ ...report, accounts }).runs[0].results.at(-1)!;
  assert.deepEqual([result.ruleId, result.level, result.kind], ['automation/account', 'note', 'fail']);
  assert.match(result.message.text, /Account cron: .*\nShows a program: Two of three requests are the same\./);
  assert.equal(result.locations[0]!.physicalLocation.region.startLine, 7);
});

test('every rule is of what a scan can find, and every verdict has one', () => {
  const { rules } = logOf().runs[0].tool.driver;
  assert.deepEqual(rules.map(({ id }) => id).toSorted(), [
    ...[
      'automation/account',
      'below-threshold/campaign',
      'distillation/account',
      'distillation/campaign',
      'distillation/template',
    ],
    ...['harvest/account', 'harvest/campaign', 'relay/account', 'relay/campaign', 'suspected/campaign'],
  ]);
});

test('a hash of the line that was read from the log stands where code hosts look for it', () => {
  const report = exportReport();
  const [line] = report.findings[0]!.lines;
  const lineHashes = new Map([[lineKey(line!), '39fa2ee980eb94b0:3']]);
  const text = [...sarif(exportCase({ report, lineHashes }))].join('');
  const prints = (JSON.parse(text) as Log).runs[0].results.map(({ partialFingerprints }) => partialFingerprints);
  assert.equal(prints[0]!['primaryLocationLineHash'], '39fa2ee980eb94b0:3');
});

test('a source root makes absolute paths relative to it, and is said where hosts look', () => {
  const report = JSON.parse(
    JSON.stringify(exportReport()).replaceAll(exportReport().inputs.files[0]!.path, '/home/ci/repo/logs/a b.jsonl'),
  ) as Report;
  const written = (sourceRoot?: string): Record<string, unknown> & Log['runs'][0] => {
    const input = exportCase({ report, ...(sourceRoot !== undefined && { sourceRoot }) });
    return (JSON.parse([...sarif(input)].join('')) as { runs: [Record<string, unknown> & Log['runs'][0]] }).runs[0];
  };
  const run = written('/home/ci/repo');
  const { uri, index } = run.results[0]!.locations[0]!.physicalLocation.artifactLocation;
  assert.deepEqual([uri, index], ['logs/a%20b.jsonl', 0]);
  assert.deepEqual(run['originalUriBaseIds'], { '%SRCROOT%': { uri: 'file:///home/ci/repo/' } });
  const [invocation] = run['invocations'] as { workingDirectory: unknown }[];
  assert.deepEqual(invocation!.workingDirectory, { uri: 'file:///home/ci/repo/' });
  for (const root of [undefined, '/home/ci/rep']) {
    const [result] = written(root).results;
    assert.equal(result!.locations[0]!.physicalLocation.artifactLocation.uri, 'file:///home/ci/repo/logs/a%20b.jsonl');
  }
});

const LEVELS = {
  distillation: 'error',
  relay: 'warning',
  suspected: 'warning',
  harvest: 'note',
  automation: 'note',
  none: 'none',
  'not-judged': 'none',
} as const;

test('each finding is a result at its first line, with the level of its verdict', () => {
  const report = exportReport();
  const [run] = logOf(report).runs;
  assert.equal(run.results.length, report.findings.length);
  run.results.forEach((result, index) => {
    const { lines, verdict } = report.findings[index]!;
    assert.equal(result.locations[0]!.physicalLocation.region.startLine, lines[0]!.line);
    assert.equal(result.level, LEVELS[verdict]);
    assert.equal(run.tool.driver.rules[result.ruleIndex]!.id, result.ruleId);
    const { uri, index: artifact } = result.locations[0]!.physicalLocation.artifactLocation;
    assert.equal(run.artifacts[artifact ?? -1]!.location.uri, uri);
  });
});

test('a message names who is meant in its first sentence and gives each reason a line', () => {
  for (const { message, properties } of logOf(EXAMPLE_REPORT).runs[0].results) {
    const [first = '', ...reasons] = message.text.split('\n');
    const subject = properties['campaign'] ?? properties['account'] ?? properties['template'];
    assert.ok(first.includes(`${String(subject)}: `), first);
    assert.doesNotMatch(message.text, /\.\./);
    const isFact = /^(Shared|Seen|Activity|Significance|Volume|Models|Key|Its text): /;
    const rest = reasons.filter((line) => !isFact.test(line));
    rest.forEach((reason) => assert.match(reason, /^(For|Against) \(weight [+−]/));
  }
});

test('fingerprints survive another number of the campaign, another place in the log and another score', () => {
  const report = exportReport();
  const before = logOf(report).runs[0].results[0]!.partialFingerprints;
  const renamed = JSON.parse(
    JSON.stringify(report).replaceAll('"C1"', '"C7"').replaceAll('"line":1,', '"line":901,'),
  ) as Report;
  const after = logOf({ ...renamed, findings: renamed.findings.map((finding) => ({ ...finding, score: 0.91 })) });
  assert.deepEqual(after.runs[0].results[0]!.partialFingerprints, before);
  const prints = logOf(report).runs[0].results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
  assert.equal(new Set(prints).size, prints.length, 'two findings share a fingerprint');
});

test('findings that people marked benign are suppressed with their reason, and stay in the log', () => {
  const report = exportReport();
  const account = report.campaigns[0]!.accounts[1]!;
  const finding = { ...report.findings[0]!, id: `account:${account}`, kind: 'account' as const, subject: account };
  const results = logOf({ ...report, findings: [...report.findings, finding] }).runs[0].results;
  const { suppressions } = results.at(-1)!;
  assert.equal(suppressions?.[0]?.status, 'accepted');
  assert.match(suppressions[0].justification, /our own evaluation/);
  assert.equal(results[0]!.suppressions, undefined);
});

test('names from the log make no links and no placeholders', () => {
  const report = exportReport();
  const [finding] = report.findings;
  const spoilt = { ...finding!, kind: 'account' as const, subject: HOSTILE, title: `{0} ${HOSTILE}` };
  const [result] = logOf({ ...report, findings: [spoilt] }).runs[0].results;
  assert.ok(result!.message.text.includes('{{0}}'));
  assert.ok(result!.message.text.includes('\\[a\\](javascript:1)'));
  assert.ok(!result!.message.text.includes('\u202e'));
});

test('paths become URIs that lead back to the file', () => {
  assert.equal(artifactUri('/var/log/a b#1%.jsonl'), 'file:///var/log/a%20b%231%25.jsonl');
  assert.equal(artifactUri('logs/ä?.jsonl'), 'logs/%C3%A4%3F.jsonl');
  assert.equal(artifactUri('./logs/a.jsonl'), 'logs/a.jsonl');
  assert.equal(artifactUri('C:\\logs\\a.jsonl'), 'file:///C:/logs/a.jsonl');
  assert.equal(artifactUri('a:b.jsonl'), 'a%3Ab.jsonl');
  assert.equal(new URL(artifactUri('/x/\ud800.jsonl')).protocol, 'file:');
});
