import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptText } from '../../report/export/kept-text.ts';
import { keptLineText } from './kept-line-text.ts';

const line = { file: '/logs/a.jsonl', line: 3, offset: 200, length: 90 };
const pieces = [
  { fixed: true, text: 'Grade this: ' },
  { fixed: false, text: 'Forty-two.' },
];

test('content of slots is told from the fixed text of a template, and text that was cut from text that was not', () => {
  const kept = [{ line, account: 'a', time: 5, prompt: keptText(pieces, 17), answer: keptText(pieces, 100)[1]! }];
  assert.deepEqual(keptLineText({ kept }, line), {
    account: 'a',
    time: 5,
    model: '',
    prompt: [
      { text: 'Grade this: ', kind: 'fixed' },
      { text: 'Forty… [5 more characters]', kind: 'slot' },
    ],
    latest: '',
    answer: 'Forty-two.',
  });
});

test('a prompt of no template is plain, and of another line, or a report that keeps nothing, there is nothing', () => {
  const kept = [{ line, account: 'a', prompt: keptText([{ fixed: false, text: 'Why?' }], 100) }];
  assert.deepEqual(keptLineText({ kept }, line)?.prompt, [{ text: 'Why?', kind: 'plain' }]);
  assert.equal(keptLineText({ kept }, { ...line, offset: 100 }), null);
  assert.equal(keptLineText({}, line), null);
});
