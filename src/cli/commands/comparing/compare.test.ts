import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { CLEAN_REPORT, EXAMPLE_REPORT } from '../../../../test/golden/cli/example-report.ts';
import type { Comparison } from '../../../report/compare/comparison.ts';
import { compare } from './compare.ts';
import { TestTerminal } from '../../../../test/harness/terminal/test-terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-compare-'));
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content, null, 2));
  return path;
};
const clean = file('clean.json', CLEAN_REPORT);
const found = file('found.json', EXAMPLE_REPORT);

async function run(rest: readonly string[], values: Record<string, string> = {}) {
  const terminal = new TestTerminal();
  const code = await compare({ values, switches: new Set(), rest }, terminal);
  return { code, out: terminal.out.text };
}

test('campaigns new in the later report are listed, and the terminal obeys none of their text', async () => {
  const { code, out } = await run([clean, found]);
  assert.equal(code, 0);
  assert.match(out, /^Campaigns: 1 new, 0 changed, 0 gone, 0 the same$/m);
  assert.match(out, /^ {2}\+ c1 {2}distillation 98.7%, 5 accounts, 412 requests$/m);
  assert.match(out, /The second report covers only part of its input\./);
  assert.match(out, /2 accounts only in the later report/);
  assert.ok(!out.includes('\u001b') && !out.includes('\u202e'));
});

test('the other way round it is gone', async () => {
  assert.match((await run([found, clean])).out, /^ {2}- c1 {2}distillation/m);
});

test('--fail-on fails on what is new, not on what was there before or what people decided', async () => {
  const failing = { 'fail-on': 'distillation' };
  assert.equal((await run([clean, found], failing)).code, 1);
  assert.equal((await run([found, found], failing)).code, 0);
  const [c1] = EXAMPLE_REPORT.campaigns;
  const campaign = { accounts: c1?.accounts, templates: c1?.templates };
  const triage = file('triage.json', { marks: [{ campaign, state: 'benign', note: 'a class' }] });
  const decided = await run([clean, found], { ...failing, triage });
  assert.equal(decided.code, 0);
  // A note on a campaign is not repeated for each of its accounts.
  assert.equal(decided.out.match(/Marked benign: a class/g)?.length, 1, decided.out);
  assert.match(decided.out, /^ {2}[+~] \S+ {2}distillation .*, benign as c1$/m);
});

test('JSON goes to a file that is named so', async () => {
  const output = join(folder, 'comparison.json');
  assert.equal((await run([clean, found], { output })).out, '');
  const written = JSON.parse(readFileSync(output, 'utf8')) as Comparison;
  assert.equal(written.totals.campaign.new, 1);
});

test('anything but two reports is refused in a sentence', async () => {
  await assert.rejects(run([found]), /Name two reports/);
  await assert.rejects(run([found, file('log.json', { messages: [] })]), /is not a report/);
  await assert.rejects(run([found, join(folder, 'none.json')]), /There is no file ".*none\.json"\./);
});

test('a later log that cannot be judged is not better than the earlier one: the command fails with a status of its own', async () => {
  const causes = [{ id: 'no-account' as const, count: 1, share: 1, text: 'the log names no account' }];
  const coverage = { ...CLEAN_REPORT.coverage, state: 'not-judged' as const, causes };
  const blind = file('blind.json', { ...CLEAN_REPORT, coverage });
  const { code, out } = await run([found, blind], { 'fail-on': 'distillation' });
  assert.equal(code, 3);
  assert.match(
    out.replaceAll(/\s+/g, ' '),
    /The second log cannot be judged: the log names no account\. What is listed as new or gone/,
  );
  assert.equal((await run([found, blind])).code, 0);
});
