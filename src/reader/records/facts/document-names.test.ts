import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha53 } from '../../../math/hash.ts';
import { Random } from '../../../math/random.ts';
import { DocumentNames } from './document-names.ts';
import type { DocumentName } from './facts.ts';

const nameOf = (document: number, title = `Page ${document}`): DocumentName => ({
  key: sha53(`kb/${document}`),
  title,
});
const FEW = 50;

const namesOf = (names: readonly DocumentName[]): DocumentNames => {
  const all = new DocumentNames(FEW);
  for (const one of names) all.add(one);
  return all;
};
const numbers = ({ count }: DocumentNames): number[] => Array.from({ length: count }, (_, at) => at + 1);
const keptOf = (names: DocumentNames): DocumentName[] => numbers(names).flatMap((number) => names.at(number) ?? []);
const byKey = (a: DocumentName, b: DocumentName): number => a.key - b.key;

test('of documents without end no more than twice as many as are kept are in memory, and all numbers stay few', () => {
  const names = new DocumentNames(FEW);
  for (let at = 0; at < 100_000; at++) {
    names.add(nameOf(at));
    if (at % 997 === 0) assert.ok(keptOf(names).length <= 2 * FEW);
  }
  // What comes later has a place for a moment only where its hash is among the smallest so far: more rarely each time.
  assert.ok(names.count < 20 * FEW, String(names.count));
});

test('the same documents and titles are kept in any order, and in parts that are put together', () => {
  const random = new Random('documents');
  const all = Array.from({ length: 900 }, (_, at) => nameOf(at % 300, at % 7 === 0 ? '' : `Page ${at}`));
  const kept = keptOf(namesOf(all).sorted().documents);
  assert.equal(kept.length, FEW);
  for (let draw = 0; draw < 5; draw++) {
    const shuffled = random.shuffle([...all]);
    assert.deepEqual(keptOf(namesOf(shuffled).sorted().documents), kept);
    const parts = [shuffled.slice(0, 200), shuffled.slice(200, 500), shuffled.slice(500)].map(namesOf);
    const whole = new DocumentNames(FEW);
    for (const part of parts)
      for (const number of numbers(DocumentNames.unpack(part.pack(), FEW))) whole.take(part, number);
    assert.deepEqual(keptOf(whole.sorted().documents), kept);
  }
  const smallest = [...new Set(all.map(({ key }) => key))].sort((a, b) => a - b).slice(0, FEW);
  assert.deepEqual(
    kept.map(({ key }) => key),
    smallest,
  );
});

test('a document has the first of its titles by letters, however many it is given, and any before none', () => {
  const names = namesOf([
    ...['', 'b', 'a', ''].map((title) => nameOf(1, title)),
    ...Array.from({ length: 999 }, (_, at) => nameOf(1, `c${at}`)),
  ]);
  assert.deepEqual(keptOf(names), [nameOf(1, 'a')]);
});

test('a document that is named again and again has one number, and none once it is not kept', () => {
  const names = new DocumentNames(FEW);
  const all = Array.from({ length: 4 * FEW }, (_, at) => nameOf(at));
  const first = all.map((name) => names.add(name));
  const [smallest, largest] = [all.toSorted(byKey)[0]!, all.toSorted(byKey).at(-1)!];
  assert.equal(names.add(smallest), first[all.indexOf(smallest)]);
  assert.equal(names.add(largest), 0);
});

test('numbers stay what they were when names are packed and unpacked', () => {
  const names = namesOf(Array.from({ length: 400 }, (_, at) => nameOf(at)));
  const again = DocumentNames.unpack(names.pack(), FEW);
  for (const number of numbers(names)) {
    const name = names.at(number);
    assert.deepEqual(again.at(number), name);
    if (name !== undefined) assert.equal(again.add(name), number);
  }
});

test('documents that nothing names any more take no place among those with the smallest hashes', () => {
  const all = Array.from({ length: 3 * FEW }, (_, at) => nameOf(at));
  const names = new DocumentNames(FEW);
  const given = all.slice(0, 2 * FEW - 1).map((name) => names.add(name));
  const used = new Set(given.slice(0, FEW + 9));
  const { documents, renumber } = names.sorted((number) => used.has(number));
  const expected = all
    .slice(0, FEW + 9)
    .sort(byKey)
    .slice(0, FEW);
  assert.deepEqual(keptOf(documents), expected);
  for (const number of given) {
    const name = names.at(number)!;
    assert.deepEqual(
      documents.at(renumber[number]!),
      expected.find(({ key }) => key === name.key),
    );
  }
  // What is sorted is added to as before.
  for (const name of expected) assert.deepEqual(documents.at(documents.add(name)), name);
});
