import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lettersAt, sizeStep } from './answer-size.ts';

test('one byte holds the length of an answer to three in a hundred, and the sum of many to one in a thousand', () => {
  let [sum, true_] = [0, 0];
  for (let letters = 20; letters < 200_000; letters += 7) {
    const held = lettersAt(sizeStep(letters));
    assert.ok(Math.abs(held - letters) <= 0.03 * letters, String(letters));
    sum += held;
    true_ += letters;
  }
  assert.ok(Math.abs(sum - true_) <= 0.001 * true_);
  assert.equal(lettersAt(sizeStep(0)), 0);
  assert.equal(lettersAt(sizeStep(1)), 1);
  assert.equal(sizeStep(1e12), 255);
});
