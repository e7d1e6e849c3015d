import assert from 'node:assert/strict';
import { test } from 'node:test';
import { words } from '../../../../test/fixtures/requests.ts';
import { templateParts, textWithMarks } from './template-text.ts';

/** Fixed text, with `{}` for each slot. */
const shape = (prompts: readonly string[]): string =>
  templateParts(prompts)
    .map((part) => ('text' in part ? part.text : '{}'))
    .join('');

test('no prompts have no text, and one prompt alone is all fixed text', () => {
  assert.deepEqual(templateParts([]), []);
  assert.deepEqual(templateParts(['Solve this: 1 + 1.']), [{ text: 'Solve this: 1 + 1.' }]);
});

test('text that prompts share is text, and text that differs is a slot with examples of its contents', () => {
  assert.deepEqual(templateParts(['Solve this:\nsix and two\nThank you.', 'Solve this:\nnine and one\nThank you.']), [
    { text: 'Solve this:\n' },
    { slot: 1, examples: ['six and two', 'nine and one'] },
    { text: '\nThank you.' },
  ]);
});

test('slots are found at the start, in the middle and at the end', () => {
  const prompts = ['Anna.\nSay why:\nred\nBe brief.\nOne', 'Boris.\nSay why:\nblue\nBe brief.\nTwo'];
  assert.match(shape(prompts), /^\{\}\s*\.?\s*Say why:\s*\{\}\s*Be brief\.\s*\{\}$/);
});

test('a slot that is empty in some prompts is still a slot', () => {
  assert.match(shape(['Begin.\nAn extra remark.\nEnd.', 'Begin.\nEnd.']), /^Begin\.\s*\{\}\s*End\.$/);
});

test('words that all contents of a slot share belong to the text', () => {
  assert.equal(
    shape(['What is the capital of France today?', 'What is the capital of Peru today?']),
    'What is the capital of {} today?',
  );
});

test('a slot shows at most three examples, each once and cut to 200 characters', () => {
  const parts = templateParts(['a', 'b', 'b', 'c', 'd'].map((text) => `Say:\n${text.repeat(500)}\nEnd.`));
  const slot = parts.find((part) => 'slot' in part);
  assert.ok(slot);
  assert.equal(slot.examples.length, 3);
  for (const example of slot.examples) assert.ok(example.length <= 201, `${example.length}`);
  assert.equal(new Set(slot.examples).size, 3);
});

test('slots are numbered from 1 in order', () => {
  const parts = templateParts([
    'x1.\nFixed text here.\ny1.\nMore fixed text.\nz1',
    'x2a.\nFixed text here.\ny2b.\nMore fixed text.\nz2c',
  ]);
  assert.deepEqual(
    parts.flatMap((part) => ('slot' in part ? [part.slot] : [])),
    [1, 2, 3],
  );
});

test('a very long text is cut, at a whole character', () => {
  const parts = templateParts(['😀'.repeat(5000)]);
  const [only] = parts;
  assert.ok(only && 'text' in only);
  assert.ok(only.text.length <= 4001);
  assert.doesNotMatch(only.text, /[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
});

test('text and examples give the prompt back: no space gets lost between them', () => {
  const prompts = [1, 2, 3].map((n) => `Read this. ${words(n)}. Then answer: ${words(n + 10)}`);
  const parts = templateParts(prompts);
  const rebuilt = parts.map((part) => ('text' in part ? part.text : part.examples[0])).join('');
  assert.equal(rebuilt, prompts[0]);
});

test('the text for the intent model has a mark in place of each slot', () => {
  const marked = textWithMarks([{ text: 'Grade this:' }, { slot: 1, examples: ['secret'] }, { text: 'Be fair.' }]);
  assert.match(marked, /^Grade this:.+Be fair\.$/);
  assert.doesNotMatch(marked, /secret/);
});
