import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { problemOf, written } from './written.ts';

const Rule = v.union(
  [
    v.string('Give a path or an object.'),
    written({ path: v.string('is a path.'), unit: v.exactOptional(v.picklist(['s', 'ms'], 'is s or ms.')) }, 'x'),
  ],
  'Give a path or an object.',
);
const File = written(
  { name: v.string('needs letters.'), rules: v.exactOptional(v.array(Rule, 'is a list.')) },
  'The file holds an object.',
);

function problem(value: unknown): unknown[] {
  const { issues, success } = v.safeParse(File, value, { abortEarly: true });
  assert.equal(success, false);
  const { path, sentence } = problemOf(issues[0]);
  return [path.join('.'), sentence];
}

test('a file that holds something else is named as a whole, a list too', () => {
  for (const value of [null, 'x', []]) assert.deepEqual(problem(value), ['', 'The file holds an object.']);
});

test('a field says of a missing value what it says of a wrong one, under its name', () => {
  assert.deepEqual(problem({ name: 7 }), ['name', '"name" needs letters.']);
  assert.deepEqual(problem({}), ['name', '"name" needs letters.']);
});

test('a field that nobody reads is a mistake, also one that every object has', () => {
  assert.deepEqual(problem({ name: 'a', nmae: 'b' }), ['nmae', '"nmae" means nothing here.']);
  assert.deepEqual(problem(JSON.parse('{"name":"a","__proto__":1}')), ['__proto__', '"__proto__" means nothing here.']);
});

test('of several shapes the one that comes farthest says what is wrong', () => {
  const rules = (rule: unknown): unknown => ({ name: 'a', rules: [rule] });
  assert.deepEqual(problem(rules(7)), ['rules.0', 'Give a path or an object.']);
  assert.deepEqual(problem(rules({ path: 'a', unit: 'h' })), ['rules.0.unit', '"unit" is s or ms.']);
  assert.deepEqual(problem(rules({})), ['rules.0.path', '"path" is a path.']);
});
