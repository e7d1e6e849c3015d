import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SniffingFramer } from '../../bytes/framing/read-entries.ts';
import { isObject } from '../fields/json.ts';
import type { RecordFormat } from '../formats/format.ts';
import type { SourceCounts } from './line-counts.ts';
import { RecordReader } from './record-reader.ts';
import { READER_FAILED } from './request-emitter.ts';

const GOOD = '{"request":{"model":"m","messages":[{"role":"user","content":"x"}]}}\n';

/** Reads a log with a format that fails on every record of its own. */
function read(text: string, take: () => void = () => undefined): SourceCounts {
  const failing: RecordFormat = {
    name: 'failing',
    matches: (value) => isObject(value['failing']),
    read: () => {
      throw new TypeError('no text');
    },
  };
  const reader = new RecordReader(0, 'log', take, { first: [failing], last: [] });
  const framer = new SniffingFramer(reader);
  framer.push(Buffer.from(text));
  framer.end();
  return reader.counts();
}

test('a line on which a format fails is rejected by name, and all other lines are read', () => {
  const { lines, records, rejected, reasons } = read(`${GOOD}{"failing":{}}\n${GOOD}`);
  assert.deepEqual({ lines, records, rejected }, { lines: 3, records: 2, rejected: 1 });
  assert.deepEqual(
    reasons.map(({ reason, examples }) => [reason, examples.map(({ line }) => line)]),
    [[READER_FAILED, [2]]],
  );
});

test('a failure of what takes the requests is blamed on no line', () => {
  assert.throws(
    () =>
      read(GOOD, () => {
        throw new TypeError('no room');
      }),
    /no room/,
  );
});
