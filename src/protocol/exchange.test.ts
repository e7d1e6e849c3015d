import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { Count } from '../schema/shapes.ts';
import { isAnswer, isFailure, isQuestion } from './exchange.ts';

const shapes = { line: { ask: Count, answer: v.string() } };
const isAsked = isQuestion(shapes);
const isAnswered = isAnswer(shapes);
test('a question and its answer pass when number, kind and body fit', () => {
  assert.ok(isAsked({ type: 'question', id: 3, kind: 'line', body: 7 }));
  assert.ok(isAnswered({ type: 'answer', replyTo: 3, kind: 'line', body: 'text' }));
  assert.ok(isFailure({ type: 'failure', replyTo: 3, error: 'The log is gone.' }));
});

for (const [name, changed] of Object.entries({
  'another type': { type: 'answer?' },
  'no number': { id: undefined, replyTo: undefined },
  'a number below 0': { id: -1, replyTo: -1 },
  'an unknown kind': { kind: 'lines' },
  'a kind that every object has': { kind: 'constructor' },
  'a kind that is no text': { kind: ['line'] },
  'a body of another kind': { body: true },
})) {
  test(`a question or an answer with ${name} is none`, () => {
    assert.ok(!isAsked({ type: 'question', id: 3, kind: 'line', body: 7, ...changed }));
    assert.ok(!isAnswered({ type: 'answer', replyTo: 3, kind: 'line', body: 'text', ...changed }));
  });
}

test('a failure without a sentence, or of no question, is none', () => {
  assert.ok(!isFailure({ type: 'failure', replyTo: 3 }));
  assert.ok(!isFailure({ type: 'failure', error: 'The log is gone.' }));
  assert.ok(!isFailure(null));
});
