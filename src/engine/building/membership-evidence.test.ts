import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sureness } from './membership-evidence.ts';

const slice = (template: number, requests: number) => ({ template, account: 0, rows: new Uint32Array(requests) });

test('an account that sent one or two of the requests is not sure enough of a group to be called, however the others use it', () => {
  const certain = Math.log(999);
  const odds = (...requests: number[]) =>
    sureness(
      certain,
      'deep',
      requests.map((n, at) => slice(at, n)),
    );
  assert.deepEqual([odds(1), odds(1, 1), odds(2, 1), odds(3)], [Math.log(4), Math.log(4), certain, certain]);
  assert.equal(sureness(-1, 'deep', [slice(0, 1)]), -1);
});

test('one request with an exact fact is enough', () => {
  assert.equal(sureness(Math.log(999), 'technique', [slice(0, 1)]), Math.log(999));
});
