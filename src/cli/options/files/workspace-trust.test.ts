import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { TestTerminal } from '../../../../test/harness/terminal/test-terminal.ts';
import { TRUSTED_FILE } from './trusted-folders.ts';
import { workspaceFile } from './workspace-trust.ts';
import type { SwitchName } from '../../usage/option-names.ts';

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

async function look(...switches: SwitchName[]) {
  const terminal = new TestTerminal();
  const file = await workspaceFile(FILE, { values: {}, switches: new Set(switches), rest: [] }, terminal, state);
  return { file, said: terminal.err.text };
}

test('settings that a folder keeps do not count until a person says so, and the terminal says that they do not', async () => {
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

test('a bit that flips in what is remembered trusts nobody, and is said', async () => {
  const file = join(state, TRUSTED_FILE);
  const whole = readFileSync(file);
  for (let bit = 0; bit < 8 * whole.length; bit++) {
    const flipped = Buffer.from(whole);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    writeFileSync(file, flipped);
    const { file: found, said } = await look();
    // White space of the layout says nothing.
    if (isSame(flipped, whole)) continue;
    assert.equal(found, undefined, `bit ${bit}`);
    assert.match(said, /trusted\.json is damaged/);
  }
  for (const text of ['', '{"trusted": "all"}', whole.toString().slice(0, -9)]) {
    writeFileSync(file, text);
    assert.equal((await look()).file, undefined, text);
  }
  rmSync(file);
});

function isSame(some: Buffer, other: Buffer): boolean {
  try {
    return JSON.stringify(JSON.parse(some.toString())) === JSON.stringify(JSON.parse(other.toString()));
  } catch {
    return false;
  }
}

test('a person at a terminal is asked once for each folder, and the answer is remembered', async () => {
  for (const [answer, file] of [
    ['n', undefined],
    ['', undefined],
    ['y', FILE],
    ['Yes', FILE],
  ] as const) {
    rmSync(join(state, TRUSTED_FILE), { force: true });
    const terminal = new TestTerminal();
    terminal.answers.push(answer, 'y');
    const typed = { values: {}, switches: new Set<never>(), rest: [] };
    assert.equal(await workspaceFile(FILE, typed, terminal, state), file, answer);
    assert.equal(await workspaceFile(FILE, typed, terminal, state), file, answer);
    assert.equal(terminal.questions.length, 1, answer);
    assert.match(terminal.questions[0]!, /mappings\.json could change what is found\. Trust this folder/);
  }
  rmSync(join(state, TRUSTED_FILE));
});

test('a no of before gives way to --trust', async () => {
  const terminal = new TestTerminal();
  terminal.answers.push('n');
  await workspaceFile(FILE, { values: {}, switches: new Set(), rest: [] }, terminal, state);
  assert.equal((await look()).file, undefined);
  assert.equal((await look('trust')).file, FILE);
  assert.equal((await look()).file, FILE);
});
