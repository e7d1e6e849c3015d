import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { makeSpoolFolder, sweepSpools } from './spools.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const scratch = scratchFolder('prompt-audit-sweep-');

test(
  'a file that a killed process has left is removed by the next one, and nothing else is',
  { skip: process.platform === 'win32' },
  async () => {
    const own = await makeSpoolFolder(scratch);
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const name = path.basename(own);
    const stale = path.join(scratch, name.replace(`-${process.pid}-`, `-${gone}-`));
    mkdirSync(stale);
    writeFileSync(path.join(stale, 'stdin'), 'a prompt');
    const foreign = path.join(scratch, `prompt-audit-spool-00000000-${gone}-abcdef`);
    mkdirSync(foreign);
    const link = path.join(scratch, name.replace(`-${process.pid}-`, `-${gone}-x`));
    symlinkSync(foreign, link);
    assert.equal(await sweepSpools(scratch), 1);
    assert.equal(existsSync(stale), false);
    assert.deepEqual(readdirSync(scratch).sort(), [name, path.basename(foreign), path.basename(link)].sort());
  },
);
