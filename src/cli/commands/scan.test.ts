import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { CLEAN_REPORT, EXAMPLE_REPORT } from '../../../test/golden/cli/example-report.ts';
import type { AuditOptions } from '../../engine/pipeline/audit.ts';
import type { Report } from '../../report/shape/report.ts';
import { NO_TEMPLATE, type RequestIndex } from '../../report/shape/request-index.ts';
import { scan, type Audit } from './scan.ts';
import { TestTerminal } from '../../../test/harness/terminal/test-terminal.ts';
import { screenSummary } from '../output/summary/screen-summary.ts';
import { applyTriage } from '../../report/triage/apply-triage.ts';
import { NO_TRIAGE } from '../../report/triage/triage.ts';

const index: RequestIndex = {
  length: 1,
  files: ['a'],
  accounts: ['k'],
  templates: [],
  models: ['m'],
  file: Uint16Array.of(0),
  line: Uint32Array.of(1),
  offset: Float64Array.of(0),
  bytes: Uint32Array.of(9),
  time: Float64Array.of(NaN),
  account: Uint32Array.of(0),
  template: Uint32Array.of(NO_TEMPLATE),
  model: Uint16Array.of(0),
  outputTokens: Uint32Array.of(1),
  score: Float32Array.of(0.5),
};

const dir = mkdtempSync(join(tmpdir(), 'prompt-audit-scan-'));
const log = join(dir, 'log.jsonl');
writeFileSync(log, '{}\n');

async function run(
  values: Record<string, string>,
  report: Report = EXAMPLE_REPORT,
  act?: (options: AuditOptions, terminal: TestTerminal) => void,
) {
  const terminal = new TestTerminal();
  const seen: { sources: readonly string[]; options: AuditOptions }[] = [];
  const audit: Audit = (sources, options) => {
    seen.push({ sources, options });
    act?.(options, terminal);
    return Promise.resolve({ report, index });
  };
  const code = await scan({ values, switches: new Set(), rest: [log] }, terminal, audit);
  return { code, terminal, seen, out: terminal.out.text, err: terminal.err.text };
}

test('without options the summary goes to standard output and nothing else does', async () => {
  const { code, out, err } = await run({});
  const screen = screenSummary(applyTriage(EXAMPLE_REPORT, NO_TRIAGE, ''), { colour: false, columns: 100 });
  assert.deepEqual([code, out, err], [0, screen, '']);
});

test('--format json prints the report and nothing else', async () => {
  assert.deepEqual(JSON.parse((await run({ format: 'json' })).out), EXAMPLE_REPORT);
});

test('an output file called .json holds JSON without --format, and the terminal says where it is', async () => {
  const output = join(dir, 'r.json');
  const { out, err } = await run({ output });
  assert.deepEqual(JSON.parse(readFileSync(output, 'utf8')), EXAMPLE_REPORT);
  assert.equal(out, '');
  assert.match(
    err,
    /^Partial report written to .*r\.json: 1 campaign, 1 account flagged as distillation, 1,201 requests read\.\n$/,
  );
  assert.ok(!readdirSync(dir).some((name) => name.endsWith('.tmp')));
});

test('--records writes a row a request', async () => {
  const records = join(dir, 'records.csv');
  await run({ records });
  assert.equal(readFileSync(records, 'utf8').split('\n')[1], 'a,1,k,,0.5000,,m,1,0,9,');
});

test('workers and the account directory reach the audit', async () => {
  const accounts = join(dir, 'accounts.csv');
  writeFileSync(accounts, `account\n${EXAMPLE_REPORT.accounts[0]!.account}\n`);
  const { seen } = await run({ workers: '2', accounts });
  assert.deepEqual(seen[0]?.sources, [log]);
  assert.deepEqual(
    seen.map(({ options }) => [options.workers, options.directory]),
    [[2, accounts]],
  );
});

test('--fail-on fails on the verdict it names and on graver ones only', async () => {
  assert.equal((await run({ 'fail-on': 'distillation' })).code, 1);
  assert.equal((await run({ 'fail-on': 'automation' })).code, 1);
  const milder: Report = {
    ...CLEAN_REPORT,
    accounts: EXAMPLE_REPORT.accounts.filter((account) => account.verdict === 'automation'),
  };
  assert.equal((await run({ 'fail-on': 'automation' }, milder)).code, 1);
  assert.equal((await run({ 'fail-on': 'relay' }, milder)).code, 0);
  assert.equal((await run({ 'fail-on': 'automation' }, CLEAN_REPORT)).code, 0);
});

test('a log without a request is bad input, and the message says what was wrong with it', async () => {
  const coverage = { ...CLEAN_REPORT.coverage, state: 'not-judged' as const, causes: [] };
  const { cancelled, ...inputs } = EXAMPLE_REPORT.inputs;
  const empty: Report = { ...CLEAN_REPORT, coverage, inputs: { ...inputs, requests: 0 } };
  await assert.rejects(
    run({}, { ...empty, inputs: { ...empty.inputs, cancelled: cancelled! } }),
    /^UsageError: Cannot be judged: the scan was cancelled before a request was read\.\n/,
  );
  await assert.rejects(
    run({}, empty),
    /^UsageError: Cannot be judged: no request was found\.\n.*binary file.*\n.*last line is cut.*\n.*3 lines rejected: the JSON is not complete/,
  );
});

test('a cancelled scan keeps its partial report and does not count as clean', async () => {
  const { code, out, terminal } = await run({ 'fail-on': 'distillation' }, EXAMPLE_REPORT, (options, terminal) => {
    terminal.interrupt();
    assert.equal(options.signal?.aborted, true);
  });
  assert.equal(code, 130);
  assert.match(out, /^Partial report/);
  assert.equal(terminal.listening, false);
});

test('waiting for a log on the keyboard is refused', async () => {
  const terminal = new TestTerminal();
  terminal.inputIsTerminal = true;
  const never: Audit = () => Promise.reject(new Error('the audit must not start'));
  await assert.rejects(
    scan({ values: {}, switches: new Set(), rest: ['-'] }, terminal, never),
    /Standard input is a terminal/,
  );
});

test('a file asked for by name that could not be read keeps the scan from passing for clean', async () => {
  const files = CLEAN_REPORT.inputs.files.map((file) => ({ ...file, path: log }));
  const report: Report = { ...CLEAN_REPORT, inputs: { ...CLEAN_REPORT.inputs, files } };
  await assert.rejects(run({}, report), /Not everything was read\.\n.*log\.jsonl: This is a binary file/);
});
