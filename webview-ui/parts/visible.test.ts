import assert from 'node:assert/strict';
import { test } from 'node:test';
import { short, shortLabel, visible, visibleLines } from './visible.ts';

test('plain text of any script is left alone', () => {
  for (const text of ['alice@example.org', 'שלום עולם', '数据 集', '👍 fine', '<b>&amp;'])
    assert.equal(visible(text), text);
});

test('a right-to-left override cannot reorder a name', () => {
  assert.equal(visible('evil\u202egnp.exe'), 'evil⟨RLO⟩gnp.exe');
});

test('controls, escapes and zero-width characters are shown', () => {
  assert.equal(visible('a\u0000b\u001b[31mc\u007f'), 'a␀b␛[31mc␡');
  assert.equal(visible('user\u200b1\ufeff\u0085'), 'user⟨ZWSP⟩1⟨BOM⟩⟨U+0085⟩');
});

test('letters smuggled as tag characters are shown', () => {
  assert.equal(visible('ok\u{e0068}\u{e0069}'), 'ok⟨tag h⟩⟨tag i⟩');
});

test('a lone surrogate is shown, a pair is left alone', () => {
  assert.equal(visible('x\ud800y'), 'x⟨U+D800⟩y');
  assert.equal(visible('😀'), '😀');
});

test('line breaks stay in text of several lines and are marked', () => {
  assert.equal(visibleLines('a\r\nb\tc\u0007'), 'a↵\nb\tc␇');
});

test('long text is cut', () => {
  assert.equal(short('abcdef', 3), 'abc…');
});

test('a label is cut behind a word where there is one', () => {
  assert.equal(shortLabel('one two three', 9), 'one two…');
  assert.equal(shortLabel('abcdefghij', 4), 'abcd…');
  assert.equal(shortLabel('a bcdefghij', 6), 'a bcde…');
  assert.equal(shortLabel('short', 9), 'short');
});
