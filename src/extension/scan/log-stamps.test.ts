import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { zip } from '../../../test/fixtures/archives.ts';
import { changedSince, changeOf, type ReadLog, stampsOf } from './log-stamps.ts';

let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prompt-audit-stamps-'));
});

/** A log that was read, of JSON unless lines of it were rejected. */
const read = (path: string, rejected = 0): ReadLog => ({ path, compression: 'none', rejected, skipped: 0 });

after(() => rm(folder, { recursive: true, force: true }));

test('a log that grew or went away counts as changed, an untouched one does not', async () => {
  const [same, grown, gone] = ['same', 'grown', 'gone'].map((name) => join(folder, name)) as [string, string, string];
  for (const path of [same, grown, gone]) await writeFile(path, 'x');
  const stamps = await stampsOf([same, grown, gone].map((path) => read(path)));
  await appendFile(grown, 'y');
  await rm(gone);
  assert.deepEqual(await changedSince(stamps), [grown, gone]);
});

test('lines added at the end leave the others in place, a line added before them does not', async () => {
  const path = join(folder, 'log.jsonl');
  const text = `${'x'.repeat(99)}\n`.repeat(5000);
  await writeFile(path, text);
  const [stamp] = await stampsOf([read(path)]);
  assert.ok(stamp);
  assert.equal(await changeOf(stamp), 'none');
  await appendFile(path, 'one more\n');
  assert.equal(await changeOf(stamp), 'grown');
  await writeFile(path, `first\n${await readFile(path, 'utf8')}`);
  assert.equal(await changeOf(stamp), 'changed');
});

test('logs in an archive are looked at where the archive is, and none of them is taken for grown', async () => {
  const archive = join(folder, 'logs.zip');
  await writeFile(archive, zip({ 'a.jsonl': '{}\n', 'b.jsonl': '{}\n' }));
  const stamps = await stampsOf(['a.jsonl', 'b.jsonl'].map((name) => read(`${archive}!${name}`)));
  assert.deepEqual(
    stamps.map(({ path, archive: at }) => [path, at]),
    [
      [`${archive}!a.jsonl`, archive],
      [`${archive}!b.jsonl`, archive],
    ],
  );
  assert.deepEqual(await changedSince(stamps), []);
  await appendFile(archive, zip({ 'a.jsonl': '{"other":1}\n' }));
  assert.equal(await changeOf(stamps[0]!), 'changed');
  assert.deepEqual(await changedSince(stamps), [archive]);
});

test('a log in which a text editor would have other lines is known as one', async () => {
  const write = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const logs = [
    read(await write('json', '{"a":1}\n{"a":2}\n')),
    read(await write('windows', '{"a":1}\r\noops\r\n'), 1),
    read(await write('junk', '{"a":1}\n\x00\r\x01\n{"a":2}\n'), 1),
    read(await write('table.csv', 'prompt\n"one\rtwo"\n')),
  ];
  const utf16 = join(folder, 'utf16');
  await writeFile(utf16, Buffer.from('\ufeffprompt\r\none\r\n', 'utf16le'));
  logs.push(read(utf16, 1));
  const stamps = await stampsOf(logs);
  assert.deepEqual(
    stamps.map(({ brokenLine = null }) => brokenLine),
    [null, null, 2, 2, null],
  );
});
