/** Readers whose n-th call to the system fails, or gives less than was asked for: nothing is lost without a word. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { gzipSync } from 'node:zlib';
import { tar, zip } from '../fixtures/archives.ts';
import { buildCommand } from '../fixtures/built-cli.ts';
import { isAll } from '../harness/all.ts';
import { run } from '../harness/processes.ts';
import { logLines } from './scratch-log.ts';
import { scratchFolder } from '../harness/folders.ts';

const folder = scratchFolder('prompt-audit-injected-');
const REQUESTS = 300;
const LINES = logLines(0, REQUESTS);
/** Reads that fail, one after the other: a scan of so small a log makes few. */
const FAULTS = isAll ? 3 : 2;
let cli: string;

before(async () => {
  cli = await buildCommand(folder);
});

/** Loaded before the program and in each of its threads: the n-th read of the log fails, or gives one byte. */
const FAULT = `
  const promises = require('node:fs/promises');
  const fs = require('node:fs');
  const { LOG, AT, KIND, SEEN } = process.env;
  const fault = (code, text, errno, syscall) => Object.assign(new Error(code + ': ' + text), { code, errno, syscall });
  const opened = new Set();
  let reads = 0;
  const isNext = () => {
    if (++reads !== Number(AT)) return false;
    fs.writeFileSync(SEEN, '');
    return true;
  };
  const opening = (path) => {
    if (KIND === 'EACCES' && String(path) === LOG && isNext()) throw fault('EACCES', 'permission denied, open', -13, 'open');
  };
  /** Length to read, less than what was asked for where that is the fault. */
  const reading = (length) => {
    if (KIND === 'EACCES' || !isNext()) return length;
    if (KIND === 'EIO') throw fault('EIO', 'i/o error, read', -5, 'read');
    return Math.min(1, length);
  };
  const { openSync, readSync, read, closeSync } = fs;
  fs.openSync = (path, ...rest) => {
    opening(path);
    const descriptor = openSync(path, ...rest);
    if (String(path) === LOG) opened.add(descriptor);
    return descriptor;
  };
  fs.closeSync = (descriptor) => {
    opened.delete(descriptor);
    closeSync(descriptor);
  };
  fs.readSync = (descriptor, buffer, offset, length, position) =>
    readSync(descriptor, buffer, offset, opened.has(descriptor) ? reading(length) : length, position);
  fs.read = (descriptor, buffer, offset, length, position, done) => {
    try {
      read(descriptor, buffer, offset, opened.has(descriptor) ? reading(length) : length, position, done);
    } catch (error) {
      setImmediate(done, error);
    }
  };
  const open = promises.open;
  promises.open = async (path, ...rest) => {
    opening(path);
    const handle = await open(path, ...rest);
    if (String(path) !== LOG) return handle;
    const own = handle.read.bind(handle);
    handle.read = async (buffer, offset, length, position) => own(buffer, offset, reading(length), position);
    return handle;
  };
`;

const LOGS: Readonly<Record<string, Buffer>> = {
  'log.jsonl': Buffer.from(LINES),
  'log.jsonl.gz': gzipSync(LINES),
  'log.zip': zip({ 'log.jsonl': LINES }),
  'log.tar': tar({ 'log.jsonl': LINES }),
};

/** A plain log and an archive; a run with everything has all four. */
const SOME = ['log.jsonl', 'log.zip'];

for (const [name, content] of Object.entries(LOGS).filter(([one]) => isAll || SOME.includes(one))) {
  test(`${name}: whichever read fails, what is missing is said, and the log is as it was`, async () => {
    const fault = join(folder, 'fault.cjs');
    const log = join(folder, name);
    writeFileSync(fault, FAULT);
    writeFileSync(log, content);
    for (const kind of ['EIO', 'EACCES', 'short']) {
      let injected = 0;
      for (let at = 1; at <= FAULTS; at++) {
        const [seen, report] = [join(folder, 'seen'), join(folder, 'report.json')];
        rmSync(seen, { force: true });
        rmSync(report, { force: true });
        const command =
          'LOG="$0" AT="$1" KIND="$2" SEEN="$3" exec "$4" --require "$5" "$6" scan "$0" --workers 1 -q -o "$7"';
        const args = [log, String(at), kind, seen, process.execPath, fault, cli, report];
        const { code, output } = await run('bash', ['-c', command, ...args]);
        assert.deepEqual(readFileSync(log), content);
        if (!existsSync(seen)) break;
        injected++;
        assert.ok(code === 0 || code === 2, `${kind} ${at}: code ${code}: ${output}`);
        const found = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Found) : undefined;
        if (code === 0) {
          assert.equal(found?.inputs.requests, REQUESTS, `${kind} ${at}: lost in silence`);
          assert.equal(found.partial, false);
        } else {
          assert.match(output, /prompt-audit: |\S/, `${kind} ${at}`);
          assert.ok(found === undefined || found.partial, `${kind} ${at}: not called partial`);
        }
      }
      assert.ok(injected > 0, `${kind} reached no read of ${name}`);
    }
  });
}

interface Found {
  partial: boolean;
  inputs: { requests: number };
}
