import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slotFill } from './slot-fill.ts';

const parts = [{ text: 'Grade this answer: ' }, { slot: 1, examples: [] }, { text: '\nReturn a number.' }];

test('text between the fixed text is the content of the slots', () => {
  assert.deepEqual(slotFill(parts, 'Grade this answer: 42\nReturn a number.'), [
    { fixed: true, text: 'Grade this answer: ' },
    { fixed: false, text: '42' },
    { fixed: true, text: '\nReturn a number.' },
  ]);
});

test('a prompt that lacks a part, or has it in another order, is no prompt of the template', () => {
  assert.equal(slotFill(parts, 'Grade this answer: 42'), undefined);
  assert.equal(slotFill(parts, '\nReturn a number. Grade this answer: 42'), undefined);
});

test('a template of a few letters fits anything and is taken for nothing', () => {
  assert.equal(slotFill([{ text: 'Q: ' }, { slot: 1, examples: [] }], 'Q: who are you?'), undefined);
});
