import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inheritTasks } from './inherited-tasks.ts';

/** Rows of a conversation, one for each turn: what task it says itself, whether it is a step of an agent, whether it is the first message. */
interface Turn {
  task?: number;
  from?: number;
  isStep?: true;
  isFirst?: true;
  /** Number of the first message that it sends. */
  first?: number;
}

function tasksOf(turns: readonly Turn[]): number[] {
  const ofRow = Int32Array.from(turns, ({ task = -1 }) => task);
  const from = Int32Array.from(turns, ({ from: row = -1 }) => row);
  const isStep = Uint8Array.from(turns, ({ isStep: is }) => Number(is ?? false));
  inheritTasks(
    ofRow,
    { from, isStep },
    {
      open: Uint32Array.from(turns, ({ isFirst }) => Number(isFirst !== true)),
      user: Uint32Array.from(turns, ({ first = 1 }) => first),
    },
  );
  return [...ofRow];
}

test('turns that set no task have the one that was set last, in whatever order the log holds them', () => {
  const turns = [{ isFirst: true }, { task: 3, from: 0 }, { from: 1 }, { from: 2 }, { task: 5, from: 3 }, { from: 4 }];
  assert.deepEqual(tasksOf(turns as Turn[]), [-1, 3, 3, 3, 5, 5]);
  const backwards = turns
    .toReversed()
    .map(({ from, ...turn }) => (from === undefined ? turn : { ...turn, from: 5 - from }));
  assert.deepEqual(tasksOf(backwards as Turn[]), [5, 5, 3, 3, 3, -1]);
});

test('several conversations that go on from one turn have its task each', () => {
  assert.deepEqual(tasksOf([{ task: 3 }, { from: 0 }, { from: 0 }, { from: 1 }]), [3, 3, 3, 3]);
});

test('a task that is the first message is no news: all turns of its conversation are known by it', () => {
  assert.deepEqual(tasksOf([{ task: 3, isFirst: true }, { from: 0 }, { from: 1 }]), [3, -1, -1]);
});

test('where the provider keeps a conversation, its turns do not repeat the first message, and have the task that it set', () => {
  const kept: Turn[] = [
    { task: 3, isFirst: true },
    { from: 0, first: 2, isFirst: true },
    { from: 1, first: 3 },
  ];
  assert.deepEqual(tasksOf(kept), [3, 3, 3]);
});

test('what a tool gave sets no task and has none, and what a person says after it has the task from before', () => {
  const loop: Turn[] = [{ task: 3 }, { from: 0, isStep: true }, { task: 4, from: 1, isStep: true }, { from: 2 }];
  assert.deepEqual(tasksOf(loop), [3, -1, 4, 3]);
});

test('a conversation of very many turns does not exhaust the stack, and rows that go on from each other have no task', () => {
  const many = 200_000;
  const long = Array.from({ length: many }, (_, row): Turn => (row === many - 1 ? { task: 1 } : { from: row + 1 }));
  assert.ok(tasksOf(long).every((task) => task === 1));
  assert.deepEqual(tasksOf([{ from: 1 }, { from: 2 }, { from: 0 }, { from: 1 }, { from: 4 }]), [-1, -1, -1, -1, -1]);
});
