import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import type { RequestIndex } from '../../report/shape/request-index.ts';
import { buffersOf, packIndex, unpackIndex } from './packed-index.ts';

test('an index comes back from its bytes as it was, whatever the length of its columns', () => {
  for (const requests of [0, 1, 3, 20]) {
    const { index } = syntheticResult({ requests, campaigns: 1, members: 1, ordinary: 2 });
    index.time.fill(NaN, 0, 1);
    assert.deepEqual(unpackIndex(packIndex(index)), index);
    const toolCount = new Uint8Array(index.length).fill(3);
    const threads = { starts: Uint32Array.of(0, 2, 5), rows: Uint32Array.of(0, 1, 2, 3, 4) };
    const traits: RequestIndex['traits'] = [
      { kind: 'address', names: ['', '203.0.113.7'], column: new Uint32Array(index.length).fill(1), of: 'request' },
      { kind: 'payment', names: ['', 'card-1'], column: Uint32Array.of(1, 0, 1), of: 'account' },
    ];
    const whole = { ...index, toolCount, threads, traits };
    assert.deepEqual(unpackIndex(packIndex(whole)), whole);
  }
});

test('bytes that are cut short or of something else are refused with a sentence', () => {
  const packed = packIndex(syntheticResult().index);
  assert.throws(() => unpackIndex(packed.slice(0, packed.length - 8)), /damaged/);
  assert.throws(() => unpackIndex(packed.slice(8)), /damaged/);
  assert.throws(() => unpackIndex(new Uint8Array(4)), /damaged/);
});

test('each buffer is handed over once, also when columns share one', () => {
  const { index } = syntheticResult();
  assert.equal(buffersOf(index).length, 10);
  assert.equal(buffersOf(unpackIndex(packIndex(index))).length, 1);
});
