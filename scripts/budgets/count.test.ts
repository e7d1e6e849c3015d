import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf, wordsOf } from './count.ts';

test('a blank line and a line that is only comment cost nothing', () => {
  const code = ['/**', ' * Says.', ' */', 'const a = 1;', '', '  // why', '/* short */', '.row { top: 0; }'].join('\n');
  assert.equal(linesOf(code), 2);
});

test('code beside a comment counts, on the line where the comment ends too', () => {
  assert.equal(linesOf('const a = 1; // why\n/* b */ const c = 2;\n/* d\n e */ const f = 3;'), 3);
});

test('words are what stands between spaces, so that a wide table costs no more than its text', () => {
  assert.equal(wordsOf('Two  words\n\n'), 2);
});
