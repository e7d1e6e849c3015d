import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AnswerShape, answerShape, SHAPES } from './answer-shape.ts';

const shape = (text: string, toolCalls = ''): AnswerShape => SHAPES[answerShape({ text, toolCalls })]!;
const LONG = 'The river rises in the hills and falls into the sea after a long and winding way through the plain. ';

const CASES: readonly [string, AnswerShape, string][] = [
  ['nothing', 'empty', ''],
  ['a label', 'short', 'Positive'],
  ['a text', 'prose', LONG],
  ['an object', 'json', `{"text": "${LONG}"}`],
  ['a list of objects', 'json', '\n[{"a": 1}]\n'],
  ['fenced JSON', 'json', '```json\n{"a": 1}\n```'],
  ['fenced code', 'code', '```python\nprint(1)\n```'],
  ['numbered steps', 'steps', `1. ${LONG}\n2. ${LONG}\n3. ${LONG}`],
  ['steps with a word', 'steps', `Step 1: ${LONG}\nStep 2: ${LONG}`],
  ['bullets', 'list', `- ${LONG}\n- ${LONG}`],
  ['a grade at the end', 'verdict', `${LONG} Rating: [[7]]`],
  ['a grade out of ten', 'verdict', `${LONG} Score: 8/10`],
];
for (const [what, expected, text] of CASES) {
  test(`an answer that is ${what} has the shape ${expected}`, () => assert.equal(shape(text), expected));
}

test('an answer that calls a tool is a tool call, whatever it says beside it', () => {
  assert.equal(shape('', '[{"name":"search"}]'), 'tool-call');
  assert.equal(shape(LONG, '[{"name":"search"}]'), 'tool-call');
});

test('one numbered line in a text does not make it steps', () => {
  assert.equal(shape(`1. ${LONG}${LONG}`), 'prose');
});

test('hostile answers of a megabyte take no longer than others', () => {
  const began = performance.now();
  for (const unit of [' ', '1', '`', '{', '- ', '1.', '[[', ':', '/']) shape(unit.repeat(1 << 20));
  assert.ok(performance.now() - began < 1000, 'a pattern takes more than linear time');
});
