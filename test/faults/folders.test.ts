/** Folders that cannot be read, lead elsewhere, or hold odd names: each costs itself alone, and is named. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { nameText, systemName } from '../../src/reader/bytes/files/file-name.ts';
import { logLines, ScratchLog } from './scratch-log.ts';

const scratch = new ScratchLog();
after(() => scratch.remove());
const isWindows = process.platform === 'win32';
const A = logLines(0, 5);
const B = logLines(5, 9);

/** Runs as a user without rights: root may open everything. */
async function asNobody<T>(run: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return run();
  process.seteuid?.(65_534);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
  }
}

test('a folder that may not be opened costs itself, not those beside it', { skip: isWindows }, async () => {
  scratch.file('some/a.jsonl', A);
  scratch.file('some/closed/x.jsonl', B);
  scratch.file('some/later/b.jsonl', B);
  chmodSync(scratch.folder, 0o755);
  const closed = path.join(scratch.folder, 'some/closed');
  chmodSync(closed, 0);
  const { inputs, partial } = await asNobody(() => scratch.scan([path.join(scratch.folder, 'some')]));
  chmodSync(closed, 0o755);
  assert.deepEqual([inputs.requests, partial], [9, true]);
  assert.deepEqual(
    inputs.files.flatMap(({ path: file, error }) => (error === undefined ? [] : [[file, error]])),
    [[closed, 'The folder cannot be read: you may not open it.']],
  );
});

test('a log that may not be opened makes the report a partial one', { skip: isWindows }, async () => {
  scratch.file('rights/a.jsonl', A);
  const closed = scratch.file('rights/b.jsonl', B);
  chmodSync(scratch.folder, 0o755);
  chmodSync(closed, 0);
  for (const given of [[path.join(scratch.folder, 'rights')], [closed, path.join(scratch.folder, 'rights/a.jsonl')]]) {
    const { inputs, partial } = await asNobody(() => scratch.scan(given));
    assert.deepEqual([inputs.requests, partial], [5, true]);
    assert.match(inputs.files[1]?.error ?? '', /you may not open it/);
  }
});

test('a path that was named and is not there, or is no log, makes the report a partial one; beside logs it does not', async () => {
  const log = scratch.file('named/a.jsonl', A);
  const picture = scratch.file('named/logo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4, 5, 6, 7, 8]));
  const empty = scratch.file('named/empty.jsonl', '');
  assert.equal((await scratch.scan([log, `${log}.gone`])).partial, true);
  assert.equal((await scratch.scan([log, picture])).partial, true);
  assert.equal((await scratch.scan([log, empty])).partial, false);
  assert.equal((await scratch.scan([path.dirname(log)])).partial, false);
});

test('links are followed within a folder and not out of it, which is said', { skip: isWindows }, async () => {
  const secret = scratch.file('elsewhere/secret.jsonl', B);
  const log = scratch.file('supplied/day/a.jsonl', A);
  const folder = path.dirname(path.dirname(log));
  symlinkSync(secret, path.join(folder, 'x.jsonl'));
  symlinkSync(path.dirname(secret), path.join(folder, 'y'));
  symlinkSync('day', path.join(folder, 'z'));
  symlinkSync('.', path.join(folder, 'loop'));
  const { inputs, partial } = await scratch.scan([folder]);
  assert.deepEqual([inputs.requests, partial], [5, false]);
  assert.match(inputs.files[0]?.note ?? '', /^2 links that lead out of this folder were not followed/);
  assert.equal((await scratch.scan([path.join(folder, 'x.jsonl')])).inputs.requests, 4, 'a link that is named is read');
});

test('a name that is no UTF-8 is read like any other', { skip: process.platform !== 'linux' }, async () => {
  const folder = path.join(scratch.folder, 'odd');
  mkdirSync(folder);
  const odd = Buffer.concat([Buffer.from(`${folder}/gr`), Buffer.from([0xfc, 0x80]), Buffer.from('n€.jsonl')]);
  writeFileSync(odd, A);
  assert.deepEqual(systemName(nameText(odd)), odd);
  const inFolder = await scratch.scan([folder]);
  assert.deepEqual([inFolder.inputs.requests, inFolder.partial], [5, false]);
  assert.equal((await scratch.scan([odd.toString()])).inputs.requests, 5, 'as Node hands over arguments');
  assert.equal((await scratch.scan([`${folder}/*.jsonl`])).inputs.requests, 5);
});
