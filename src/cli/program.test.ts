import assert from 'node:assert/strict';
import { test } from 'node:test';
import { version } from '../../package.json';
import type { Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { runProgram } from './program.ts';
import { TestTerminal } from '../../test/harness/terminal/test-terminal.ts';
import { SCAN_COMMAND } from './usage/scanning.ts';
import { UsageError } from './usage-error.ts';

async function run(args: readonly string[], commands: readonly Command[] = COMMANDS) {
  const terminal = new TestTerminal();
  const code = await runProgram(args, commands, terminal);
  return { code, out: terminal.out.text, err: terminal.err.text };
}

test('--version and --help answer on standard output and succeed', async () => {
  assert.deepEqual(await run(['--version']), { code: 0, out: `${version}\n`, err: '' });
  const help = await run(['--help']);
  assert.equal(help.code, 0);
  for (const command of COMMANDS) assert.match(help.out, new RegExp(`^  ${command.name} +\\S`, 'm'));
});

test('the help of a command names each of its options', async () => {
  for (const command of COMMANDS) {
    const { code, out } = await run([command.name, '--help']);
    assert.equal(code, 0);
    for (const option of command.options) assert.ok(out.includes(`--${option.name}`), option.name);
    assert.deepEqual(await run(['help', command.name]), { code, out, err: '' });
  }
});

test('the help of a command lists the exit codes with which it can end', async () => {
  const codes = async (name: string): Promise<string[]> =>
    [...(await run([name, '--help'])).out.matchAll(/^ {2}(\d+) /gm)].map(([, code = '']) => code);
  assert.deepEqual(await codes('scan'), ['0', '1', '2', '3', '70', '130']);
  assert.deepEqual(await codes('rules'), ['0', '1', '2', '70', '130']);
  assert.deepEqual(await codes('cache'), ['0', '2', '70', '130']);
});

test('without a command the help goes to standard error and the exit code says so', async () => {
  const { code, out, err } = await run([]);
  assert.deepEqual([code, out], [2, '']);
  assert.match(err, /Usage:/);
});

test('mistakes are one sentence, a hint where to look, and exit code 2', async () => {
  const cases: Readonly<Record<string, RegExp>> = {
    'scna log.jsonl': /There is no command "scna"/,
    'explain C1': /There is no command "explain"\. Did you mean rules explain\?/,
    'rules explain shared-harvst': /There is no rule "shared-harvst"\. Did you mean shared-harvest\?/,
    'help scna': /There is no command "scna"\. Did you mean scan\?/,
    'package.json': /"package\.json" is no command\. To audit a log: prompt-audit scan package\.json/,
    'scan --recrods x': /Unknown option '--recrods'\. Did you mean --records\?\nSee: prompt-audit scan --help/,
    'scan --output': /--output .*argument missing\.\nSee:/,
    'scan --quiet=yes x': /does not take an argument/,
    scan: /Name at least one log/,
    'scan /no/such/file': /There is no file or folder "\/no\/such\/file"/,
    'scan package.json --format yaml': /--format takes text or json, not "yaml"/,
    'scan package.json --workers 0': /--workers takes a whole number/,
    'scan package.json --fail-on none':
      /--fail-on takes distillation, relay, suspected, harvest, automation, not "none"/,
    'scan package.json --accounts /none.csv': /There is no file "\/none\.csv" \(--accounts\)/,
    'scan package.json --output /none/r.json': /There is no folder "\/none" \(--output\)/,
    'scan package.json --records /': /"\/" is a folder; --records takes a file/,
    'demo-log extra': /takes no arguments, but got "extra"/,
    'demo-log --requests many': /--requests takes a whole number from 200 to 2,000,000, not "many"/,
    'demo-log --seed=-1': /--seed takes a whole number/,
  };
  for (const [line, expected] of Object.entries(cases)) {
    const { code, out, err } = await run(line.split(' '));
    assert.equal(code, 2, line);
    assert.equal(out, '', line);
    assert.match(err, expected, line);
    assert.match(err, /^prompt-audit: /, line);
  }
});

test('a log that names itself in an error cannot reach the terminal', async () => {
  const failing: Command = {
    name: 'scan',
    arguments: 'LOG',
    text: '',
    options: [],
    examples: [],
    run: () => Promise.reject(new UsageError('bad\u001b[2J')),
  };
  assert.equal((await run(['scan'], [failing])).err, 'prompt-audit: bad␛[2J\n');
});

test('values are kept as typed: a dash is standard input, a number may be a name, -- ends the options', async () => {
  let seen: unknown;
  const spy: Command = {
    name: 'scan',
    arguments: 'LOG...',
    text: '',
    options: [{ name: 'output', short: 'o', value: 'FILE', text: '' }],
    examples: [],
    run: (typed) => {
      seen = typed;
      return Promise.resolve(0);
    },
  };
  await run(['scan', '-', '--output', '1e3', '-q', '007', '--', '--odd'], [spy]);
  assert.deepEqual(seen, { values: { output: '1e3' }, switches: new Set(['quiet']), rest: ['-', '007', '--odd'] });
});

test('a mistake of the program has an exit code of its own, whatever it was', async () => {
  for (const error of [new TypeError('x is undefined'), new Error('odd')]) {
    const command = { ...SCAN_COMMAND, run: () => Promise.reject(error) };
    const { code, err } = await run(['scan', 'log'], [command]);
    assert.equal(code, 70);
    assert.match(err, /^prompt-audit: internal error: .*\n$/);
  }
  const full = Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC', path: 'r.json' });
  const { code, err } = await run(['scan', 'log'], [{ ...SCAN_COMMAND, run: () => Promise.reject(full) }]);
  assert.deepEqual([code, err], [2, 'prompt-audit: r.json: the disk is full.\n']);
});
