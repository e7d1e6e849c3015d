import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha53 } from '../../../math/hash.ts';
import { Random } from '../../../math/random.ts';
import { DocumentNames } from './document-names.ts';
import { DOCUMENT_KEY } from './facts.ts';

const key = (document: number): string => sha53(`kb/${document}`).toString(16).padStart(DOCUMENT_KEY, '0');
const FEW = 50;

const namesOf = (texts: readonly string[]): DocumentNames => {
  const names = new DocumentNames(FEW);
  for (const text of texts) names.add(text);
  return names;
};

test('of documents without end no more than twice as many as are kept are in memory, and all numbers stay few', () => {
  const names = new DocumentNames(FEW);
  for (let at = 0; at < 100_000; at++) {
    names.add(`${key(at)}Page ${at}`);
    if (at % 997 === 0) assert.ok(names.values.filter((text) => text !== '').length <= 2 * FEW);
  }
  // What comes later has a place for a moment only where its hash is among the smallest so far: more rarely each time.
  assert.ok(names.values.length < 20 * FEW, String(names.values.length));
});

test('the same documents and titles are kept in any order, and in parts that are put together', () => {
  const random = new Random('documents');
  const texts = Array.from({ length: 900 }, (_, at) => `${key(at % 300)}${at % 7 === 0 ? '' : `Page ${at}`}`);
  const kept = namesOf(texts).sorted().documents.values;
  assert.equal(kept.length, 1 + FEW);
  for (let draw = 0; draw < 5; draw++) {
    const shuffled = random.shuffle([...texts]);
    assert.deepEqual(namesOf(shuffled).sorted().documents.values, kept);
    const parts = [shuffled.slice(0, 200), shuffled.slice(200, 500), shuffled.slice(500)].map(namesOf);
    const whole = new DocumentNames(FEW);
    for (const part of parts) for (const text of part.values) whole.add(text);
    assert.deepEqual(whole.sorted().documents.values, kept);
  }
  const smallest = [...new Set(texts.map((text) => text.slice(0, DOCUMENT_KEY)))].sort().slice(0, FEW);
  assert.deepEqual(
    kept.slice(1).map((text) => text.slice(0, DOCUMENT_KEY)),
    smallest,
  );
});

test('a document has the first of its titles by letters, however many it is given, and any before none', () => {
  const names = namesOf([
    key(1),
    `${key(1)}b`,
    `${key(1)}a`,
    key(1),
    ...Array.from({ length: 999 }, (_, at) => `${key(1)}c${at}`),
  ]);
  assert.deepEqual(names.values, ['', `${key(1)}a`]);
});

test('numbers stay what they were when names are packed and unpacked', () => {
  const names = namesOf(Array.from({ length: 400 }, (_, at) => `${key(at)}${at}`));
  const again = DocumentNames.unpack(names.values, FEW);
  assert.deepEqual(again.values, names.values);
  for (const text of names.values) assert.equal(again.values[again.add(text)], text);
});

test('documents that nothing names any more take no place among those with the smallest hashes', () => {
  const texts = Array.from({ length: 3 * FEW }, (_, at) => `${key(at)}Page ${at}`);
  const names = new DocumentNames(FEW);
  const numbers = texts.slice(0, 2 * FEW - 1).map((text) => names.add(text));
  const used = new Set(numbers.slice(0, FEW + 9));
  const { documents, renumber } = names.sorted((number) => used.has(number));
  const expected = texts
    .slice(0, FEW + 9)
    .sort()
    .slice(0, FEW);
  assert.deepEqual(documents.values, ['', ...expected]);
  for (const number of numbers)
    assert.equal(documents.values[renumber[number]!], expected.find((text) => text === names.values[number]) ?? '');
  // What is sorted is added to as before.
  for (const text of expected) assert.equal(documents.values[documents.add(text)], text);
});
