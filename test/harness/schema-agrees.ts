/** A published schema and the reader of the same files must agree: the editor marks what the reader refuses, and no more. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { damaged, others } from '../fixtures/damaged.ts';

export interface Agreement {
  validate: ValidateFunction;
  /** Throws `refusal` for what it does not take. */
  read: (value: unknown) => unknown;
  refusal: new (...parts: never[]) => Error;
  good: readonly unknown[];
  bad: readonly unknown[];
}

/** Defines the tests. */
export function testAgreement({ validate, read, refusal, good, bad }: Agreement): void {
  test('the editor and the reader accept and refuse the same files', () => {
    for (const value of good) {
      assert.equal(validate(value), true, JSON.stringify(validate.errors));
      read(value);
    }
    for (const value of bad) {
      assert.equal(validate(value), false, JSON.stringify(value));
      assert.throws(() => read(value), refusal, JSON.stringify(value));
    }
  });

  test('the editor and the reader agree on files with one thing wrong anywhere', () => {
    const isRead = (value: unknown): boolean => {
      try {
        read(value);
        return true;
      } catch (error) {
        assert.ok(error instanceof refusal, String(error));
        return false;
      }
    };
    for (const value of good) {
      fc.assert(
        fc.property(fc.nat(60), others, (place, other) => {
          const [changed] = JSON.parse(JSON.stringify([damaged(value, place, other)])) as [unknown];
          assert.equal(isRead(changed), validate(changed), JSON.stringify(changed));
        }),
        { numRuns: 500 },
      );
    }
  });
}
