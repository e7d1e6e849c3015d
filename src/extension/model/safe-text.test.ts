import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breakable } from './safe-text.ts';

test('a sentence breaks between its words', () => {
  assert.equal(breakable('8&nbsp;accounts&nbsp;share&nbsp;it.'), '8 accounts share it.');
  assert.equal(breakable('one&nbsp;line\n\nand&nbsp;another'), 'one line\n\nand another');
});

test('spaces that Markdown reads stay as they are', () => {
  for (const text of [
    '&nbsp;&nbsp;&nbsp;&nbsp;code',
    '&nbsp;first',
    'a\n\n&nbsp;b',
    'two&nbsp;&nbsp;spaces',
    '1.&nbsp;item',
  ])
    assert.equal(breakable(text), text);
  assert.equal(breakable('in&nbsp;1.&nbsp;place'), 'in 1. place');
});

test('a tag stays text', () => {
  assert.equal(breakable('<span&nbsp;style=a\\>'), '\\<span style=a\\>');
});

test('an address in log text does not become a link', () => {
  const shown = breakable('see&nbsp;https://a.b/c&nbsp;www.c.d&nbsp;or&nbsp;me@e.f');
  assert.equal(shown, 'see https&#58;//a.b/c www&#46;c.d or me&#64;e.f');
});
