import assert from 'node:assert/strict';
import { test } from 'node:test';
import { givenMemory, heldMemory, largest, neededMemory, takers } from './needed-memory.ts';

const size = { requests: 13_000_000, facts: 2_000_000, texts: 4_000_000, clauses: 40_000_000, accounts: 25_000 };

test('the memory needed grows with each thing that takes some, and names first the one that takes most', () => {
  for (const key of ['requests', 'facts', 'texts', 'clauses', 'accounts'] as const)
    assert.ok(neededMemory({ ...size, [key]: 2 * size[key] }) > neededMemory(size), key);
  assert.match(takers(size), /^13,000,000 requests \(0\.\d\d GB\), .*25,000 accounts \(80 MB\)/);
  assert.doesNotMatch(takers({ ...size, accounts: 0 }), /account/);
});

test('the three largest are named, of many, and cannot break out of their line', () => {
  const many = Array.from({ length: 100 }, (_, n) => [`a${n}`, n] as const);
  assert.equal(largest(many), 'a99 (99), a98 (98), a97 (97)');
  assert.equal(largest([['b', 1] as const, ['a', 1] as const]), 'a (1), b (1)');
  assert.equal(largest([['none', 0] as const]), '');
  assert.ok(!largest([['a\nb\u001b[2J', 1] as const]).includes('\n'));
});

test('the memory of a machine is some of it, with or without a limit', () => {
  assert.ok(givenMemory() > 64e6);
});

test('the memory that a process holds is part of what it has, and grows with what it takes', () => {
  const before = heldMemory();
  assert.ok(before > 1e6 && before <= process.memoryUsage.rss() + 50e6);
  const taken = new Uint8Array(200e6).fill(1);
  assert.ok(heldMemory() > before + 100e6);
  assert.equal(taken[1], 1);
});
