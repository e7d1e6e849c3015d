import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { TestTerminal } from '../output/test-terminal.ts';
import { TRUSTED_FILE, workspaceFile } from './workspace-trust.ts';

const scratch = mkdtempSync(join(tmpdir(), 'prompt-audit-trust-'));
const state = join(scratch, 'state');
const home = process.cwd();
const FILE = '.prompt-audit/mappings.json';

before(() => {
  mkdirSync(join(scratch, 'supplied/.prompt-audit'), { recursive: true });
  writeFileSync(join(scratch, 'supplied', FILE), '[]');
  process.chdir(join(scratch, 'supplied'));
});
after(() => {
  process.chdir(home);
  rmSync(scratch, { recursive: true, force: true });
});

async function look(...switches: string[]) {
  const terminal = new TestTerminal();
  const file = await workspaceFile(FILE, { values: {}, switches: new Set(switches), rest: [] }, terminal, state);
  return { file, said: terminal.err.text };
}

test('what a folder keeps does not count until a person says so, and the terminal says that it does not', async () => {
  const { file, said } = await look();
  assert.equal(file, undefined);
  assert.match(said, /mappings\.json is ignored, .*--trust/);
});

test('a yes counts at once and is remembered for this folder alone, where only its owner can read it', async () => {
  assert.deepEqual(await look('trust'), { file: FILE, said: '' });
  assert.deepEqual(await look(), { file: FILE, said: '' });
  if (process.platform !== 'win32') assert.equal(statSync(state).mode & 0o077, 0);
  mkdirSync(join(scratch, 'other/.prompt-audit'), { recursive: true });
  writeFileSync(join(scratch, 'other', FILE), '[]');
  process.chdir(join(scratch, 'other'));
  assert.equal((await look()).file, undefined);
  process.chdir(join(scratch, 'supplied'));
});

test('what is remembered and damaged trusts nobody', async () => {
  for (const text of ['', '{"folders": "all"}', readFileSync(join(state, TRUSTED_FILE), 'utf8').slice(0, -9)]) {
    writeFileSync(join(state, TRUSTED_FILE), text);
    assert.equal((await look()).file, undefined, text);
  }
});
