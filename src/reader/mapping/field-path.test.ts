import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstAt, valueAt } from './field-path.ts';

const record = {
  caller: { id: 'c1' },
  'gen_ai.request.model': 'm',
  gen_ai: { request: { model: 'other' }, usage: 3 },
  choices: [{ text: 'one' }, { text: 'two' }],
  body: '{"user":{"name":"n"},"list":[1,2]}',
  empty: '',
  none: null,
};

test('paths lead through objects, lists, JSON in strings and keys with dots', () => {
  assert.equal(valueAt(record, 'caller.id'), 'c1');
  assert.equal(valueAt(record, 'gen_ai.request.model'), 'm');
  assert.equal(valueAt(record, 'gen_ai.usage'), 3);
  assert.equal(valueAt(record, 'choices.1.text'), 'two');
  assert.equal(valueAt(record, 'choices.-1.text'), 'two');
  assert.equal(valueAt(record, 'body.user.name'), 'n');
  assert.equal(valueAt(record, 'body'), record.body);
});

test('a path to nothing gives nothing, also through names that every object has', () => {
  for (const path of ['caller.name', 'caller.id.x', 'choices.5.text', 'choices.x', 'constructor', '__proto__.x', '']) {
    assert.equal(valueAt(record, path), undefined, path);
  }
});

test('the first path with a value counts; null and empty text are none', () => {
  assert.equal(firstAt(record, ['none', 'empty', 'caller.id']), 'c1');
});

test('names beyond ASCII are found in a record whose text is still bytes', () => {
  const raw = Buffer.from('größe').toString('latin1');
  assert.equal(valueAt({ [raw]: 1 }, 'größe'), 1);
});
