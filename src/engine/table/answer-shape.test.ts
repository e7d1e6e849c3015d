import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PUT } from '../../reader/bytes/kernel/kernel.ts';
import { type AnswerShape, answerShape, SHAPES } from './answer-shape.ts';
import { textKernel } from './text-kernel.ts';

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

test('the kernel says the same of bytes, or nothing where it takes more to judge by', () => {
  const kernel = textKernel();
  const pieces = [
    '{',
    '}',
    '[',
    '[[',
    ']',
    '```',
    'json',
    '1',
    '27',
    '300',
    '.',
    ':',
    ')',
    '/',
    '*',
    '-',
    ' ',
    '\t',
    '\v',
  ];
  const piece = fc.constantFrom(
    ...pieces,
    '\n',
    '\r',
    '\r\n',
    '- ',
    '* ',
    'Step ',
    'abcdefgh',
    'abcdefghi',
    '•',
    'é',
    '😀',
    '’',
    '—',
    '、',
    '\u00a0',
    '\u2007',
    '\u2028',
    '\u3000',
    '\ufeff',
    '\ud83d',
  );
  const text = fc.tuple(fc.array(piece, { maxLength: 12 }), fc.nat(1700), fc.array(piece, { maxLength: 12 }));
  fc.assert(
    fc.property(text, fc.constantFrom('', 'x', ' ', 'é', 'x\n2) '), ([head, length, tail], unit) => {
      const text = head.join('') + unit.repeat(unit === '' ? 0 : length / unit.length) + tail.join('');
      const found = kernel.call.shape(PUT, kernel.put(text));
      const isOrdinary = /^[\0-\x7fé😀’—、]*$/u.test(text);
      if (found >= 0 || isOrdinary) assert.equal(SHAPES[found], shape(text), JSON.stringify(text));
    }),
    { numRuns: 10_000 },
  );
});
