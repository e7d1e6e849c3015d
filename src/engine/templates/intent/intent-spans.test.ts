import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strongestSpans } from './intent-spans.ts';
import { tokensOf } from './intent-tokens.ts';

function spans(text: string, strong: Record<string, number>): string[] {
  const tokens = tokensOf(text);
  return strongestSpans(
    text,
    tokens,
    tokens.map((token) => strong[token.text] ?? 0),
  );
}

test('neighbouring strong words make one span, strongest first', () => {
  assert.deepEqual(spans('Please rate both answers, then write a long rationale', { rate: 1, both: 1, rationale: 3 }), [
    'rationale',
    'rate both',
  ]);
});

test('a span does not cross the end of a sentence', () => {
  assert.deepEqual(spans('Give a grade. Score it twice for me', { grade: 2, score: 2 }), ['grade', 'Score']);
});

test('weak words beside a strong one are left out', () => {
  assert.deepEqual(spans('translate this and that please', { translate: 10, that: 1 }), ['translate']);
});

test('a text that speaks for nothing has no spans', () => {
  assert.deepEqual(spans('some words here', {}), []);
  assert.deepEqual(spans('', {}), []);
});
