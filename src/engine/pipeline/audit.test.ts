import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { demoLog } from '../../../test/fixtures/demo-log.ts';
import { SAMPLE } from '../../demo/sample.ts';
import { audit, type AuditResult } from './audit.ts';
import type { AuditOptions } from './audit-options.ts';
import type { AuditProgress } from '../ingest/audit-progress.ts';
import type { Report } from '../../report/shape/report.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('audit-test-');

const schema: unknown = JSON.parse(readFileSync(path.join(__dirname, '../../../media/report.schema.json'), 'utf8'));
assert.ok(typeof schema === 'object' && schema !== null);
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);

const { lines, truth } = demoLog(SAMPLE);

function file(name: string, content: string | Buffer): string {
  const to = path.join(folder, name);
  writeFileSync(to, content);
  return to;
}

/** Audits and checks what holds for every report. */
async function report(paths: readonly string[], options: AuditOptions = {}): Promise<AuditResult> {
  const result = await audit(paths, { workers: 0, ...options });
  validate(JSON.parse(JSON.stringify(result.report)));
  assert.deepEqual(validate.errors, null);
  const { inputs, population, accounts } = result.report;
  for (const counts of [inputs, ...inputs.files])
    assert.equal(counts.lines, counts.records + counts.rejected + counts.skipped);
  for (const key of ['lines', 'records', 'rejected', 'skipped', 'requests', 'bytes'] as const)
    assert.equal(
      inputs[key],
      inputs.files.reduce((sum, one) => sum + one[key], 0),
      key,
    );
  assert.equal(population.requests, result.index.length);
  assert.equal(population.accounts, accounts.length);
  return result;
}

const accused = ({ accounts }: Report): string[] =>
  accounts
    .filter(({ verdict }) => verdict === 'distillation')
    .map(({ account }) => account)
    .sort();
const members = truth.campaigns.flatMap(({ accounts }) => accounts).sort();

/** The demo log with every line changed; fields set to `undefined` are left out. */
const changed = (change: (payload: Record<string, unknown>) => void): string =>
  lines
    .map((line) => {
      const payload = JSON.parse(line) as Record<string, unknown>;
      change(payload);
      return `${JSON.stringify(payload)}\n`;
    })
    .join('');

test('the sample log holds one campaign, and its accounts alone are accused', async () => {
  const { report: found } = await report([file('sample.jsonl', lines.join(''))]);
  assert.deepEqual(accused(found), members);
  assert.equal(found.partial, false);
});

test('a log whose rows wait in a file gives the same report', async () => {
  const paths = [file('stored.jsonl', lines.join(''))];
  const inMemory = await report(paths);
  const stored = await report(paths, { reading: { storeRows: { requests: 1000, ofAccount: 0 }, rangeBytes: 1 << 16 } });
  assert.deepEqual(stored.report, inMemory.report);
  assert.deepEqual(stored.index, inMemory.index);
});

test('compressed, the same log gives the same verdicts', async () => {
  const { report: found } = await report([file('sample.jsonl.gz', gzipSync(lines.join('')))]);
  assert.deepEqual(accused(found), members);
});

const dangling = path.join(folder, 'dangling.jsonl');
symlinkSync(path.join(folder, 'nowhere'), dangling);
mkdirSync(path.join(folder, 'empty-folder'));
const NO_LOGS: Readonly<Record<string, string>> = {
  'an empty file': file('empty.jsonl', ''),
  'a file of blank lines': file('blank.jsonl', '\n\n \n'),
  'a binary file': file('image.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 1, 2, 3])),
  'a folder without logs': path.join(folder, 'empty-folder'),
  'a link to nowhere': dangling,
  'a path that does not exist': path.join(folder, 'missing.jsonl'),
  'a pattern that matches nothing': path.join(folder, '*.nothing'),
  'a file of malformed lines': file('malformed.jsonl', '{"cut":\n'.repeat(50)),
  'a file of prose': file('prose.txt', 'Dear diary,\nnothing happened today.\n'),
  'JSON that is no log': file('other.json', '{"name":"prompt","version":"1.0.0"}'),
};
for (const [what, given] of Object.entries(NO_LOGS)) {
  test(`${what} gives a report that says so and accuses nobody`, async () => {
    const { report: found } = await report([given]);
    assert.deepEqual([found.population.requests, found.campaigns, found.accounts, found.findings], [0, [], [], []]);
    assert.equal(found.period, null);
    const told = found.inputs.files.some(({ error }) => error) || found.inputs.reasons.length > 0;
    assert.ok(told, 'no sentence says why nothing was found');
    for (const { state, reason } of found.detectors) assert.ok(state === 'abstained' && reason);
  });
}

test('nothing at all gives an empty report', async () => {
  const { report: found } = await report([]);
  assert.deepEqual([found.inputs.files, found.inputs.lines], [[], 0]);
});

test('files that cannot be read do not spoil those that can', async () => {
  const { report: found } = await report([...Object.values(NO_LOGS), file('good.jsonl', lines.join(''))]);
  assert.deepEqual(accused(found), members);
});

test('malformed lines are counted with their places, and the rest is judged as before', async () => {
  const broken = lines.flatMap((line, n) => (n % 10 ? [line] : [line, '{"messages": [{"role": "us\n', '\n']));
  const { report: found } = await report([file('broken.jsonl', broken.join(''))]);
  assert.equal(found.inputs.rejected, Math.ceil(lines.length / 10));
  assert.equal(found.inputs.records, lines.length);
  assert.deepEqual(accused(found), members);
  const [example] = found.inputs.reasons.find(({ outcome }) => outcome === 'rejected')!.examples;
  assert.equal(example?.line, 2);
});

test('a log without accounts accuses nobody, but its requests and times are counted', async () => {
  const text = changed((payload) => {
    for (const key of ['metadata', 'end_user', 'requester_ip_address', 'request_tags']) payload[key] = undefined;
  });
  const { report: found } = await report([file('no-accounts.jsonl', text)]);
  assert.equal(found.population.requests, lines.length);
  assert.deepEqual(accused(found), []);
  assert.ok(found.period, 'the log has times');
});

test('a log without times is judged by the rest, and what needs times abstains', async () => {
  const text = changed((payload) => {
    for (const key of ['startTime', 'endTime', 'completionStartTime', 'response_time']) payload[key] = null;
    (payload['response'] as Record<string, unknown>)['created'] = null;
  });
  const { report: found } = await report([file('no-times.jsonl', text)]);
  assert.equal(found.period, null);
  assert.equal(found.population.accounts, Object.keys(truth.accounts).length);
  assert.ok(accused(found).every((account) => members.includes(account)));
  const states = new Map(found.detectors.map(({ id, state }) => [id, state]));
  for (const id of ['dealing', 'daily-rhythm', 'round-the-clock', 'tenure'])
    assert.equal(states.get(id), 'abstained', id);
});

for (const redacted of ['redacted-by-litellm', '']) {
  test(`a log whose text is ${redacted || 'empty'} accuses nobody and finds no template`, async () => {
    const text = changed((payload) => {
      payload['messages'] = [{ role: 'user', content: redacted }];
      payload['response'] = { choices: [{ message: { role: 'assistant', content: redacted } }] };
    });
    const { report: found } = await report([file(`redacted-${redacted}.jsonl`, text)]);
    assert.equal(found.population.requests, lines.length);
    assert.deepEqual([found.templates, found.campaigns, accused(found)], [[], [], []]);
  });
}

test('the account directory joins organisations, and one organisation’s keys are not accused', async () => {
  const rows = members.map((account) => `${account},Acme`);
  const directory = file('accounts.csv', `account,org\n${rows.join('\n')}\n`);
  const { report: found } = await report([file('joined.jsonl', lines.join(''))], { directory });
  assert.deepEqual(accused(found), []);
  assert.ok(
    found.accounts
      .filter(({ account }) => members.includes(account))
      .every(({ organisation }) => organisation === 'Acme'),
  );
});

test('a broken account directory stops the audit with file and line', async () => {
  const directory = file('broken.csv', 'account,org\na,b,c\n');
  await assert.rejects(audit([dangling], { directory }), /broken\.csv:2: this row has 3 cells/);
});

test('an audit cancelled before it begins gives a valid partial report', async () => {
  const { report: found } = await report([file('cancelled.jsonl', lines.join(''))], { signal: AbortSignal.abort() });
  assert.deepEqual([found.partial, found.population.requests], [true, 0]);
});

test('an audit cancelled while it reads keeps what it has, marked partial', async () => {
  const paths = Array.from({ length: 30 }, (_, n) => file(`long-${n}.jsonl`, lines.join('')));
  const stop = new AbortController();
  const { report: found } = await report(paths, {
    signal: stop.signal,
    onProgress: ({ phase }) => phase === 'reading' && stop.abort(),
    reading: { rangeBytes: 1 << 16 },
  });
  assert.equal(found.partial, true);
  assert.ok(found.population.requests < 30 * lines.length);
});

test('progress goes from reading through all phases and never back', async () => {
  const told: AuditProgress[] = [];
  await report([file('progress.jsonl', lines.join(''))], { onProgress: (progress) => told.push(progress) });
  const phases = told.map(({ phase }) => phase).filter((phase, i, list) => phase !== list[i - 1]);
  assert.deepEqual(phases, ['reading', 'templates', 'accounts', 'campaigns', 'report']);
  assert.equal(told.at(-1)!.requests, lines.length);
  // The report is not one long silence: each of its steps is told.
  assert.deepEqual(
    told.flatMap(({ steps }) => (steps === undefined ? [] : [steps.done])),
    [0, 1, 2],
  );
  assert.ok(told.every(({ bytes, totalBytes }) => bytes <= totalBytes));
});

test('settings that are not given are the defaults, and all are in the report', async () => {
  const { report: found } = await report([dangling], { settings: { threshold: 0.99 } });
  assert.deepEqual(found.settings, { accountPrior: 0.001, threshold: 0.99, seed: 1, minJudged: 0.5, maxRejected: 0.2 });
});
