import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Memento } from 'vscode';
import { RunningMark } from './running-mark.ts';

function memento(): Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string) => kept.get(key) as T | undefined,
    update: (key: string, value: unknown) => {
      if (value === undefined) kept.delete(key);
      else kept.set(key, value);
      return Promise.resolve();
    },
  };
}

const scan = { sources: ['/logs/a.jsonl'], title: 'a.jsonl' };

test('a scan that did not finish is told of once, one that did is not', async () => {
  const state = memento();
  await new RunningMark(state).set(scan);
  assert.deepEqual(await new RunningMark(state).take(), scan);
  assert.equal(await new RunningMark(state).take(), undefined);
  await new RunningMark(state).set(scan);
  await new RunningMark(state).clear();
  assert.equal(await new RunningMark(state).take(), undefined);
});

test('a mark that another version kept is no scan, and is not asked about again', async () => {
  const state = memento();
  await state.update('promptAudit.running', 'a.jsonl');
  assert.equal(await new RunningMark(state).take(), undefined);
  assert.deepEqual(state.keys(), []);
});
