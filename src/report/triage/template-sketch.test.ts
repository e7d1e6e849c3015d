import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areAlike, sketchLikeness, templateSketch } from './template-sketch.ts';

const SENTENCES = Array.from({ length: 10 }, (_, i) => `Sentence number ${i} says what to do with the answer`);
const template = (sentences: readonly string[]) => [{ text: sentences.join('. ') }, { slot: 0, examples: ['x'] }];

test('the same sentences are the same sketch, whatever their order, case and spacing', () => {
  const turned = template(SENTENCES.toReversed().map((text) => ` ${text.toUpperCase()}  `));
  assert.deepEqual(templateSketch(turned), templateSketch(template(SENTENCES)));
});

test('one sentence of ten more or less leaves a template alike, half of them do not', () => {
  const whole = templateSketch(template(SENTENCES));
  assert.ok(areAlike(whole, templateSketch(template(SENTENCES.slice(1)))));
  assert.ok(!areAlike(whole, templateSketch(template(SENTENCES.slice(5)))));
});

test('a template of few sentences has no sketch: it is known by its id alone', () => {
  assert.deepEqual(templateSketch(template(SENTENCES.slice(0, 3))), []);
  assert.deepEqual(templateSketch([]), []);
  assert.equal(sketchLikeness([], []), 0);
});

test('a sketch holds no text and does not grow with the template', () => {
  const long = Array.from({ length: 500 }, (_, i) => `A long prompt has many sentences such as ${i}`);
  const sketch = templateSketch(template(long));
  assert.equal(sketch.length, 16);
  assert.ok(sketch.every((hash) => /^[0-9a-f]{32}$/.test(hash)));
});
