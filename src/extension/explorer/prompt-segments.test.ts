import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TemplatePart } from '../../report/shape/report.ts';
import { promptSegments, splitSegments } from './prompt-segments.ts';

const parts: TemplatePart[] = [
  { text: 'You are a tutor.\n\nSolve this problem step by step: ' },
  { slot: 1, examples: ['2 + 2'] },
  { text: '\nShow all reasoning. Level ' },
  { slot: 2, examples: ['3'] },
];

const words = (text: string): [string, string][] => promptSegments(text, parts).map((s) => [s.kind, s.text]);

test('fixed text and what fills the slots are told apart, and slots keep their numbers', () => {
  const segments = promptSegments(
    'You are a tutor.\n\nSolve this problem step by step: is 7 prime?\nShow all reasoning. Level nine',
    parts,
  );
  assert.deepEqual(
    segments.map(({ kind, slot }) => [kind, slot]),
    [
      ['fixed', undefined],
      ['slot', 1],
      ['fixed', undefined],
      ['slot', 2],
    ],
  );
  assert.equal(segments[1]?.text, 'is 7 prime?');
  assert.equal(segments[3]?.text, 'nine');
});

test('letters of the other case count as the same, and a changed clause is no fixed text', () => {
  assert.deepEqual(words('you are a TUTOR.\n\nTranslate this: bonjour\nShow all reasoning. Level 1'), [
    ['fixed', 'you are a TUTOR.\n\n'],
    ['slot', 'Translate this: bonjour'],
    ['fixed', '\nShow all reasoning. Level '],
    ['slot', '1'],
  ]);
});

test('a prompt that has nothing of the template is plain', () => {
  assert.deepEqual(words('hello'), [['plain', 'hello']]);
  assert.deepEqual(words(''), []);
});

test('no character is lost or moved, whatever the prompt and the template hold', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'B', '.', ' ', '\n', '7', 'é', '…', 'step '), maxLength: 60 });
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 5 }), fc.nat(80), (prompt, fixed, at) => {
      const template = fixed.flatMap((piece, slot): TemplatePart[] => [{ text: piece }, { slot, examples: [] }]);
      const segments = promptSegments(prompt, template);
      assert.equal(segments.map((segment) => segment.text).join(''), prompt);
      const [head, tail] = splitSegments(segments, at);
      assert.equal(head.map((segment) => segment.text).join(''), prompt.slice(0, at));
      assert.equal(tail.map((segment) => segment.text).join(''), prompt.slice(at));
    }),
  );
});
