/**
 * The work of a line grows with its bytes: no list that a client can make long makes the reader take steps by its square. Counts
 * fields that are asked for and messages that are handed on, in each shape of the samples with its lists twice as long.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { RecordReader } from '../../src/reader/records/reading/record-reader.ts';
import { recordsOfSamples } from '../golden/formats/forger.ts';

/** Long enough that what grows with the square is most of it. */
const LENGTH = 600;
/** Twice the work, and some that is done once. */
const MOST = 2.4;

let steps = 0;

/** A value that counts each field that is asked for. */
function counted<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, name, receiver) {
      if (typeof name === 'string') steps++;
      return counted(Reflect.get(target, name, receiver) as unknown);
    },
  });
}

/** The value with each of its lists of objects repeated up to a length; undefined where it has none. */
function grown(value: unknown, length: number, found: { lists: number }): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => grown(item, length, found));
    const isOfObjects = items.length > 0 && items.every((item) => typeof item === 'object' && item !== null);
    // Lists in lists would grow by both.
    if (!isOfObjects || found.lists > 0) return items;
    found.lists++;
    return Array.from({ length }, (_, at) => items[at % items.length]);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, grown(item, length, found)]));
}

function stepsOf(value: unknown): number {
  steps = 0;
  let messages = 0;
  const reader = new RecordReader(0, 'log', (record) => (messages += record.messages.length + 1));
  reader.value(counted(value), false, { line: 1, lines: 1, offset: 0, length: 100 }, '');
  reader.end();
  return steps + messages;
}

test('twice the list is twice the work, in each format', () => {
  const slow: string[] = [];
  let tried = 0;
  for (const { name, record } of recordsOfSamples()) {
    const found = { lists: 0 };
    const [once, twice] = [LENGTH, 2 * LENGTH].map((length) => grown(record, length, ((found.lists = 0), found)));
    if (found.lists === 0) continue;
    tried++;
    const [work, more] = [stepsOf(once), stepsOf(twice)];
    if (more > MOST * work) slow.push(`${name}: ${work} and ${more} steps, ${JSON.stringify(record).slice(0, 80)}`);
  }
  assert.ok(tried > 100, String(tried));
  assert.deepEqual(slow, []);
});
