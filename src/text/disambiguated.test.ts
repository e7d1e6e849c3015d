import assert from 'node:assert/strict';
import { test } from 'node:test';
import { briefNames, disambiguated } from './disambiguated.ts';

test('names are cut at their end where their beginnings differ', () => {
  assert.deepEqual(disambiguated(['006edc41aa', '3cf9d0c2bb', 'short'], 9, 8), ['006edc4…', '3cf9d0c…', 'short']);
  assert.deepEqual(disambiguated(['one-and-the-same', 'one-and-the-same'], 9, 8), ['one-and…', 'one-and…']);
});

test('in a sentence the hash of a key is its beginning, and a name that people chose is whole', () => {
  assert.deepEqual(briefNames(['e573020d83c8c8f5cef444a4f4a2ba10bfc6f027', 'carla@example.org']), [
    'e573020d83c8…',
    'carla@example.org',
  ]);
});

test('names that begin the same are told apart by what follows', () => {
  const family = 'arn:aws:iam::1234:user/';
  assert.deepEqual(disambiguated([`${family}alpha-one`, `${family}beta`], 9, 8), ['ar…alph…', 'ar…beta']);
  assert.deepEqual(disambiguated([`${'a'.repeat(64)}1`, `${'a'.repeat(64)}2`], 9, 8), ['aa…1', 'aa…2']);
  assert.deepEqual(disambiguated(['a'.repeat(20), 'a'.repeat(30)], 9, 8), ['aa…', 'aa…aaaa…']);
});
