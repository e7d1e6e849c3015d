/** Texts that look the same are compared as one text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableOf } from '../../../test/fixtures/requests.ts';
import { FLAG } from './request-flags.ts';
import { TextPool } from './text-pool.ts';
import { undisguised } from './text-kernel.ts';

const TASK = 'Explain every step of the proof, then write the final answer in one line. Do not skip a case.';
const SAME: Readonly<Record<string, (text: string) => string>> = {
  'characters that show nothing': (text) => text.replace(/[aeo]/g, '$&\u200b').replace(/ t/g, '\u2060\ufeff$&'),
  'letters of Cyrillic and Greek': (text) => text.replace(/[aeopcx]/g, (c) => 'аеорсх'['aeopcx'.indexOf(c)]!),
  'words of such letters alone': (text) => text.replace(/\ba\b/g, 'а').replace('case', 'саѕе'),
  'wide letters': (text) => text.replace(/[A-Za-z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
  'letters of mathematics': (text) =>
    text.replace(/[a-z]/g, (c) => String.fromCodePoint(0x1d41a + c.charCodeAt(0) - 97)),
  'marks over letters': (text) => text.replace(/[eo]/g, '$&\u0323'),
  'capitals in boxes': (text) =>
    text.replace(/[A-Z]/g, (c) =>
      String.fromCodePoint([0x1f110, 0x1f130, 0x1f150, 0x1f170][c.charCodeAt(0) % 4]! + c.charCodeAt(0) - 65),
    ),
  'halves of characters': (text) => text.replace(/[aeo]/g, '$&\ud801'),
  'private use': (text) => text.replace(/[aeo]/g, '$&\ue0f1').replace(/ t/g, '\u{f1234}$&'),
  'what is no character': (text) => text.replace(/[aeo]/g, '$&\ufdd1').replace(/ t/g, '\u{1fffe}\uffff$&'),
  'characters that were lost': (text) => text.replace(/[aeo]/g, '$&\ufffd'),
  'control characters': (text) => text.replace(/[aeo]/g, '$&\x9b'),
  tags: (text) => text.replace(/ /g, '\u{e0041} '),
};

for (const [how, change] of Object.entries(SAME))
  test(`a text is the text it looks like with ${how}`, () => {
    assert.notEqual(change(TASK), TASK);
    const pool = new TextPool();
    assert.equal(pool.addText(change(TASK), false), pool.addText(TASK, false));
  });

test('control characters of ASCII within words change no clause', () => {
  const pool = new TextPool();
  const clauses = (text: string): number[] => [...pool.clausesOf(pool.addText(text, false))];
  assert.deepEqual(clauses(TASK.replace(/[aeo]/g, '$&\x01\x7f\x1b')), clauses(TASK));
});

test('texts of other scripts, of mathematics and with emoji are what they are: each differs from the others, and none is changed', () => {
  const texts = [
    'Сорок сорок ели сыр. а сосна росла у реки',
    'Сорок сорок ели сыр. a сосна росла у реки'.replace('a', 'о'),
    'Ο ήλιος βγαίνει και ο άνεμος φυσά',
    '请解释每一步，然后写出最终答案。',
    'مرحبا بالعالم ١٢٣',
    'می‌خواهم بدانم',
    'שלום עולם',
    'क्षत्रिय हिन्दी',
    'Ça coûte 5 €, déjà vu, naïve façade',
    '∀x ∈ ℝ: x² ≥ 0, so √(x²) = |x|',
    '👩‍👩‍👧 ❤️ and 🏳️‍🌈',
  ];
  const pool = new TextPool();
  assert.equal(new Set(texts.map((text) => pool.addText(text, false))).size, texts.length);
  for (const text of texts) assert.equal(undisguised(text), text);
});

test('a text that was disguised is read in the letters that it shows', () => {
  const disguised = SAME['letters of Cyrillic and Greek']!(SAME['characters that show nothing']!(TASK));
  assert.equal(undisguised(disguised), TASK);
});

test('a prompt with a look-alike in every few words is disguised, one in another script or with a stray mark is not', () => {
  const isDisguised = (user: string): boolean =>
    (tableOf([{ account: 'a', user }]).rows.flags[0]! & FLAG.disguised) !== 0;
  assert.ok(isDisguised(SAME['characters that show nothing']!(TASK)));
  assert.ok(isDisguised(SAME['letters of Cyrillic and Greek']!(TASK)));
  for (const text of [
    TASK,
    'Сорок сорок ели сыр. а сосна росла',
    'naïve façade: ex\u00adample',
    'La fa\ufffdade fut refaite cet \ufffdt\ufffd, apr\ufffds que l\ufffdtude eut montr\ufffd des fissures',
    '👩‍👩‍👧 ❤️ and 🏳️‍🌈',
    'می‌خواهم بدانم',
  ])
    assert.ok(!isDisguised(text), text);
});

const asTags = (text: string): string =>
  Array.from(text, (c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('');

test('a task that is written as tags, which show nothing and which models read, is read behind what is shown', () => {
  const pool = new TextPool();
  const clauses = (text: string): number[] => [...pool.clausesOf(pool.addText(text, false))];
  assert.deepEqual(clauses(`hi${asTags(TASK)}`), clauses(`hi\n${TASK}`));
  assert.deepEqual(clauses(`${asTags(TASK)}hi`), clauses(`hi\n${TASK}`));
  assert.deepEqual(clauses(asTags(TASK)), clauses(TASK));
  assert.equal(undisguised(`hi${asTags(TASK)}`), `hi\n${TASK}`);
  const flags =
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} and 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}';
  assert.deepEqual(clauses(`The flags ${flags} of them`), clauses('The flags 🏴 and 🏴 of them'));
});

test('a text that hides more characters than it shows is one in a code', () => {
  const selectors = Array.from(TASK, (c) => String.fromCodePoint(0xe0100 + c.charCodeAt(0))).join('');
  const isCoded = (text: string): boolean => {
    const pool = new TextPool();
    pool.beginPrompt();
    pool.addText(text, false);
    return pool.coded;
  };
  assert.ok(isCoded(`What is in this? 😀${selectors}`));
  for (const text of [
    TASK,
    '👩‍👩‍👧 ❤️ and 🏳️‍🌈',
    'می‌خواهم بدانم',
    TASK.replace(/[aeo]/g, '$&\u200b'),
    'Z\u0301\u0302\u0303\u0304\u0305a\u0301\u0302\u0303\u0304',
  ])
    assert.ok(!isCoded(text), text);
});
