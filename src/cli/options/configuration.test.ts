import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { CONFIG_KEYS } from '../../report/config/config-keys.ts';
import type { Typed } from '../command.ts';
import { COMMANDS } from '../commands.ts';
import { judgingOf } from './judging.ts';
import { readMappings } from './files/mappings.ts';
import { runProgram } from '../program.ts';
import { TestTerminal } from '../../../test/harness/terminal/test-terminal.ts';
import { withConfiguration } from './configuration.ts';

const scratch = mkdtempSync(join(tmpdir(), 'prompt-audit-config-'));
const home = process.cwd();
const ROOT = join(__dirname, '../../..');

before(() => {
  process.env['XDG_CACHE_HOME'] = join(scratch, 'cache');
  mkdirSync(join(scratch, 'cache'));
  process.chdir(scratch);
});
after(() => {
  process.chdir(home);
  rmSync(scratch, { recursive: true, force: true });
});

const commandOf = (name: string) => COMMANDS.find((command) => command.name === name)!;

async function completed(text: string, typed: Partial<Typed> = {}, name = 'scan') {
  writeFileSync('other.yaml', text);
  const values = { config: 'other.yaml', ...typed.values };
  return withConfiguration(commandOf(name), { switches: new Set(), rest: [], ...typed, values }, new TestTerminal());
}

test('the file says what was not typed, and what was typed wins', async () => {
  const { values, switches, rest, configuration } = await completed(
    'inputs: [a.jsonl]\nthreshold: 0.8\naccountBy: user\nincludePrompts: false\nfailOn: relay\n',
    { values: { 'account-by': 'session' } },
  );
  assert.deepEqual(
    [values['threshold'], values['account-by'], values['fail-on'], switches.has('no-text'), rest],
    ['0.8', 'session', 'relay', true, ['a.jsonl']],
  );
  const given = configuration?.values.filter(({ from }) => from !== 'default');
  assert.deepEqual(given, [
    { key: 'inputs', value: 'a.jsonl', from: 'file', place: 'other.yaml:1' },
    { key: 'accountBy', value: 'session', from: 'command line' },
    { key: 'threshold', value: '0.8', from: 'file', place: 'other.yaml:2' },
    { key: 'includePrompts', value: 'false', from: 'file', place: 'other.yaml:4' },
    { key: 'failOn', value: 'relay', from: 'file', place: 'other.yaml:5' },
  ]);
  assert.equal(configuration?.values.length, CONFIG_KEYS.length);
});

test('a team’s knowledge of its traffic reaches the audit with the settings of judging', async () => {
  const typed = await completed('knownClients:\n  - { name: Desk, userAgent: desk/ }\n');
  assert.deepEqual(judgingOf(typed), {
    team: { clients: [{ name: 'Desk', userAgent: 'desk/' }], releases: [], prices: [], prompts: [] },
  });
  assert.deepEqual(judgingOf(await completed('threshold: 0.8')), { settings: { threshold: 0.8 } });
});

test('logs that are typed are scanned in place of those of the file', async () => {
  assert.deepEqual((await completed('inputs: [a.jsonl]', { rest: ['b.jsonl'] })).rest, ['b.jsonl']);
});

test('a report made with nothing but defaults has nothing to say of settings', async () => {
  assert.deepEqual((await completed('', { rest: ['b.jsonl'] })).configuration?.values, []);
});

test('mappings in the file are read, unless a file of mappings was typed', async () => {
  const text = 'mappings:\n  - name: ours\n    fields: { prompt: text }\n';
  const names = async (typed: Partial<Typed>) =>
    (await readMappings(await completed(text, typed), new TestTerminal())).map(({ name }) => name);
  assert.deepEqual(await names({}), ['ours']);
  writeFileSync('theirs.json', JSON.stringify({ name: 'theirs', fields: { prompt: 'text' } }));
  assert.deepEqual(await names({ values: { mapping: 'theirs.json' } }), ['theirs']);
});

test('the file of a folder counts only once the folder is trusted, and a scan without it says so', async () => {
  writeFileSync('prompt-audit.yaml', 'threshold: 0.8\n');
  writeFileSync('log.jsonl', '{}\n');
  const show = async (...args: string[]) => {
    const terminal = new TestTerminal();
    const code = await runProgram(['config', 'show', ...args], COMMANDS, terminal);
    return { code, row: /^threshold.*$/m.exec(terminal.out.text)?.[0], err: terminal.err.text };
  };
  const before = await show();
  assert.match(before.row ?? '', /0\.9 +default$/);
  assert.match(before.err, /^prompt-audit\.yaml is ignored, .*--trust/);
  assert.match((await show('--trust')).row ?? '', /0\.8 +prompt-audit\.yaml:1$/);
  assert.match((await show()).row ?? '', /0\.8 +prompt-audit\.yaml:1$/);
});

test('a file that is only looked at, and a new rule, ask for no trust', async () => {
  writeFileSync('prompt-audit.yaml', 'threshold: 0.8\n');
  process.env['XDG_CACHE_HOME'] = join(scratch, 'untrusted');
  for (const args of [
    ['config', 'check'],
    ['rules', 'new', 'of-our-own'],
  ]) {
    const terminal = new TestTerminal();
    assert.equal(await runProgram(args, COMMANDS, terminal), 0);
    assert.equal(terminal.err.text, '');
  }
});

test('config check names every mistake with file, line and column, and files that are not there', async () => {
  const check = async (text: string) => {
    writeFileSync('wrong.yaml', text);
    const terminal = new TestTerminal();
    return { code: await runProgram(['config', 'check', 'wrong.yaml'], COMMANDS, terminal), terminal };
  };
  const right = await check('threshold: 0.9\n');
  assert.deepEqual([right.code, right.terminal.out.text], [0, 'wrong.yaml is valid; it sets threshold.\n']);
  const wrong = await check('threshold: high\nno: 1\n');
  assert.equal(wrong.code, 2);
  assert.match(
    wrong.terminal.err.text,
    /wrong\.yaml:1:12: "threshold" is a number.*\nwrong\.yaml:2:5: There is no setting "no"/,
  );
  assert.match((await check('baseline: none.json\n')).terminal.err.text, /wrong\.yaml:1:11: .*no file "none\.json"/);
  writeFileSync('decided.json', '{ "allow": [{ "account": "eval-*" }] }');
  assert.match(
    (await check('decisions: decided.json\n')).terminal.err.text,
    /wrong\.yaml:1:12: decided\.json:1: "note"/,
  );
  const rules = await check('rules:\n  files: [none, shipped]\n');
  assert.match(rules.terminal.err.text, /^prompt-audit: wrong\.yaml:2:10: There is no rule file or folder "none"/);
});

test('a file that makes no sense stops the scan before anything is read', async () => {
  writeFileSync('bad.yaml', 'threshold: 3\n');
  const terminal = new TestTerminal();
  assert.equal(await runProgram(['scan', 'log.jsonl', '--config', 'bad.yaml'], COMMANDS, terminal), 2);
  assert.match(terminal.err.text, /bad\.yaml:1:12:/);
});

test('every key that stands for an option or a setting of the editor names one that exists, with the same default', () => {
  const options = new Set<string>(COMMANDS.flatMap(({ options }) => options.map(({ name }) => name)));
  const { properties } = (
    JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      contributes: { configuration: { properties: Record<string, { default: unknown }> } };
    }
  ).contributes.configuration;
  for (const { key, option, setting, standard } of CONFIG_KEYS) {
    if (option !== undefined) assert.ok(options.has(option), `${key}: --${option}`);
    if (setting === undefined) continue;
    const known = properties[`promptAudit.${setting}`];
    assert.ok(known, `${key}: promptAudit.${setting}`);
    assert.equal(Array.isArray(known.default) ? '' : String(known.default), standard, key);
  }
});
