import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { before, test } from 'node:test';
import { buildCommand } from '../../test/fixtures/built-cli.ts';
import { scratchFolder } from '../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-main-');
let program: string[] = [];
before(async () => {
  program = [await buildCommand(folder)];
});

test('the process gives the exit code of the command', () => {
  assert.equal(spawnSync(process.execPath, [...program, '--version']).status, 0);
  const wrong = spawnSync(process.execPath, [...program, 'scan', '--odd'], { encoding: 'utf8' });
  assert.equal(wrong.status, 2);
  assert.equal(wrong.stdout, '');
});

test('a reader that goes away early (as head does) ends the program in one sentence, and not as if all were written', async () => {
  const child = spawn(process.execPath, [...program, 'demo-log', '--requests', '2000']);
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  await once(child.stdout, 'data');
  child.stdout.destroy();
  // It may exit before what it said has been read.
  await once(child, 'close');
  assert.equal(child.exitCode, 2);
  assert.match(complaint, /^prompt-audit: standard output: the reader closed the pipe [^\n]*\n$/);
});
