/** What is written, and where: full disks, closed pipes, and names that would write over what is read. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { buildCommand } from '../fixtures/built-cli.ts';
import { run } from '../harness/processes.ts';
import { logLines } from './scratch-log.ts';
import { scratchFolder } from '../harness/folders.ts';

const folder = scratchFolder('prompt-audit-outputs-');
const log = join(folder, 'log.jsonl');
const report = join(folder, 'report.json');
const LINES = logLines(0, 800);
let cli: string;

before(async () => {
  cli = await buildCommand(folder);
  writeFileSync(log, LINES);
  const { code, output } = await run(process.execPath, [cli, 'scan', log, '--workers', '1', '-q', '-o', report]);
  assert.equal(code, 0, output);
});

const onlyLinux = { skip: process.platform !== 'linux' && 'needs the devices and limits of Linux' };

/** Commands that write to standard output. */
const WRITERS = (): Readonly<Record<string, readonly string[]>> => ({
  scan: ['scan', log, '--workers', '1'],
  'scan as JSON': ['scan', log, '--workers', '1', '--format', 'json'],
  export: ['export', report, '--format', 'csv'],
  inspect: ['inspect', log],
  convert: ['convert', log],
  compare: ['compare', report, report],
  formats: ['formats'],
  'demo-log': ['demo-log', '--requests', '300'],
  help: ['--help'],
  version: ['--version'],
});

test('standard output on a full disk ends every command in one sentence and code 2', onlyLinux, async () => {
  for (const [name, args] of Object.entries(WRITERS())) {
    const { code, output } = await run('bash', [
      '-c',
      'exec "$0" "$@" > /dev/full',
      process.execPath,
      cli,
      ...args,
      '-q',
    ]);
    assert.deepEqual([code, output], [2, 'prompt-audit: standard output: the disk is full.\n'], name);
  }
});

test('standard output that is closed ends every command in one sentence and code 2', async () => {
  for (const [name, args] of Object.entries(WRITERS())) {
    const child = spawn(process.execPath, [cli, ...args, '-q'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let text = '';
    child.stderr.on('data', (data: Buffer) => (text += data.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    assert.equal(code, 2, `${name}: ${text}`);
    assert.match(text, /^prompt-audit: standard output: the reader closed the pipe [^\n]*\n$/, name);
  }
});

test('a conversion onto a full disk leaves the old file, and does not blame the log', onlyLinux, async () => {
  const target = join(folder, 'full');
  mkdirSync(target);
  for (const [option, name] of [
    ['--output', 'requests.jsonl'],
    ['--unread', 'unread.jsonl'],
  ] as const) {
    writeFileSync(join(target, name), 'the old one');
    const broken = join(folder, 'broken.jsonl');
    writeFileSync(broken, `${LINES}${'{"odd": 1}\n'.repeat(9000)}`);
    const other = option === '--output' ? [] : ['--output', '/dev/null'];
    const args = [
      '-c',
      'ulimit -f 8; exec "$0" "$@"',
      process.execPath,
      cli,
      'convert',
      broken,
      option,
      join(target, name),
      ...other,
    ];
    const { code, output } = await run('bash', args);
    assert.equal(code, 2, output);
    assert.equal(output, `prompt-audit: ${join(target, name)}: the file is too large.\n`);
    assert.equal(readFileSync(join(target, name), 'utf8'), 'the old one');
  }
  assert.deepEqual(readdirSync(target).sort(), ['requests.jsonl', 'unread.jsonl']);
});

test('an input is never an output, by whatever name', async () => {
  const other = join(folder, 'hard.jsonl');
  const link = join(folder, 'soft.jsonl');
  const inside = join(folder, 'logs/day/a.jsonl');
  mkdirSync(join(folder, 'logs/day'), { recursive: true });
  writeFileSync(inside, LINES);
  linkSync(log, other);
  symlinkSync(log, link);
  for (const args of [
    ['scan', log, '-o', log],
    ['scan', log, '-o', other],
    ['scan', link, '-o', log],
    ['scan', log, '--records', link],
    ['scan', join(folder, 'logs'), '-o', inside],
    ['scan', join(folder, 'logs/*/*.jsonl'), '-o', inside],
    ['scan', inside, '--accounts', log, '-o', log],
    ['convert', log, '-o', other],
    ['convert', log, '--unread', log],
    ['inspect', log, '--write-mapping', log],
    ['export', report, '--format', 'csv', '--output', report],
    ['compare', report, report, '-o', report],
    ['baseline', 'build', log, '-o', log],
    ['power', log, '-o', log],
  ]) {
    const { code, output } = await run(process.execPath, [cli, ...args]);
    assert.equal(code, 2, `${args.join(' ')}: ${output}`);
    assert.match(output, /is an input, and -.* would overwrite it/, args.join(' '));
  }
  assert.equal(readFileSync(log, 'utf8'), LINES);
  assert.equal(readFileSync(inside, 'utf8'), LINES);
});

test('standard output that is appended to an input is refused', onlyLinux, async () => {
  const args = ['-c', 'exec "$0" "$@" >> "$OUT"', process.execPath, cli, 'convert', log];
  const { code, output } = await run('bash', args, { env: { ...process.env, OUT: log } });
  assert.equal(code, 2);
  assert.match(output, /standard output would overwrite it/);
  assert.equal(readFileSync(log, 'utf8'), LINES);
});

test('two outputs of one name are refused', async () => {
  const out = join(folder, 'twice');
  for (const args of [
    ['scan', log, '-o', out, '--records', join(folder, 'logs', '..', 'twice')],
    ['convert', log, '-o', out, '--unread', out],
    ['demo-log', '--output', out, '--truth', out],
  ]) {
    const { code, output } = await run(process.execPath, [cli, ...args]);
    assert.equal(code, 2, output);
    assert.match(output, /name the same file/);
  }
});

test('an error that nobody caught does not end in the code of a finding', async () => {
  const thrower = join(folder, 'throw.cjs');
  writeFileSync(thrower, 'setTimeout(() => { throw new TypeError("lost"); }, 30);');
  const env = { ...process.env, NODE_OPTIONS: `--require ${thrower}` };
  const { code, output } = await run(process.execPath, [cli, 'demo-log', '--requests', '300000', '-o', '/dev/null'], {
    env,
  });
  assert.equal(code, 70, output);
  assert.match(output, /internal error: lost/);
});

test('a pipe or a device in the place of a file is refused, and never waited for', onlyLinux, async () => {
  const pipe = join(folder, 'pipe');
  await run('mkfifo', [pipe]);
  for (const odd of [pipe, '/dev/zero']) {
    for (const args of [
      ['scan', log, '--workers', '1', '--accounts', odd],
      ['scan', log, '--workers', '1', '--baseline', odd],
      ['scan', log, '--workers', '1', '--mapping', odd],
      ['scan', log, '--workers', '1', '--triage', odd],
      ['export', odd, '--format', 'csv'],
      ['compare', odd, report],
      ['baseline', 'merge', odd, report, '-o', join(folder, 'merged.json')],
    ]) {
      const { code, output } = await run('timeout', ['300', process.execPath, cli, ...args]);
      assert.equal(code, 2, `${args.join(' ')}: ${output}`);
    }
  }
});

test('no control or bidirectional character of a log reaches standard output in JSON', async () => {
  const hostile = join(folder, 'hostile.jsonl');
  const odd = '\u007f\u009b31m\u202e\u2066\u200b\u{e0041}';
  const lines = LINES.replaceAll('account-1', `account${odd}`).replaceAll('question', `question${odd}`);
  writeFileSync(hostile, `${lines}{"odd${odd}": 1}\n`);
  for (const args of [
    ['scan', hostile, '--workers', '1', '--format', 'json'],
    ['inspect', hostile, '--json'],
    ['convert', hostile],
    ['export', hostile, '--format', 'json', '--prompts', 'full'],
    ['export', hostile, '--format', 'sarif', '--prompts', 'full'],
    ['export', hostile, '--format', 'stix', '--prompts', 'full'],
  ]) {
    const { code, output } = await run(process.execPath, [cli, ...args, '-q']);
    assert.equal(code, 0, output.slice(0, 300));
    assert.doesNotMatch(output, /[\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b]/u, args.join(' '));
    for (const text of args[0] === 'convert' ? output.trim().split('\n') : [output]) JSON.parse(text);
  }
});
