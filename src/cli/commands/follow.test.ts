import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { demoLog } from '../../../test/fixtures/demo-log.ts';
import { audit } from '../../engine/pipeline/audit.ts';
import type { Report } from '../../report/shape/report.ts';
import { SAMPLE } from '../../demo/sample.ts';
import { clearCache } from './cache.ts';
import { scan } from './scan.ts';
import { rememberAnswer } from '../options/files/trusted-folders.ts';
import { stateFolder } from '../options/files/state-folder.ts';
import { TestTerminal } from '../../../test/harness/terminal/test-terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { SwitchName } from '../usage/option-names.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const { lines } = demoLog(SAMPLE);
const folder = scratchFolder('cli-follow-');

/** What was not shown by then, on a machine however busy, is never shown. */
const LONGEST_WAIT_MS = 180_000;

/** Runs until the terminal has shown what is waited for, then presses Ctrl-C. */
async function run(
  values: Record<string, string>,
  switches: SwitchName[],
  log: string,
  steps: readonly [until: (terminal: TestTerminal) => boolean, act: (terminal: TestTerminal) => void][] = [],
): Promise<{ code: number; out: string; err: string }> {
  const terminal = new TestTerminal();
  const done = scan(
    { values: { workers: '1', ...values }, switches: new Set<SwitchName>(['no-triage', ...switches]), rest: [log] },
    terminal,
    audit,
  );
  const ended = { over: false };
  const over = done.finally(() => (ended.over = true));
  for (const [until, act] of steps) {
    const deadline = performance.now() + LONGEST_WAIT_MS;
    while (!ended.over && !until(terminal)) {
      if (performance.now() > deadline) {
        terminal.interrupt();
        await over;
        assert.fail(`What is waited for was never shown. Shown was:\n${terminal.out.text}${terminal.err.text}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    act(terminal);
  }
  return { code: await over, out: terminal.out.text, err: terminal.err.text };
}

test('--follow prints a report, then what is new, keeps its file up to date, and ends with Ctrl-C', async () => {
  const log = join(folder, 'a.jsonl');
  const output = join(folder, 'a.json');
  writeFileSync(log, lines.slice(0, 30).join(''));
  const requests = (): number =>
    existsSync(output) ? (JSON.parse(readFileSync(output, 'utf8')) as Report).inputs.requests : 0;
  const { code, out, err } = await run({ output }, ['follow'], log, [
    [() => requests() === 30, () => appendFileSync(log, lines.slice(30).join(''))],
    [({ out: shown }) => requests() === lines.length && shown.text !== '', (terminal) => terminal.interrupt()],
  ]);
  assert.equal(code, 0);
  const { kept = [], campaigns } = JSON.parse(readFileSync(output, 'utf8')) as Report;
  assert.ok(kept.length > 0, 'the report cannot be read where its log is not');
  assert.equal(campaigns[0]!.history?.status, 'new');
  assert.match(err, /^Report written to .*a\.json: .*, 30 requests read\.\nFollowing 1 file\. Press Ctrl-C to stop\./m);
  assert.match(out, /^\d\d:\d\d:\d\d {2}[\d,]+ requests read, 0 lines rejected\n/);
  assert.match(out, /\+ campaign \S+ \(.+\) {2}distillation (> )?[\d.]+%, \d+ accounts, \d+ requests\n.*a\.jsonl:\d+/s);
});

test('--follow with --fail-on ends with 1 as soon as something of the kind is found', async () => {
  const log = join(folder, 'b.jsonl');
  writeFileSync(log, lines.join(''));
  const { code, out } = await run({ 'fail-on': 'distillation' }, ['follow', 'quiet'], log);
  assert.equal(code, 1);
  assert.match(out, /^C1 {2}distillation/m);
});

test('--follow looks for planted strings in what comes, and ends with 1 where --fail-on-rule says so', async () => {
  const log = join(folder, 'p.jsonl');
  const canaries = join(folder, 'canaries.txt');
  writeFileSync(canaries, 'blue heron 7741\n');
  writeFileSync(log, lines.slice(0, 30).join(''));
  const planted = (lines[30] ?? '').replace(/"role":"user","content":"/, '$&BLUE heron 7741. ');
  assert.notEqual(planted, lines[30]);
  const { code, out, err } = await run({ canaries, 'fail-on-rule': 'high' }, ['follow'], log, [
    [({ out: shown }) => shown.text.includes('did not match'), () => appendFileSync(log, planted)],
  ]);
  assert.equal(code, 1, out);
  assert.match(out, /\+ rule\/canary\.1 {2}high {2}1 hit: .+\n +.*p\.jsonl:31/);
  assert.match(err, /A rule that --fail-on-rule covers matched\./);
});

test('--follow --format json prints one report a line', async () => {
  const log = join(folder, 'c.jsonl');
  writeFileSync(log, lines.slice(0, 20).join(''));
  const { out } = await run({ format: 'json' }, ['follow'], log, [
    [({ out: shown }) => shown.text.includes('\n'), () => appendFileSync(log, lines.slice(20, 25).join(''))],
    [({ out: shown }) => shown.text.split('\n').length > 2, (terminal) => terminal.interrupt()],
  ]);
  const reports = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Report);
  assert.deepEqual(
    reports.map(({ inputs }) => inputs.requests),
    [20, 25],
  );
});

test('options that make no sense with --follow are refused before anything is read', async () => {
  const log = join(folder, 'c.jsonl');
  await assert.rejects(run({}, ['follow'], '-'), UsageError);
  for (const keep of ['5', 'many', '1e9']) await assert.rejects(run({ keep }, ['follow'], log), UsageError);
});

test('--incremental keeps what was found, says what it read, and cache clear removes it', async () => {
  const before = process.env['XDG_CACHE_HOME'];
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
  try {
    const log = join(folder, 'd.jsonl');
    writeFileSync(log, lines.join(''));
    const first = await run({}, ['incremental'], log);
    const again = await run({}, ['incremental'], log);
    assert.equal(again.out, first.out);
    assert.match(again.err, /d\.jsonl: unchanged\./);
    const kept = stateFolder();
    assert.ok(readdirSync(kept).length > 0);
    await rememberAnswer(kept, folder, true);
    const terminal = new TestTerminal();
    await clearCache({ values: {}, switches: new Set(), rest: ['clear'] }, terminal);
    assert.match(terminal.out.text, /^1 log forgotten, .*; whether 1 folder may be trusted is asked again\.$/m);
    assert.deepEqual(readdirSync(kept), []);
  } finally {
    if (before === undefined) delete process.env['XDG_CACHE_HOME'];
    else process.env['XDG_CACHE_HOME'] = before;
  }
});

test('files for later scans lie where each system has its caches', () => {
  assert.equal(stateFolder({ XDG_CACHE_HOME: '/c' }, 'linux'), join('/c', 'prompt-audit'));
  assert.match(stateFolder({}, 'linux'), /\.cache.prompt-audit$/);
  assert.match(stateFolder({}, 'darwin'), /Library.Caches.prompt-audit$/);
  assert.equal(stateFolder({ LOCALAPPDATA: 'C:\\l' }, 'win32'), join('C:\\l', 'prompt-audit'));
});
