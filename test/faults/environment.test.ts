/** The machine around a scan: full disks, foreign clocks and languages, networks, and people who press Ctrl-C. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { gzipSync } from 'node:zlib';
import { SAMPLE } from '../../src/demo/sample.ts';
import { audit } from '../../src/engine/pipeline/audit.ts';
import { buildCommand } from '../fixtures/built-cli.ts';
import { demoLog } from '../fixtures/demo-log.ts';
import { run } from '../harness/processes.ts';
import { checkCounts } from './scratch-log.ts';
import { scratchFolder } from '../harness/folders.ts';

const folder = scratchFolder('prompt-audit-environment-');
const { lines } = demoLog(SAMPLE);
const log = join(folder, 'log.jsonl');
let cli: string;

before(async () => {
  cli = await buildCommand(folder);
  writeFileSync(log, lines.join(''));
});

const isLinux = process.platform === 'linux';
const onlyLinux = { skip: !isLinux && 'needs the limits and the process table of Linux' };

test('a disk that is full leaves the old report as it was, and says so', onlyLinux, async () => {
  const target = join(folder, 'full');
  mkdirSync(target);
  for (const [option, name] of [
    ['--output', 'report.json'],
    ['--records', 'records.csv'],
  ] as const) {
    const path = join(target, name);
    writeFileSync(path, 'the old one');
    // Files of this process may hold 4 KB: what a full disk does, at a chosen place.
    const command = `ulimit -f 8; exec "$0" "$@"`;
    const args = ['-c', command, process.execPath, cli, 'scan', log, '--workers', '1', option, path];
    const { code, output } = await run('bash', args);
    assert.equal(code, 2, output);
    assert.match(output, /file is too large|disk is full/i);
    assert.equal(readFileSync(path, 'utf8'), 'the old one');
  }
  assert.deepEqual(readdirSync(target).sort(), ['records.csv', 'report.json']);
});

test('no clock, zone or language of the machine changes a byte of the report', async () => {
  const digests = new Set<string>();
  for (const environment of [
    {},
    { TZ: 'Pacific/Chatham', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
    { TZ: 'America/St_Johns', LC_ALL: 'ar_EG', LANG: 'de_DE' },
    { TZ: 'nonsense', LC_ALL: 'C', LANG: '' },
  ]) {
    const path = join(folder, 'locale.json');
    const args = [cli, 'scan', log, '--workers', '1', '-q', '--output', path];
    const { code, output } = await run(process.execPath, args, { env: { ...process.env, ...environment } });
    assert.equal(code, 0, output);
    digests.add(createHash('sha256').update(readFileSync(path)).digest('hex'));
  }
  assert.equal(digests.size, 1);
});

test('times beyond all calendars neither stop a scan nor a report', async () => {
  const odd = [
    1e300,
    -1e300,
    8.64e15 + 1,
    0,
    -1,
    '2025-03-30T02:30:00',
    '1582-10-10',
    '+275761-01-01T00:00:00Z',
    '',
    null,
    {},
  ];
  const text = lines
    .map((line, n) => {
      const row = JSON.parse(line) as Record<string, unknown>;
      if (n % 20 === 0) row['startTime'] = odd[(n / 20) % odd.length];
      return `${JSON.stringify(row)}\n`;
    })
    .join('');
  const path = join(folder, 'times.jsonl');
  writeFileSync(path, text);
  const { report } = await audit([path], { workers: 0 });
  assert.equal(report.population.requests, lines.length);
  const { code, output } = await run(process.execPath, [cli, 'scan', path, '--workers', '1']);
  assert.equal(code, 0, output);
});

test('a scan that is cancelled at any moment gives a valid report of what was read, marked as a part', async () => {
  const paths = Array.from({ length: 8 }, (_, n) => {
    const path = join(folder, `part-${n}.jsonl`);
    writeFileSync(path, lines.join(''));
    return path;
  });
  const whole = (await audit(paths, { workers: 0 })).report;
  for (let moment = 0; moment < 12; moment++) {
    const stop = new AbortController();
    let told = 0;
    const timer = setTimeout(() => stop.abort(), moment * 60);
    const { report, index } = await audit(paths, {
      workers: 0,
      signal: stop.signal,
      onProgress: () => ++told > moment && stop.abort(),
      reading: { rangeBytes: 1 << 16 },
    });
    clearTimeout(timer);
    checkCounts(report.inputs);
    assert.equal(report.population.requests, index.length);
    if (report.inputs.lines < whole.inputs.lines) assert.equal(report.partial, true);
    else assert.deepEqual(report.population, whole.population);
  }
});

test('Ctrl-C ends the command line with a partial report and without anything left behind', onlyLinux, async () => {
  const target = join(folder, 'interrupted');
  mkdirSync(target);
  const big = join(folder, 'big.jsonl');
  writeFileSync(big, Array.from({ length: 30 }, () => lines.join('')).join(''));
  const path = join(target, 'report.json');
  const child = spawn(process.execPath, [cli, 'scan', big, '--workers', '1', '--output', path], { stdio: 'ignore' });
  setTimeout(() => child.kill('SIGINT'), 300);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  const left = readdirSync(target);
  assert.ok(
    left.every((name) => name === 'report.json'),
    left.join(),
  );
  if (code === 130 && left.length > 0) {
    const report = JSON.parse(readFileSync(path, 'utf8')) as { inputs: Parameters<typeof checkCounts>[0] };
    checkCounts(report.inputs);
  }
});

for (const signal of ['SIGTERM', 'SIGHUP'] as const)
  test(`${signal} ends the command line as Ctrl-C does, and leaves no copy of a log behind`, onlyLinux, () =>
    stopped(signal),
  );

async function stopped(sent: 'SIGTERM' | 'SIGHUP'): Promise<void> {
  const temporary = join(folder, sent);
  mkdirSync(temporary);
  const child = spawn(process.execPath, [cli, 'scan', '-', '--workers', '1'], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.on('error', () => undefined);
  child.stdin.write(lines.join(''));
  while (readdirSync(temporary).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill(sent);
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once('exit', (...end) => resolve(end)),
  );
  assert.deepEqual([code, signal], [130, null]);
  assert.deepEqual(readdirSync(temporary), []);
}

/** Loaded before the program and in each of its threads: every way to a network is noted in a file. */
const WATCH = `
  const fs = require('node:fs');
  const note = (what) => fs.appendFileSync(process.env.NETWORK_NOTES, what + '\\n');
  const net = require('node:net');
  const watch = (object, name, what) => {
    const original = object[name];
    object[name] = function (...args) { note(what + ' ' + JSON.stringify(args[0] ?? null)); return original.apply(this, args); };
  };
  watch(net.Socket.prototype, 'connect', 'connect');
  watch(net.Server.prototype, 'listen', 'listen');
  watch(require('node:dgram'), 'createSocket', 'datagram');
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse']) watch(require('node:dns'), name, 'dns');
  watch(globalThis, 'fetch', 'fetch');
`;

test('no command opens a socket or asks for the address of a host', async () => {
  const watcher = join(folder, 'watch.cjs');
  const notes = join(folder, 'network.txt');
  writeFileSync(watcher, WATCH);
  writeFileSync(notes, '');
  const report = join(folder, 'network.json');
  const env = { ...process.env, NODE_OPTIONS: `--require ${watcher}`, NETWORK_NOTES: notes };
  for (const args of [
    ['scan', log, '--workers', '2', '--output', report, '--records', join(folder, 'network.csv')],
    ['inspect', log],
    ['convert', log, '--output', join(folder, 'network.jsonl')],
    ['export', report, '--campaign', 'C1', '--output', join(folder, 'network.html')],
    ['export', report, '--output', join(folder, 'network.sarif')],
    ['compare', report, report],
    ['baseline', 'build', log, '--output', join(folder, 'network-baseline.json')],
  ]) {
    const { code, output } = await run(process.execPath, [cli, ...args], { env });
    assert.equal(code, 0, `${args[0]}: ${output}`);
  }
  assert.equal(readFileSync(notes, 'utf8'), '');
  // The watch itself works.
  await run(process.execPath, ['-e', "require('node:net').connect(9, '127.0.0.1').on('error', () => {})"], { env });
  assert.match(readFileSync(notes, 'utf8'), /^connect/);
});

test('a process that scans holds no socket, as the system sees it', onlyLinux, async () => {
  const big = join(folder, 'sockets.jsonl');
  writeFileSync(big, Array.from({ length: 20 }, () => lines.join('')).join(''));
  const sockets = new Set<string>();
  let looks = 0;
  // A busy machine may let it run to its end before it is looked at.
  for (let tries = 0; looks < 4 && tries < 20; tries++) looks += await looksAtScan(big, sockets);
  assert.ok(looks >= 4, `${looks} looks`);
  assert.deepEqual([...sockets], []);
});

/** Notes the sockets that a process which scans is seen to hold. @returns how often it was looked at */
async function looksAtScan(path: string, sockets: Set<string>): Promise<number> {
  const child = spawn(process.execPath, [cli, 'scan', path, '--workers', '2'], { stdio: 'ignore' });
  let looks = 0;
  const timer = setInterval(() => {
    try {
      const handles = `/proc/${child.pid}/fd`;
      for (const name of readdirSync(handles)) {
        const target = readlinkSync(join(handles, name));
        if (target.startsWith('socket:')) sockets.add(target);
      }
      looks++;
    } catch {
      // The process ended, or a file was closed between two steps.
    }
  }, 10);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(timer);
  assert.equal(code, 0);
  return looks;
}

test('a program without WebAssembly says so, and reads nothing by halves', async () => {
  const packed = join(folder, 'packed.jsonl.gz');
  writeFileSync(packed, gzipSync(lines.join('')));
  for (const path of [log, packed]) {
    const { code, output } = await run(process.execPath, ['--jitless', cli, 'scan', path, '--workers', '1']);
    assert.equal(code, 2, output);
    assert.match(output, /could not be read to its end: WebAssembly, which is needed to read logs, is switched off/);
  }
});
