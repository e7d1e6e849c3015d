import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type FileCalls, OutputFile, writeText } from './output-file.ts';

const scratch = fs.mkdtempSync(join(tmpdir(), 'prompt-audit-output-'));
after(() => fs.rmSync(scratch, { recursive: true, force: true }));

const NAMES = ['mkdtempSync', 'openSync', 'writeSync', 'fsyncSync', 'closeSync', 'renameSync'] as const;

/** The calls of the system, of which the n-th fails; `count` says how many there were. */
function failing(n: number, code: string): { calls: FileCalls; count: () => number } {
  let count = 0;
  const calls = { ...fs } as Record<string, unknown>;
  for (const name of NAMES) {
    const original = fs[name] as (...values: unknown[]) => unknown;
    calls[name] = (...values: unknown[]) => {
      if (count++ === n) throw Object.assign(new Error(code), { code, path: 'some temporary name' });
      // Half of what is asked for, as systems may.
      if (name === 'writeSync') return fs.writeSync(values[0] as number, (values[1] as Buffer).subarray(0, 700_000));
      return original(...values);
    };
  }
  return { calls: calls as unknown as FileCalls, count: () => count };
}

test('an error at any call to the system leaves the old file as it was and nothing beside it', () => {
  for (const code of ['ENOSPC', 'EIO', 'EPIPE', 'EDQUOT']) {
    let isWhole = false;
    for (let n = 0; !isWhole; n++) {
      const folder = fs.mkdtempSync(join(scratch, 'case-'));
      const path = join(folder, 'report.json');
      fs.writeFileSync(path, 'old');
      const { calls, count } = failing(n, code);
      let output: OutputFile | undefined;
      try {
        output = new OutputFile(path, calls);
        for (let line = 0; line < 30; line++) output.write('x'.repeat(100_000));
        output.end();
        isWhole = true;
      } catch (error) {
        assert.deepEqual([(error as NodeJS.ErrnoException).code, (error as NodeJS.ErrnoException).path], [code, path]);
        output?.discard();
      }
      assert.equal(fs.readFileSync(path, 'utf8'), isWhole ? 'x'.repeat(3_000_000) : 'old', `${code} at call ${n}`);
      assert.deepEqual(fs.readdirSync(folder), ['report.json'], `${code} at call ${n}`);
      if (isWhole) assert.ok(count() === n && n > 9, `${n} calls were let fail`);
    }
  }
});

test(
  'a place that somebody has guessed cannot be used to write elsewhere',
  { skip: process.platform === 'win32' },
  () => {
    const folder = fs.mkdtempSync(join(scratch, 'links-'));
    const victim = join(folder, 'victim');
    fs.writeFileSync(victim, 'precious');
    const calls: FileCalls = {
      ...fs,
      // The folder for the file is there already and holds a link in its place.
      mkdtempSync: ((prefix: string) => {
        fs.mkdirSync(`${prefix}guessed`);
        fs.symlinkSync(victim, join(`${prefix}guessed`, 'out'));
        return `${prefix}guessed`;
      }) as typeof fs.mkdtempSync,
    };
    assert.throws(() => new OutputFile(join(folder, 'out'), calls), { code: 'EEXIST' });
    assert.equal(fs.readFileSync(victim, 'utf8'), 'precious');
  },
);

test('others cannot look into a file before it is whole', { skip: process.platform === 'win32' }, () => {
  const folder = fs.mkdtempSync(join(scratch, 'private-'));
  const output = new OutputFile(join(folder, 'out'));
  const [name] = fs.readdirSync(folder);
  assert.equal(fs.statSync(join(folder, name!)).mode & 0o077, 0);
  output.discard();
});

test('a pipe that is full for a while loses nothing of a text', () => {
  const written: Buffer[] = [];
  let turn = 0;
  const writeSync = ((_: number, bytes: Buffer) => {
    if (turn++ % 3 === 0) throw Object.assign(new Error('EAGAIN'), { code: 'EAGAIN' });
    written.push(Buffer.from(bytes.subarray(0, 5)));
    return Math.min(5, bytes.length);
  }) as typeof fs.writeSync;
  writeText(1, 'größer als die Leitung', { writeSync });
  assert.equal(Buffer.concat(written).toString(), 'größer als die Leitung');
});
