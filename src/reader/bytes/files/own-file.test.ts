import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeOwnFile } from './own-file.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const scratch = scratchFolder('prompt-audit-own-');

test('the folder is made where there is none, and the file written', async () => {
  const path = join(scratch, 'new/.prompt-audit/triage.json');
  await writeOwnFile(path, ['a']);
  await writeOwnFile(path, ['b']);
  assert.equal(readFileSync(path, 'utf8'), 'b');
});

test(
  'a link in the place of the file or of its folder is not written through',
  { skip: process.platform === 'win32' },
  async () => {
    const victim = join(scratch, 'victim');
    mkdirSync(victim);
    writeFileSync(join(victim, 'triage.json'), 'precious');
    symlinkSync(victim, join(scratch, '.prompt-audit'));
    await assert.rejects(writeOwnFile(join(scratch, '.prompt-audit/triage.json'), ['x']), /is a link/);
    mkdirSync(join(scratch, 'b/.prompt-audit'), { recursive: true });
    symlinkSync(join(victim, 'triage.json'), join(scratch, 'b/.prompt-audit/triage.json'));
    await assert.rejects(writeOwnFile(join(scratch, 'b/.prompt-audit/triage.json'), ['x']), /not a regular file/);
    symlinkSync(join(victim, 'gone'), join(scratch, 'b/.prompt-audit/mappings.json'));
    await assert.rejects(writeOwnFile(join(scratch, 'b/.prompt-audit/mappings.json'), ['x']), /not a regular file/);
    assert.deepEqual(readdirSync(victim), ['triage.json']);
    assert.equal(readFileSync(join(victim, 'triage.json'), 'utf8'), 'precious');
  },
);
