import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { engineFlags } from './engine-flags.ts';

test('the engine that runs this knows its flags', () => {
  const { stdout } = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  const flags = engineFlags(process.versions.v8);
  assert.deepEqual(
    flags.filter((flag) => !stdout.includes(`${flag.split('=')[0]!} (`)),
    [],
  );
});

test('an engine that they were not tried with gets none', () => {
  assert.equal(engineFlags('11.3.244.8-node.33').length, 4);
  assert.equal(engineFlags('12.4.254.21-node.57').length, 3);
  assert.deepEqual(engineFlags('10.2.154.26-node.38'), []);
  assert.deepEqual(engineFlags('99.1'), []);
});
