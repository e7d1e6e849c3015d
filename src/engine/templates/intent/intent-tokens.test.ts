import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SLOT_MARK, tokensOf } from './intent-tokens.ts';

const kinds = (text: string) => tokensOf(text).map(({ kind, text: word }) => `${kind}:${word}`);

test('every common notation of a slot is one slot with the same name', () => {
  for (const slot of ['{answer_a}', '{{answer_a}}', '{{ answer_a }}', '${answer_a}', '<<answer_a>>', '[ANSWER_A]']) {
    assert.deepEqual(kinds(`Rate ${slot} now`), ['word:rate', 'slot:answer a', 'word:now'], slot);
  }
});

test('a slot without a name is a slot', () => {
  for (const slot of [SLOT_MARK, '<*>', '%s']) assert.deepEqual(kinds(slot), ['slot:'], slot);
});

test('braces of JSON are not slots', () => {
  assert.deepEqual(
    tokensOf('{"score": 1, "why": ""}').filter(({ kind }) => kind === 'slot'),
    [],
  );
});

test('tags are told from words', () => {
  assert.deepEqual(kinds('<think>so</think>'), ['tag:think', 'word:so', 'tag:think']);
});

test('signs of scripts without spaces stand alone, also beside Latin letters', () => {
  assert.deepEqual(kinds('用JSON回答'), ['sign:用', 'word:json', 'sign:回', 'sign:答']);
  assert.deepEqual(kinds('テスト')[0], 'sign:テ');
  assert.deepEqual(kinds('답을 쓰세요'), ['word:답을', 'word:쓰세요']);
});

test('width and case do not matter, and digits are all one number', () => {
  assert.deepEqual(kinds('ＪＳＯＮ 12 Stück'), ['word:json', 'number:0', 'word:stück']);
});

test('offsets give back the text as written', () => {
  const text = 'Ｒate  {x}: 请 <b>';
  for (const { start, end } of tokensOf(text)) assert.equal(text.slice(start, end).trim(), text.slice(start, end));
  assert.deepEqual(
    tokensOf(text).map(({ start, end }) => text.slice(start, end)),
    ['Ｒate', '{x}', '请', '<b>'],
  );
});
