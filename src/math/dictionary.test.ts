import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Dictionary } from './dictionary.ts';

test('the empty string is number 0, "not known", from the start', () => {
  assert.equal(new Dictionary().add(''), 0);
  assert.deepEqual(new Dictionary().values, ['']);
});

test('a string keeps its number, and names of object properties are strings like others', () => {
  const dictionary = new Dictionary();
  const names = ['b', 'a', '__proto__', 'constructor', 'b'];
  assert.deepEqual(
    names.map((name) => dictionary.add(name)),
    [1, 2, 3, 4, 1],
  );
});

test('merging tells where each number of the other dictionary went', () => {
  const mine = Dictionary.of(['x', 'y']);
  const renumber = mine.merge(Dictionary.of(['y', 'z']));
  assert.deepEqual([...renumber], [0, 2, 3]);
  assert.deepEqual(mine.values, ['', 'x', 'y', 'z']);
});

test('sorted dictionaries are the same whatever the order of merging, and each old number keeps its string', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), (some, others) => {
      const [a, b] = [Dictionary.of(some), Dictionary.of(others)];
      a.merge(Dictionary.of(others));
      b.merge(Dictionary.of(some));
      const [left, right] = [a.sorted(), b.sorted()];
      assert.deepEqual(left.dictionary.values, right.dictionary.values);
      a.values.forEach((value, number) => assert.equal(left.dictionary.values[left.renumber[number]!], value));
    }),
  );
});
