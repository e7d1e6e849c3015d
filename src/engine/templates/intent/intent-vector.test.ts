import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUCKETS } from './intent-features.ts';
import { vectorOf } from './intent-vector.ts';

const idf = new Float32Array(BUCKETS).fill(2);

test('the same text has the same vector whatever was read before', () => {
  const first = vectorOf('Grade the answer {answer}.', idf);
  vectorOf('请逐步推理', idf);
  assert.deepEqual(vectorOf('Grade the answer {answer}.', idf), first);
});

test('the norm of a vector does not grow with the text', () => {
  const norm = (text: string) => Math.hypot(...vectorOf(text, idf).values);
  const expected = Math.hypot(1, 0.7, 0.3);
  assert.ok(Math.abs(norm('Translate the sentence') - expected) < 1e-5);
  assert.ok(Math.abs(norm('Translate the sentence into good German. '.repeat(50)) - expected) < 1e-5);
});

test('every place of a feature lies within the tokens and adds up to its count', () => {
  const { buckets, counts, places, tokens } = vectorOf('score the score of {a} and {b}', idf);
  const seen = new Array<number>(buckets.length).fill(0);
  for (let at = 0; at < places.length; at += 3) {
    seen[places[at]!]!++;
    assert.ok(places[at + 1]! <= places[at + 2]! && places[at + 2]! < tokens.length);
  }
  assert.deepEqual(seen, [...counts]);
});

test('of a long text its start and its end are read', () => {
  const filler = 'lorem '.repeat(5_000);
  const { text } = vectorOf(`Start here. ${filler}End there.`, idf);
  assert.ok(text.length < 6_000);
  assert.ok(text.startsWith('Start here.') && text.endsWith('End there.'));
});

test('an empty text has a vector of its shape alone', () => {
  const { tokens, values } = vectorOf('', idf);
  assert.equal(tokens.length, 0);
  assert.ok(values.every(Number.isFinite));
});
