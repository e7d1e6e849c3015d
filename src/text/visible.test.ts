import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { endOf, short, shortLabel, shortMiddle, startOf, visible, visibleLine, visibleLines } from './visible.ts';

/** Every code point of the Unicode categories, joiners and selectors aside, which depend on what stands around them. */
function* codePoints(): Generator<string> {
  for (let code = 0; code <= 0x10ffff; code++) yield String.fromCodePoint(code);
}
const within = (c: string, ranges: readonly (readonly [number, number])[]): boolean =>
  ranges.some(([first, last]) => c.codePointAt(0)! >= first && c.codePointAt(0)! <= last);
const JOINERS = [0x200c, 0x200d] as const;
const isSelector = (c: string): boolean => within(c, [JOINERS, [0xfe00, 0xfe0f], [0xe0100, 0xe01ef]]);
const isHidden = (c: string): boolean => /^[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]$/u.test(c);
/** What fonts show nothing for and is of another category: fillers, vowels that are not written, selectors of Mongolian. */
const FILLERS = [
  ...[[0x34f, 0x34f] as const, [0x115f, 0x1160] as const, [0x17b4, 0x17b5] as const, [0x180b, 0x180f] as const],
  ...[[0x2065, 0x2065] as const, [0x3164, 0x3164] as const, [0xffa0, 0xffa0] as const, [0xfff0, 0xfff8] as const],
  [0xe0000, 0xe0fff] as const,
];

test('no control, format character, surrogate or filler of Unicode passes, and all that has a shape does', () => {
  const wrong: string[] = [];
  for (const c of codePoints()) {
    const shown = visible(`a${c}b`);
    const hidden = isHidden(c) || isSelector(c) || within(c, FILLERS);
    const right = hidden ? /^a(?:[␀-␡]|⟨U\+[0-9A-F]{4,5}⟩)b$/.test(shown) : shown === `a${c}b`;
    if (!right) wrong.push(`U+${c.codePointAt(0)!.toString(16)} ${shown}`);
  }
  assert.deepEqual(wrong.slice(0, 20), []);
});

/** Text as attackers and as people write it: letters of many scripts, emoji, and all that may hide between them. */
const unit = fc.oneof(
  fc.constantFrom('a', '1', ' ', '\n', '\t', 'ا', '۵', 'م', 'क', '\u094d', '한', '字', '👩', '🏽', '🏳', '♂', '🔬'),
  fc.constantFrom('\u200c', '\u200d', '\ufe0f', '\ufe00', '\u{e0100}', '\u202e', '\u{e0041}', '\ud800', '\u0000'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);
const texts = fc.array(unit, { maxLength: 30 }).map((units) => units.join(''));

test('in any text what stays hidden is a joiner or a selector with its character before it', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const shown of [visible(text), visibleLine(text, 20), short(text, 20), shortLabel(text, 20)]) {
        for (const [at, c] of [...shown].entries()) {
          assert.ok(!isHidden(c) || within(c, [JOINERS]), JSON.stringify(shown));
          if (isSelector(c)) assert.ok(at > 0 && !isHidden([...shown][at - 1]!), JSON.stringify(shown));
        }
      }
    }),
    { numRuns: 3000 },
  );
});

test('text that was made visible is left alone when it is made visible again', () => {
  fc.assert(
    fc.property(texts, (text) => assert.equal(visible(visible(text)), visible(text))),
    { numRuns: 1000 },
  );
});

test('joiners stay in Persian, in scripts of India, and in emoji of several', () => {
  for (const text of ['می‌خواهم', '۵‌هزار', 'क्‍ष', 'രണ്‍', '👩‍🔬', '👩🏽‍🔬', '🏳️‍🌈', '👨‍👩‍👧', '👁️‍🗨️'])
    for (const shown of [visible(text), visibleLine(text), visibleLines(text), short(text)]) assert.equal(shown, text);
});

test('a joiner that joins nothing is shown: two names that look alike are not alike', () => {
  assert.equal(visible('pay\u200cpal'), 'pay⟨U+200C⟩pal');
  assert.equal(visible('user\u200d1'), 'user⟨U+200D⟩1');
  assert.equal(visible('\u200dا'), '⟨U+200D⟩ا');
  assert.equal(visible('👩\u200c\u200d'), '👩⟨U+200C⟩⟨U+200D⟩');
  assert.equal(visible('می\u200c\u200cخواهم'), 'می⟨U+200C⟩⟨U+200C⟩خواهم');
});

test('a selector of a shape stays, bytes smuggled in a row of selectors do not', () => {
  for (const text of ['❤️', '1️⃣', '葛\u{e0100}', '∩︀']) assert.equal(visible(text), text);
  assert.equal(visible('😀\ufe0f\ufe01\u{e0101}'), '😀\ufe0f⟨U+FE01⟩⟨U+E0101⟩');
  assert.equal(visible('a\ufe00'), 'a⟨U+FE00⟩');
});

test('plain text of any script, markup among it, stays as it is', () => {
  for (const text of [
    'plain',
    'Grüße',
    '日本語',
    'سلام',
    'שלום עולם',
    '数据 集',
    '👍 fine',
    '<b>&amp;',
    '⟨x⟩',
    'a\u00a0b',
  ])
    assert.equal(visible(text), text);
});

test('an override of the reading direction cannot reorder a name, tags cannot smuggle letters', () => {
  assert.equal(visible('evil\u202egnp.exe'), 'evil⟨U+202E⟩gnp.exe');
  assert.equal(visible('ok\u{e0068}\u{e0069}'), 'ok⟨U+E0068⟩⟨U+E0069⟩');
  assert.equal(visible('a\u0000b\u001b[31mc\u007f'), 'a␀b␛[31mc␡');
});

test('line breaks and tabs stay in text of several lines and nowhere else', () => {
  assert.equal(visibleLines('a\r\nb\tc\u0007'), 'a\nb\tc␇');
  assert.equal(visible('a\r\nb\tc'), 'a␍␊b␉c');
});

test('a long text becomes one short line without a character cut in two', () => {
  assert.equal(visibleLine('one\n\n  two\tthree'), 'one two three');
  assert.equal(visibleLine('👩👩👩👩', 3), '👩👩…');
  assert.equal(visibleLine('x'.repeat(1e6), 50).length, 50);
  assert.equal(visibleLine('it took 57 answers, beside others', 25), 'it took 57 answers,…');
  assert.equal(visibleLine('it took 57 answers, beside', 20), 'it took 57 answers,…');
  assert.equal(visibleLine('at 0123456789abcdef0123456789abcdef', 20), 'at 0123456789abcdef…');
  assert.ok(visibleLine(' '.repeat(1000) + 'end', 10).length <= 10);
  assert.equal(short('abcdef', 3), 'abc…');
  assert.equal(short('👩👩👩👩', 3), '👩👩👩…');
  assert.equal(short('👩‍🔬x', 2), '👩…');
  assert.equal(short('👩👩👩', 3), '👩👩👩');
});

test('the middle of a name is left out, and nothing that is seen as one is cut in two', () => {
  assert.equal(shortMiddle('svc-production-batch-060', 12, 4), 'svc-pro…-060');
  assert.equal(shortMiddle('svc-060', 12, 4), 'svc-060');
  assert.equal(shortMiddle('👩‍🔬'.repeat(9), 9, 2), '👩‍🔬👩‍🔬…👩‍🔬👩‍🔬');
  assert.equal(shortMiddle('e\u0301'.repeat(9), 6, 2), 'e\u0301e…e\u0301e\u0301');
  assert.equal(startOf('a👩b', 2), 'a');
  assert.equal(endOf('a👩b', 2), 'b');
});

test('a label is cut behind a word where there is one', () => {
  assert.equal(shortLabel('one two three', 9), 'one two…');
  assert.equal(shortLabel('abcdefghij', 4), 'abcd…');
  assert.equal(shortLabel('a bcdefghij', 6), 'a bcde…');
  assert.equal(shortLabel('short', 9), 'short');
});
