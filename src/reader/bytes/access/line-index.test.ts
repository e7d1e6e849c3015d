import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LineIndex } from './line-index.ts';

test('a mark is never behind the line that is looked for', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50 })), fc.nat(30), (lengths, step) => {
      const index = new LineIndex(step);
      const starts = [0];
      for (const length of lengths) starts.push(starts.at(-1)! + length);
      starts.forEach((offset, at) => index.mark(at + 1, offset));
      for (const [at, offset] of starts.entries()) {
        for (const found of [index.locate(at + 1), index.locateOffset(offset)]) {
          assert.equal(starts[found.line - 1], found.offset);
          assert.ok(found.line <= at + 1 && offset - found.offset < Math.max(1, step));
        }
      }
    }),
  );
});
