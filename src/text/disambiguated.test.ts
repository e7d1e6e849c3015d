import assert from 'node:assert/strict';
import { test } from 'node:test';
import { disambiguated } from './disambiguated.ts';

test('names are cut at their end where their beginnings differ', () => {
  assert.deepEqual(disambiguated(['006edc41aa', '3cf9d0c2bb', 'short'], 9, 8), ['006edc4…', '3cf9d0c…', 'short']);
  assert.deepEqual(disambiguated(['one-and-the-same', 'one-and-the-same'], 9, 8), ['one-and…', 'one-and…']);
});

test('names that begin the same are told apart by what follows', () => {
  const family = 'arn:aws:iam::1234:user/';
  assert.deepEqual(disambiguated([`${family}alpha-one`, `${family}beta`], 9, 8), ['ar…alph…', 'ar…beta']);
  assert.deepEqual(disambiguated([`${'a'.repeat(64)}1`, `${'a'.repeat(64)}2`], 9, 8), ['aa…1', 'aa…2']);
  assert.deepEqual(disambiguated(['a'.repeat(20), 'a'.repeat(30)], 9, 8), ['aa…', 'aa…aaaa…']);
});
