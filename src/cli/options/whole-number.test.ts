import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wholeNumber } from './whole-number.ts';

test('an option takes the first and the last number of its range, and says the range to anything else', () => {
  assert.deepEqual(
    ['1000', '50000000'].map((typed) => wholeNumber('keep', typed, 1000, 50_000_000)),
    [1000, 50_000_000],
  );
  for (const typed of ['999', '50000001', '1000.5', '', ' ', 'many', '-5000', 'Infinity', 'NaN'])
    assert.throws(() => wholeNumber('keep', typed, 1000, 50_000_000), {
      name: 'UsageError',
      message: `--keep takes a whole number from 1,000 to 50,000,000, not "${typed}".`,
    });
  assert.throws(() => wholeNumber('seed', '', 0, 9), /from 0 to 9, not ""/, 'an empty text is not 0');
  assert.throws(() => wholeNumber('expires', '0', 1, 3650, 'days'), /a whole number of days from 1 to 3,650, not "0"/);
});
