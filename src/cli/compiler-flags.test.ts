import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { compilerFlags } from './compiler-flags.ts';

test('the engine that runs this knows its flags', () => {
  const { stdout } = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  const flags = compilerFlags(process.versions.v8);
  assert.deepEqual(
    flags.filter((flag) => !stdout.includes(`${flag.split('=')[0]!} (`)),
    [],
  );
});

test('an engine that they were not tried with gets none', () => {
  assert.equal(compilerFlags('11.3.244.8-node.33').length, 2);
  assert.equal(compilerFlags('12.4.254.21-node.57').length, 1);
  assert.deepEqual(compilerFlags('10.2.154.26-node.38'), []);
  assert.deepEqual(compilerFlags('99.1'), []);
});
