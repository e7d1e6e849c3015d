import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { INPUT } from '../../../reader/bytes/kernel/kernel.ts';
import { nameOf } from '../../../reader/records/fields/identity.ts';
import { responseOf } from '../../table/duplicates.ts';
import { textKernel } from '../../table/text-kernel.ts';
import { ResponseIds } from './response-ids.ts';

const kernel = textKernel();
const ids = new ResponseIds(kernel);

test('an id in bytes has the number of the id as a text', () => {
  const piece = fc.constantFrom(
    'chatcmpl',
    'cmpl',
    'resp',
    'msg',
    'gen',
    '-',
    '_',
    ' ',
    '.',
    'null',
    '0123456789ab',
    'x',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 5 }), fc.constantFrom(1, 20), (pieces, times) => {
      const text = pieces.join('').repeat(times);
      const bytes = Buffer.from(text);
      kernel.load(bytes, 0, bytes.length);
      const id = nameOf(text);
      const expected = id === undefined ? undefined : responseOf({ id, status: 'ok' });
      assert.equal(ids.at({ from: INPUT, to: INPUT + bytes.length, marks: 0 }), expected, text);
    }),
    { numRuns: 3000 },
  );
});
