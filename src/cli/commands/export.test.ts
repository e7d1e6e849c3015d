import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { exportReport, HOSTILE } from '../../../test/fixtures/export-case.ts';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { EXAMPLE_REPORT } from '../../../test/golden/cli/example-report.ts';
import { reportJson } from '../../report/shape/json/report-json.ts';
import { EXPORT_FORMATS } from '../../report/export/export-formats.ts';
import { readCommandLine } from '../options/command-line.ts';
import { COMMANDS } from '../commands.ts';
import { type Audit, exportFindings } from './export.ts';
import { TestTerminal } from '../../../test/harness/terminal/test-terminal.ts';

const command = COMMANDS.find(({ name }) => name === 'export')!;
const noScan: Audit = () => assert.fail('a report needs no scan');

describe('export', () => {
  let folder = '';
  let reportFile = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'prompt-audit-export-'));
    reportFile = join(folder, 'report.json');
    writeFileSync(reportFile, [...reportJson(exportReport())].join(''));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function run(args: readonly string[], audit: Audit = noScan): Promise<TestTerminal & { code: number }> {
    const terminal = new TestTerminal();
    const code = await exportFindings(readCommandLine(command, args), terminal, audit);
    return Object.assign(terminal, { code });
  }

  test('each format is written from a report, and the name of the file says which', async () => {
    for (const [name, sign] of [
      ['C1.html', '<!doctype html>'],
      ['C1.md', '# Evidence: campaign C1'],
      ['C1.sarif', '{\n  "$schema"'],
      ['C1.stix.json', '{\n  "type": "bundle"'],
      ['C1.csv', 'account,verdict'],
      ['C1.actions.csv', 'type,value'],
      ['C1.json', '{\n  "version": 3'],
    ] as const) {
      const out = join(folder, name);
      const { code, err } = await run([reportFile, '--campaign', 'C1', '--output', out]);
      assert.equal(code, 0);
      assert.ok(readFileSync(out, 'utf8').startsWith(sign), name);
      assert.match(err.text, /on campaign C1 written to .*; prompts: redacted\./);
    }
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.tmp')),
      [],
      'nothing is left behind',
    );
  });

  test('without --output it goes to standard output and nothing else does', async () => {
    const { out, err } = await run([reportFile, '--format', 'csv', '--account', HOSTILE]);
    assert.equal(out.text.trimEnd().split('\n').length, 2);
    assert.equal(err.text, '');
  });

  test('a log is scanned first, and its packet has the times of requests', async () => {
    const log = join(folder, 'log.jsonl');
    writeFileSync(log, '{}\n');
    const { out } = await run([log, '--format', 'md', '--campaign', 'C2'], (paths) => {
      assert.deepEqual(paths, [log]);
      return Promise.resolve(syntheticResult());
    });
    assert.match(out.text, /Requests over time/);
  });

  test('a whole report is one page, under either name of Markdown', async () => {
    const html = await run([reportFile, '--format', 'html']);
    assert.match(html.out.text, /<h1>Report: 2 campaigns/);
    assert.match((await run([reportFile, '--format', 'markdown'])).out.text, /^# Report: 2 campaigns/);
  });

  test('a list for action says what it leaves out, and indicators how many findings gave them', async () => {
    const out = join(folder, 'block.actions.csv');
    const acted = await run([reportFile, '--verdict', 'distillation,relay', '--expires', '7', '--output', out]);
    assert.match(
      acted.err.text,
      /Actions CSV .*\d accounts, 0 addresses and 0 programs flagged as distillation or relay/,
    );
    assert.ok(readFileSync(out, 'utf8').startsWith('type,value,verdict'));
    const stix = await run([reportFile, '--output', join(folder, 'a.stix.json')]);
    assert.match(stix.err.text, /\d+ findings produced \d+ indicators: /);
  });

  test('indicators of a relay are refused with the reason: an empty file would look like success', async () => {
    const report = exportReport();
    const relay = join(folder, 'relay.json');
    const [campaign] = report.campaigns;
    const verdict = 'relay' as const;
    const changed = {
      ...report,
      campaigns: [{ ...campaign!, verdict }],
      accounts: report.accounts.map((account) => ({ ...account, verdict })),
      findings: report.findings.map((finding) => ({ ...finding, verdict })),
    };
    writeFileSync(relay, [...reportJson(changed)].join(''));
    const args = [relay, '--campaign', 'C1', '--output', join(folder, 'relay.stix.json')];
    await assert.rejects(run(args), /Nothing to export\. .*relays produced none: acting on them would hit the people/);
    assert.ok(!readdirSync(folder).includes('relay.stix.json'));
  });

  test('decisions of a file are respected and said', async () => {
    const triage = join(folder, 'triage.json');
    const marks = [{ account: 'sk-c1-2', state: 'benign', note: 'our own evaluation' }];
    writeFileSync(triage, JSON.stringify({ allow: [], marks }));
    const decided = await run([reportFile, '--format', 'csv', '--triage', triage]);
    assert.match(decided.out.text, /^sk-c1-2,.*,benign,Marked benign: our own evaluation,/m);
    const plain = await run([reportFile, '--format', 'csv', '--no-triage']);
    assert.doesNotMatch(plain.out.text, /our own evaluation/);
  });

  test('a report of every shape that a scan writes is read back', async () => {
    const file = join(folder, 'example.json');
    writeFileSync(file, [...reportJson(EXAMPLE_REPORT)].join(''));
    const { out } = await run([file, '--format', 'json', '--prompts', 'full']);
    assert.deepEqual(JSON.parse(out.text), JSON.parse(JSON.stringify(EXAMPLE_REPORT)));
  });

  test('a damaged report is refused as one, not scanned as a log', async () => {
    const broken = join(folder, 'broken.json');
    const whole = readFileSync(reportFile, 'utf8');
    writeFileSync(broken, whole.slice(0, -100));
    await assert.rejects(run([broken, '--format', 'csv']), /is incomplete/);
    writeFileSync(broken, whole.replace('"version": 3', '"version": 9'));
    await assert.rejects(run([broken, '--format', 'csv']), /has version 9/);
    writeFileSync(broken, whole.replace('"partial": false', '"partial": "no"'));
    await assert.rejects(run([broken, '--format', 'csv']), /was changed/);
  });

  test('an export that cannot be made is refused before anything is read or written', async () => {
    for (const [args, message] of [
      [[reportFile], /Say what to write/],
      [[reportFile, '--format', 'pdf'], new RegExp(`${EXPORT_FORMATS.map(({ id }) => id).join(', ')}, not "pdf"`)],
      [[reportFile, '--format', 'csv', '--verdict', 'relay'], /belong to --format actions/],
      [[reportFile, '--format', 'actions', '--verdict', 'bad'], /distillation, relay, harvest, automation, not "bad"/],
      [
        [reportFile, '--format', 'actions', '--verdict', 'suspected'],
        /takes distillation, relay, harvest, automation, not/,
      ],
      [[reportFile, '--format', 'actions', '--expires', '0'], /whole number of days/],
      [[reportFile, '--format', 'html', '--log-root', join(folder, 'no')], /There is no folder .*--log-root/],
      [[reportFile, '--format', 'md', '--campaign', 'C1', '--account', 'a'], /not both/],
      [[reportFile, '--format', 'md', '--campaign', 'C9'], /no campaign "C9"/],
      [[reportFile, '--format', 'csv', '--prompts', 'some'], /full, redacted, hashed, none, not "some"/],
      [[join(folder, 'nothing.json'), '--format', 'csv'], /There is no file/],
      [[reportFile, '--output', join(folder, 'no/such/a.csv')], /There is no folder/],
      [['--format', 'csv'], /Name at least one log/],
    ] as const) {
      await assert.rejects(run(args), message);
    }
  });
});
