import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visible, visibleLine } from './visible.ts';

test('no control, bidi or invisible character of a log reaches the terminal', () => {
  const codes = [
    0, 7, 8, 10, 13, 27, 127, 0x85, 0x9b, 0xad, 0x61c, 0x200b, 0x200e, 0x2028, 0x202e, 0x2066, 0x2069, 0xfeff, 0xe0041,
    0xd800,
  ];
  for (const code of codes) {
    const character = String.fromCodePoint(code);
    const shown = visible(`a${character}b`);
    assert.ok(!shown.includes(character), `U+${code.toString(16)} passes through`);
    assert.match(shown, /^a(?:[␀-␡]|⟨U\+[0-9A-F]{4,5}⟩)b$/);
  }
});

test('ordinary text of any script, emoji with joiners included, stays as it is', () => {
  for (const text of ['plain', 'Grüße', '日本語', 'سلام', 'می‌خواهم', '👩‍🔬', '⟨x⟩']) assert.equal(visible(text), text);
});

test('a long text becomes one short line without a character cut in two', () => {
  assert.equal(visibleLine('one\n\n  two\tthree'), 'one two three');
  assert.equal(visibleLine('👩👩👩👩', 3), '👩👩…');
  assert.equal(visibleLine('x'.repeat(1e6), 50).length, 50);
  assert.equal(visibleLine(' '.repeat(1000) + 'end', 10).length <= 10, true);
});
