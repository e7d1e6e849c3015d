import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { changedSince, changeOf, stampsOf } from './log-stamps.ts';

let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prompt-audit-stamps-'));
});

after(() => rm(folder, { recursive: true, force: true }));

test('a log that grew or went away counts as changed, an untouched one does not', async () => {
  const [same, grown, gone] = ['same', 'grown', 'gone'].map((name) => join(folder, name)) as [string, string, string];
  for (const path of [same, grown, gone]) await writeFile(path, 'x');
  const stamps = await stampsOf([same, grown, gone]);
  await appendFile(grown, 'y');
  await rm(gone);
  assert.deepEqual(await changedSince(stamps), [grown, gone]);
});

test('lines added at the end leave the others in place, a line added before them does not', async () => {
  const path = join(folder, 'log.jsonl');
  const text = `${'x'.repeat(99)}\n`.repeat(5000);
  await writeFile(path, text);
  const [stamp] = await stampsOf([path]);
  assert.ok(stamp);
  assert.equal(await changeOf(stamp), 'none');
  await appendFile(path, 'one more\n');
  assert.equal(await changeOf(stamp), 'grown');
  await writeFile(path, `first\n${await readFile(path, 'utf8')}`);
  assert.equal(await changeOf(stamp), 'changed');
});
