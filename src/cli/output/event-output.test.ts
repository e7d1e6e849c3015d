import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { buildCommand } from '../../../test/fixtures/built-cli.ts';
import { demoLog } from '../../../test/fixtures/demo-log.ts';
import { exportReport, HOSTILE } from '../../../test/fixtures/export-case.ts';
import type { FindingEvent } from '../../report/events/event-schema.ts';
import { applyTriage } from '../../report/triage/apply-triage.ts';
import type { Report } from '../../report/shape/report.ts';
import { SAMPLE } from '../../demo/sample.ts';
import { COMMANDS } from '../commands.ts';
import { runProgram } from '../program.ts';
import { readCommandLine } from '../options/command-line.ts';
import { checkTyped } from '../options/unused.ts';
import { eventOptions, readEventState } from '../options/events.ts';
import { EventOutput } from './event-output.ts';
import { TestTerminal } from '../../../test/harness/terminal/test-terminal.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';
import { until } from '../../../test/harness/processes.ts';

const folder = scratchFolder('event-output-');
const scan = COMMANDS.find(({ name }) => name === 'scan')!;
const triaged = (report: Report) => applyTriage(report, { allow: [], marks: [] }, '2026-11-25');

async function tell(args: readonly string[], report = exportReport()): Promise<TestTerminal> {
  const options = eventOptions(readCommandLine(scan, ['log', ...args]))!;
  const known = options.state === undefined ? undefined : await readEventState(options.state);
  const terminal = new TestTerminal();
  await new EventOutput(options, known, terminal).tell(triaged(report));
  return terminal;
}

test('each event is one line, and a second run with the same state adds none', async () => {
  const [file, state] = [join(folder, 'events.jsonl'), join(folder, 'state.json')];
  await tell(['--events', file, '--state', state]);
  const first = readFileSync(file, 'utf8');
  const events = first
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as FindingEvent);
  assert.ok(events.length > 2 && events.every(({ change }) => change === 'new'));
  assert.doesNotMatch(first, /\u202e/, 'a line turns the reading direction of a terminal');
  await tell(['--events', file, '--state', state]);
  assert.equal(readFileSync(file, 'utf8'), first);
});

test('a command gets each event on standard input, and no name of the log is in its arguments', async () => {
  const [got, script] = [join(folder, 'got.jsonl'), join(folder, 'take.cjs')];
  writeFileSync(
    script,
    `const { appendFileSync, readFileSync } = require('node:fs');
     const event = JSON.parse(readFileSync(0, 'utf8'));
     appendFileSync(${JSON.stringify(got)}, JSON.stringify([process.argv.slice(2), event.subject.name]) + '\\n');`,
  );
  const { err } = await tell(['--on-finding', `"${process.execPath}" "${script}" page`]);
  assert.equal(err.text, '');
  const lines = readFileSync(got, 'utf8').trimEnd().split('\n');
  assert.ok(
    lines.some((line) => line.includes(JSON.stringify(HOSTILE))),
    'the hostile name came, as data',
  );
  assert.ok(lines.every((line) => line.startsWith('[["page"],')));
});

test('a command that fails is said, and the others are still told', async () => {
  const { out, err } = await tell(['--events', '-', '--on-finding', 'exit 3']);
  assert.match(err.text, /^--on-finding: the command failed with exit code 3\.\n/);
  assert.ok(out.text.trimEnd().split('\n').length > 2);
});

test('a state that is something else is never written over', async () => {
  const other = join(folder, 'other.json');
  writeFileSync(other, '{"my":"notes"}');
  await assert.rejects(tell(['--events', '-', '--state', other]), /was not written by --state/);
  assert.equal(readFileSync(other, 'utf8'), '{"my":"notes"}');
});

test('options that say how to tell, with nobody to tell, are refused', () => {
  assert.throws(
    () => checkTyped(readCommandLine(scan, ['log', '--event-format', 'ecs', '--state', 'a'])),
    /means nothing without/,
  );
  assert.throws(
    () => eventOptions(readCommandLine(scan, ['log', '--events', '-', '--event-format', 'cef'])),
    /native, ecs, ocsf/,
  );
});

test('a next scan with a state alone names the one that found a campaign first, and what it no longer finds', async () => {
  const [log, other, state, output] = ['seen.jsonl', 'other.jsonl', 'seen.json', 'seen-report.json'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  writeFileSync(log, demoLog(SAMPLE).lines.join(''));
  writeFileSync(other, demoLog({ seed: 9, requests: 400 }).lines.slice(0, 60).join(''));
  const scanned = async (source: string): Promise<Report> => {
    const terminal = new TestTerminal();
    await runProgram(
      ['scan', source, '--state', state, '--output', output, '--quiet', '--no-triage'],
      COMMANDS,
      terminal,
    );
    assert.equal(terminal.err.text, '');
    return JSON.parse(readFileSync(output, 'utf8')) as Report;
  };
  const before = Date.now();
  const [first] = (await scanned(log)).campaigns;
  assert.deepEqual(first!.history, { status: 'new', scans: 1, first: first!.first });
  const [second] = (await scanned(log)).campaigns;
  assert.equal(second!.key, first!.key);
  assert.equal(second!.history?.status, 'known');
  assert.ok(second!.history.firstScan! >= before && second!.history.firstScan! <= Date.now());
  const away = await scanned(other);
  const isJudged = away.coverage.state !== 'not-judged';
  assert.deepEqual(
    away.gone?.map(({ key }) => key),
    isJudged ? [first!.key] : undefined,
  );
});

let command = '';
before(async () => {
  command = await buildCommand(folder);
});

test(
  'SIGTERM saves what Ctrl-C saves: the report of what was read',
  { skip: process.platform === 'win32' },
  async () => {
    const output = join(folder, 'report.json');
    const child = spawn(process.execPath, [command, 'scan', '-', '--output', output], {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let told = '';
    child.stderr.on('data', (piece: Buffer) => (told += piece.toString()));
    child.stdin.on('error', () => undefined);
    // More than a pipe holds: once it is taken, the program reads, however slow the machine.
    const log = demoLog(SAMPLE).lines.join('');
    assert.ok(log.length > 2 ** 18);
    await new Promise((taken) => child.stdin.write(log, taken));
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    assert.equal(code, 130, told);
    assert.equal((JSON.parse(readFileSync(output, 'utf8')) as Report).partial, true);
  },
);

test('SIGTERM ends following with what was told saved', { skip: process.platform === 'win32' }, async () => {
  const [log, state, file] = ['log.jsonl', 'follow.json', 'follow.jsonl'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(log, demoLog(SAMPLE).lines.join(''));
  const args = ['scan', '--follow', log, '--events', file, '--state', state, '--quiet'];
  const child = spawn(process.execPath, [command, ...args], { stdio: 'ignore' });
  await until('the state', () => existsSync(state));
  child.kill('SIGTERM');
  assert.equal(((await once(child, 'exit')) as [number | null])[0], 0);
  assert.ok((await readEventState(state)) !== undefined);
});
