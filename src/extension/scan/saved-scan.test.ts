import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { withoutPrompts } from '../../report/shape/without-prompts.ts';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { forgetScan, loadScan, saveScan } from './saved-scan.ts';
import { writePrivate } from './saved-files.ts';
import { reportBefore, titleBefore } from './scan-before.ts';

let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saved-scan-'));
});

after(async () => {
  await rm(folder, { recursive: true });
});

test('a saved scan comes back as it was, and a later one takes its place', async () => {
  const first = { ...syntheticResult(), title: 'first', stamps: [{ path: '/a', size: 1, mtimeMs: 2.5 }] };
  await saveScan(folder, first);
  assert.deepEqual(await loadScan(folder), first);
  const second = { ...syntheticResult({ campaigns: 1 }), title: 'second', stamps: [] };
  await saveScan(folder, second);
  assert.deepEqual(await loadScan(folder), second);
});

test(
  'only the owner can read what is saved',
  { skip: process.platform === 'win32' && 'Windows has no modes' },
  async () => {
    for (let time = 0; time < 2; time++) await saveScan(folder, { ...syntheticResult(), title: '', stamps: [] });
    const saved = join(folder, 'last-scan');
    assert.equal((await stat(saved)).mode & 0o777, 0o700);
    for (const name of await readdir(saved)) assert.equal((await stat(join(saved, name))).mode & 0o777, 0o600, name);
  },
);

test('the report of the scan before is kept beside the last one, without prompts once they are kept out', async () => {
  await forgetScan(folder);
  const [first, second] = [{ ...syntheticResult({ campaigns: 1 }), title: 'first', stamps: [] }, syntheticResult()];
  await saveScan(folder, first);
  assert.equal(await titleBefore(folder), undefined);
  await saveScan(folder, { ...second, title: 'second', stamps: [] });
  assert.equal(await titleBefore(folder), 'first');
  assert.deepEqual(await reportBefore(folder), first.report);
  assert.ok(second.report.templates.some(({ parts }) => parts.length > 0));
  await saveScan(folder, { ...first, title: 'third' }, false);
  assert.equal(await titleBefore(folder), 'second');
  assert.deepEqual(await reportBefore(folder), withoutPrompts(second.report));
  await forgetScan(folder);
  assert.equal(await titleBefore(folder), undefined);
});

test('nothing saved and nothing left to restore are no errors', async () => {
  await forgetScan(folder);
  await forgetScan(folder);
  assert.equal(await loadScan(folder), null);
});

test('a report of another version is not restored', async () => {
  await saveScan(folder, { ...syntheticResult(), title: '', stamps: [] });
  const file = join(folder, 'last-scan', 'report.json');
  await rm(file);
  await writePrivate(file, JSON.stringify({ version: 99, accounts: [] }));
  assert.equal(await loadScan(folder), null);
});

test('a flipped bit in any saved file is noticed, and nothing is restored from it', async () => {
  await saveScan(folder, { ...syntheticResult(), title: '', stamps: [] });
  for (const name of ['scan.json', 'report.json', 'index.bin']) {
    const file = join(folder, 'last-scan', name);
    const whole = await readFile(file);
    for (const at of [0, whole.length >> 1, whole.length - 5, whole.length - 1]) {
      const spoilt = Buffer.from(whole);
      spoilt[at]! ^= 4;
      await writeFile(file, spoilt);
      await assert.rejects(loadScan(folder), /is damaged/, `${name}, byte ${at}`);
    }
    await writeFile(file, whole);
  }
});

test('two windows that save at once leave the scan of one of them, whole, and nothing beside it', async () => {
  const scans = [1, 2, 3].map((campaigns) => ({
    ...syntheticResult({ campaigns }),
    title: `${campaigns}`,
    stamps: [],
  }));
  await Promise.all(scans.map((scan) => saveScan(folder, scan)));
  const kept = await loadScan(folder);
  assert.deepEqual(
    kept,
    scans.find(({ title }) => title === kept?.title),
  );
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.startsWith('last-scan')),
    ['last-scan'],
  );
});

test('a window that is ended between the two steps of a swap leaves the old scan to the next', async () => {
  const old = { ...syntheticResult(), title: 'old', stamps: [] };
  await saveScan(folder, old);
  await mkdir(join(folder, 'last-scan.old-x'));
  await rename(join(folder, 'last-scan'), join(folder, 'last-scan.old-x', 'last-scan'));
  await mkdir(join(folder, 'last-scan.new-x'));
  assert.deepEqual(await loadScan(folder), old);
  await forgetScan(folder);
  assert.equal(await loadScan(folder), null);
});

test('a process that is killed while it saves leaves a whole scan at any moment', async () => {
  const target = await mkdtemp(join(folder, 'killed-'));
  const script = join(folder, 'saver.ts');
  await writeFile(
    script,
    `import { saveScan } from ${JSON.stringify(join(__dirname, 'saved-scan.ts'))};
     import { syntheticResult } from ${JSON.stringify(join(__dirname, '../../../test/fixtures/synthetic-result.ts'))};
     void (async () => {
       const scan = { ...syntheticResult({ requests: 300 }), title: 'x', stamps: [] };
       await saveScan(process.argv[2]!, scan);
       console.log('saved');
       for (;;) await saveScan(process.argv[2]!, scan);
     })();`,
  );
  const child = spawn(process.execPath, ['--import', 'tsx', script, target], {
    cwd: join(__dirname, '../../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 50));
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.equal((await loadScan(target))?.title, 'x');
});
