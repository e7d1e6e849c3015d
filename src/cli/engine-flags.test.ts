import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { engineFlags } from './engine-flags.ts';

test('the engine that runs this knows its flags', () => {
  const { stdout } = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  const flags = [[], ['--optimize-for-size']].flatMap((typed) => engineFlags(process.versions.v8, typed));
  assert.deepEqual(
    flags.filter((flag) => !stdout.includes(`${flag.replace('--no-', '--').split('=')[0]!} (`)),
    [],
  );
});

test('whoever asks for a small heap gets no larger one', () => {
  const growth = (typed: string[]): number =>
    Number(/percent=(\d+)/.exec(engineFlags('11.3.244.8-node.33', typed).join(' '))?.[1]);
  assert.ok(growth(['--optimize-for-size']) < growth([]));
});

test('an engine that they were not tried with gets none', () => {
  assert.equal(engineFlags('11.3.244.8-node.33').length, 5);
  assert.equal(engineFlags('12.4.254.21-node.57').length, 3);
  assert.deepEqual(engineFlags('10.2.154.26-node.38'), []);
  assert.deepEqual(engineFlags('99.1'), []);
});
