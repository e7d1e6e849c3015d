import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextFinder } from './text-finder.ts';
import { growthOf, LINEAR } from '../../../test/harness/work.ts';

test('all texts that stand in another are found, inside one another and overlapping too', () => {
  const finder = new TextFinder(['she', 'he', 'hers', 'his', 'ushers', 'nothing']);
  assert.deepEqual(finder.findIn('USHERS'), [0, 1, 2, 4]);
  assert.deepEqual(finder.findIn('this hish'), [3]);
  assert.deepEqual(finder.findIn('nothin'), []);
});

test('it finds what a search for each of them finds', () => {
  const letters = (n: number, length: number): string =>
    Array.from({ length }, (_, i) => 'ab'[((n * 7919 + i * i * 31) >> 3) & 1]!).join('');
  const texts = [...new Set(Array.from({ length: 60 }, (_, n) => letters(n, 2 + (n % 7))))];
  const finder = new TextFinder(texts);
  for (let n = 100; n < 200; n++) {
    const text = letters(n, 12);
    assert.deepEqual(
      finder.findIn(text),
      texts.flatMap((own, number) => (text.includes(own) ? [number] : [])),
      text,
    );
  }
});

test('a text made of beginnings takes work that grows with its length', async () => {
  const finder = new TextFinder(Array.from({ length: 200 }, (_, n) => `${'a'.repeat(n + 1)}b`));
  const growth = await growthOf((length) => assert.deepEqual(finder.findIn('a'.repeat(length)), []), 20_000);
  assert.ok(growth < LINEAR, String(growth));
});
