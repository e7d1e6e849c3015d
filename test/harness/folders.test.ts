import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { removeFolder } from './folders.ts';

/** Makes `busy` inside the folder it is given and writes new files there for half a second. */
const WRITER = `
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const until = Date.now() + 500;
for (let i = 0; Date.now() < until; i++) {
  const folder = join(process.argv[1], 'busy', String(i % 7));
  try { mkdirSync(folder, { recursive: true }); writeFileSync(join(folder, String(i)), ''); } catch {}
}`;

test('a folder is gone although a process wrote into it until after its removal began', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-folders-'));
  const writer = spawn(process.execPath, ['-e', WRITER, folder], { stdio: 'ignore' });
  const ended = new Promise((resolve) => writer.once('exit', resolve));
  while (!existsSync(join(folder, 'busy'))) await pause(5);
  await Promise.all([ended, removeFolder(folder)]);
  await removeFolder(folder);
  assert.ok(!existsSync(folder));
});

test('a folder that cannot be removed gives its error when patience ends', async () => {
  await assert.rejects(removeFolder(join('\0'), 0), /null bytes/);
});
