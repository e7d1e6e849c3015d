import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newRecord } from '../fields/request.ts';
import { readAnyAnswer } from './any-payload.ts';

function answerOf(value: unknown): string | undefined {
  const record = newRecord('test');
  readAnyAnswer(value, record);
  return record.answer?.text;
}

test('an object that a model was asked for is its answer, in a string or not', () => {
  const object = { grade: 4, why: 'short' };
  assert.equal(answerOf(object), JSON.stringify(object));
  assert.equal(answerOf(JSON.stringify(object, null, 1)), JSON.stringify(object, null, 1));
});

test('messages are read as before, and nothing is no answer', () => {
  assert.equal(answerOf({ role: 'assistant', content: 'Yes.' }), 'Yes.');
  assert.equal(answerOf({ output: 'Yes.' }), 'Yes.');
  assert.equal(answerOf({ role: 'assistant', tool_calls: [{ name: 'f', args: {} }] }), '');
  for (const nothing of [undefined, null, {}, '{}']) assert.equal(answerOf(nothing) ?? '', '');
});
