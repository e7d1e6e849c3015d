import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findLog } from './find-log.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const root = scratchFolder('find-log-');
mkdirSync(join(root, 'logs'));
writeFileSync(join(root, 'logs', 'a.jsonl'), '{}\n');
writeFileSync(join(root, 'b.zip'), 'x');

test('a log is found below the root by its whole path or by what is left of it without leading folders', async () => {
  const place = join(root, 'logs', 'a.jsonl');
  assert.equal(await findLog('logs/a.jsonl', root), place);
  assert.equal(await findLog('/home/ci/work/logs/a.jsonl', root), place);
  assert.equal(await findLog('C:\\work\\logs\\a.jsonl', root), place);
  assert.equal(await findLog('/elsewhere/b.zip!day/a.jsonl', root), join(root, 'b.zip!day', 'a.jsonl'));
  assert.equal(await findLog(place), place, 'without a root it is where the report says');
  assert.equal(await findLog('/gone/c.jsonl', root), undefined);
});

test('no path of a report leads out of the root', async () => {
  assert.equal(await findLog('../../logs/a.jsonl', join(root, 'logs')), join(root, 'logs', 'a.jsonl'));
  const beside = join(root, 'b.zip');
  assert.equal(
    await findLog(beside, join(root, 'logs')),
    undefined,
    'a file of this machine that is not below the root',
  );
});
