import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanLine, MEANINGLESS_LETTERS } from './text-format.ts';
import { TEXT_FORMATS } from './text-formats.ts';

test('a line that is too short to be looked at is one of no format', () => {
  const letters = ['', ...Array.from(' \t"\'#():=[]{|}_-/019DEINaegimnorstqv')];
  // A dictionary of Python begins in two letters; the shortest whole one has six.
  const none = TEXT_FORMATS.filter(({ name }) => name !== 'python-lines');
  for (let code = 0; code < letters.length ** MEANINGLESS_LETTERS; code += 29) {
    let text = '';
    for (let rest = code, at = 0; at < MEANINGLESS_LETTERS; at++, rest = Math.floor(rest / letters.length))
      text += letters[rest % letters.length]!;
    const line = cleanLine(text);
    const format = none.find((one) => one.holdsRequest(line) || one.isOther(line));
    assert.equal(format, undefined, `${JSON.stringify(text)} is a line of ${format?.name}`);
  }
});
