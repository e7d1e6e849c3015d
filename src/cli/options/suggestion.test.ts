import assert from 'node:assert/strict';
import { test } from 'node:test';
import { didYouMean } from './suggestion.ts';

const KNOWN = ['scan', 'export', 'inspect', 'account-by', 'output'];

test('a word with a letter or two wrong is recognised, and another word is not', () => {
  assert.equal(didYouMean('scna', KNOWN), ' Did you mean scan?');
  assert.equal(didYouMean('acount-by', KNOWN, '--'), ' Did you mean --account-by?');
  assert.equal(didYouMean('out', KNOWN, '--'), ' Did you mean --output?');
  assert.equal(didYouMean('frobnicate', KNOWN), '');
});
