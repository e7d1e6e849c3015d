import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { makeSpoolFolder, sweepSpools } from './spools.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'prompt-audit-sweep-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

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
