import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import type { Report } from '../../report/shape/report.ts';
import { COMMANDS } from '../commands.ts';
import { TestTerminal } from '../../../test/harness/terminal/test-terminal.ts';
import { runProgram } from '../program.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const scratch = scratchFolder('prompt-audit-rules-');
const rules = join(scratch, 'rules');
const log = join(scratch, 'log.jsonl');

const RULE = `title: A key of the old gateway
id: old-gateway
level: high
logsource: { category: request }
detection:
  selection:
    userAgent|startswith: old/
  condition: selection
`;

before(() => {
  mkdirSync(rules);
  writeFileSync(join(rules, 'old.yml'), RULE);
  const line = (n: number): string =>
    JSON.stringify({
      schema: 'prompt-audit-request/1',
      time: 1_777_900_000_000 + n * 60_000,
      account: { value: `key-${n % 3}`, kind: 'key' },
      userAgent: n % 10 === 0 ? 'old/1' : 'new/1',
      messages: [{ role: 'user', text: `What is ${n} and why?` }],
      content: 'full',
      status: 'ok',
    });
  writeFileSync(log, Array.from({ length: 60 }, (_, n) => line(n)).join('\n'));
});

async function run(...args: string[]) {
  const terminal = new TestTerminal();
  const code = await runProgram([...args, '-q'], COMMANDS, terminal);
  return { code, out: terminal.out.text, err: terminal.err.text };
}

test('hits of a rule are findings of their own with the lines that matched, and move no score', async () => {
  const plain = JSON.parse((await run('scan', log, '-f', 'json')).out) as Report;
  const { code, out } = await run('scan', log, '-f', 'json', '--rules', rules);
  assert.equal(code, 0);
  const { rules: outcomes, configuration: _, kept = [], ...rest } = JSON.parse(out) as Report;
  assert.deepEqual({ ...rest, kept: [] }, plain);
  assert.deepEqual(
    kept.map(({ line, account }) => [line.line, account]).sort(),
    [1, 11, 21, 31, 41, 51].map((line, n) => [line, `key-${n % 3}`]),
    'what matched cannot be read where the log is not',
  );
  const [outcome] = outcomes ?? [];
  assert.deepEqual([outcome?.id, outcome?.level, outcome?.hitCount], ['rule/old-gateway', 'high', 3]);
  assert.deepEqual(
    outcome?.hits.map(({ group, matches, lines }) => [group[0]?.value, matches, lines.map(({ line }) => line)]),
    [
      ['key-0', 2, [1, 31]],
      ['key-1', 2, [11, 41]],
      ['key-2', 2, [21, 51]],
    ],
  );
});

test('--fail-on-rule fails for the level and those above, and not for accounts that are allowed', async () => {
  assert.equal((await run('scan', log, '--rules', rules, '--fail-on-rule', 'medium')).code, 1);
  assert.equal((await run('scan', log, '--rules', rules, '--fail-on-rule', 'critical')).code, 0);
  const triage = join(scratch, 'triage.json');
  writeFileSync(triage, JSON.stringify({ allow: [{ account: 'key-*', note: 'ours' }] }));
  assert.equal((await run('scan', log, '--rules', rules, '--fail-on-rule', 'medium', '--triage', triage)).code, 0);
  assert.match((await run('scan', log, '--fail-on-rule', 'high')).err, /needs --rules/);
});

test('rules that make no sense stop the scan before a log is read, with their place', async () => {
  const bad = join(scratch, 'bad.yml');
  writeFileSync(bad, RULE.replace('startswith', 'beginswith'));
  const { code, err } = await run('scan', log, '--rules', bad);
  assert.equal(code, 2);
  assert.match(err, /bad\.yml:7:\d+: There is no modifier "beginswith" here/);
});

test('the configuration names rules and the level to fail on', async () => {
  const config = join(scratch, 'team.yaml');
  writeFileSync(config, 'rules:\n  files: [rules]\n  failOn: high\n');
  const { code, out } = await run('scan', log, '--config', config);
  assert.equal(code, 1);
  assert.match(out, /rule\/old-gateway {2}high/);
});

test('a new rule can be written, listed, explained and tested; a wrong test fails and JUnit says why', async () => {
  const folder = join(scratch, 'mine');
  const junit = join(scratch, 'out.xml');
  assert.equal((await run('rules', 'new', 'mine', '--rules', folder)).code, 0);
  assert.match((await run('rules', 'list', '--rules', folder)).out, /^mine +low/m);
  assert.match((await run('rules', 'explain', 'mine', '--rules', folder)).out, /^ {4}choices\|gte: 8$/m);
  const passed = await run('rules', 'test', '--rules', folder, '--junit', junit);
  assert.deepEqual([passed.code, passed.out], [0, '1 rule: 2 tests passed, 0 failed.\n']);
  const tests = join(folder, 'mine.tests.yml');
  writeFileSync(tests, readFileSync(tests, 'utf8').replace('choices: 1 ', 'choices: 9 '));
  const failed = await run('rules', 'test', '--rules', folder, '--junit', junit);
  assert.equal(failed.code, 1);
  assert.match(failed.out, /mine\.tests\.yml:6:3: mine: one answer is asked for: The rule matches but must not\./);
  assert.match(readFileSync(junit, 'utf8'), /failures="1"[^]*<failure message="The rule matches but must not\."/);
  assert.match((await run('rules', 'new', 'mine', '--rules', folder)).err, /already exists/);
});

test('rules are not run where a log cannot be read twice', async () => {
  assert.match((await run('scan', '-', '--rules', rules)).err, /standard input does not allow/);
});

test('prompts that hold a planted string are hits of their own, for --fail-on-rule too', async () => {
  const canaries = join(scratch, 'canaries.txt');
  writeFileSync(canaries, '# May\nwhat is 17 and\n');
  const { code, out } = await run('scan', log, '-f', 'json', '--canaries', canaries, '--fail-on-rule', 'high');
  assert.equal(code, 1);
  const { rules: outcomes = [] } = JSON.parse(out) as Report;
  assert.deepEqual(
    outcomes.map(({ id, state, hits }) => [id, state, hits.flatMap(({ lines }) => lines.map(({ line }) => line))]),
    [
      ['rule/canary.2', 'ran', [18]],
      ['rule/canary.hidden-mark', 'ran', []],
    ],
  );
  const config = join(scratch, 'planted.yaml');
  writeFileSync(config, 'rules:\n  canaries: canaries.txt\n');
  assert.match((await run('scan', log, '--config', config)).out, /rule\/canary\.2 {2}high/);
  assert.match((await run('scan', log, '--canaries', join(scratch, 'none.txt'))).err, /no file of canaries/);
});
