import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hash53 } from '../../../math/hash.ts';
import { Random } from '../../../math/random.ts';
import { DocumentTitles } from './document-titles.ts';

const FEW = 50;
const keyOf = (document: number): number => hash53(`kb/${document}`);

type Titled = readonly [document: number, title: string];

const titlesOf = (all: readonly Titled[]): DocumentTitles => {
  const titles = new DocumentTitles(FEW);
  for (const [document, title] of all) titles.add(keyOf(document), title);
  return titles;
};
const keptOf = (titles: DocumentTitles): [number, string][] => {
  const packed = titles.sorted(() => true).pack();
  return Array.from(packed?.keys ?? [], (key, at) => [key, packed!.titles[at]!]);
};

test('of documents without end no more than twice as many titles as are kept are in memory', () => {
  const titles = new DocumentTitles(FEW);
  for (let at = 0; at < 100_000; at++) {
    titles.add(keyOf(at), `Page ${at}`);
    if (at % 997 === 0) assert.ok(titles.pack()!.titles.length <= 2 * FEW);
  }
});

test('the same titles are kept in any order, and in parts that are put together', () => {
  const random = new Random('documents');
  const all = Array.from({ length: 900 }, (_, at): Titled => [at % 300, at % 7 === 0 ? '' : `Page ${at}`]);
  const kept = keptOf(titlesOf(all));
  assert.equal(kept.length, FEW);
  for (let draw = 0; draw < 5; draw++) {
    const shuffled = random.shuffle([...all]);
    assert.deepEqual(keptOf(titlesOf(shuffled)), kept);
    const whole = new DocumentTitles(FEW);
    for (const part of [shuffled.slice(0, 200), shuffled.slice(200, 500), shuffled.slice(500)])
      whole.merge(DocumentTitles.unpack(titlesOf(part).pack()!));
    assert.deepEqual(keptOf(whole), kept);
  }
  const smallest = [...new Set(all.map(([document]) => keyOf(document)))].sort((a, b) => a - b).slice(0, FEW);
  assert.deepEqual(
    kept.map(([key]) => key),
    smallest,
  );
});

test('a document has the first of its titles by letters, however many it is given, and any before none', () => {
  const titles = titlesOf([
    ...['', 'b', 'a', '', 'b'].map((title): Titled => [1, title]),
    ...Array.from({ length: 999 }, (_, at): Titled => [1, `c${at}`]),
  ]);
  assert.equal(titles.of(keyOf(1)), 'a');
  assert.equal(titles.of(keyOf(2)), '');
});

test('a title in the bytes of a line is wanted wherever it would be kept, and a longer or later one is not', () => {
  const kept = 'Page 12';
  const titles = titlesOf([[1, kept]]);
  for (const title of ['Page 1', 'Page 11', 'Page 12', 'Page 123', 'Page 2', 'A', 'a', `A${'z'.repeat(200)}`]) {
    const bytes = Buffer.from(`"${title}"`);
    assert.equal(titles.wants(keyOf(1), bytes, 1, bytes.length - 1), title < kept, title);
  }
  assert.ok(titles.wants(keyOf(2), Buffer.from('z'), 0, 1));
});

test('documents that nothing names any more take no place among those with the smallest hashes', () => {
  const all = Array.from({ length: 2 * FEW - 1 }, (_, at): Titled => [at, `Page ${at}`]);
  const named = new Set(all.slice(0, FEW + 9).map(([document]) => keyOf(document)));
  const kept = titlesOf(all)
    .sorted((key) => named.has(key))
    .pack()!;
  assert.deepEqual([...kept.keys], [...named].sort((a, b) => a - b).slice(0, FEW));
});
