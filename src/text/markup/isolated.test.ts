import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visible } from '../visible.ts';
import { asElements, isolated } from './isolated.ts';

test('names of a list keep the order of the sentence, and no number beside one moves to its other side', () => {
  assert.equal(
    isolated('Accounts عمر, سارة-12 and ops send 12 requests; עומר 3.'),
    'Accounts \u2068عمر\u2069, \u2068سارة-12\u2069 and ops send 12 requests; \u2068עומר\u2069 3.',
  );
});

test('a name of several words is one name, and keeps the order of its words', () => {
  assert.equal(isolated('by عمر بن سعد, ops-عمر.'), 'by \u2068عمر بن سعد\u2069, \u2068ops-عمر\u2069.');
});

test('text without such a name stays as it is', () => {
  assert.equal(isolated('Accounts a-1, b-2 and 日本 send 12.'), 'Accounts a-1, b-2 and 日本 send 12.');
});

test('marks of the log end no isolation and begin none', () => {
  assert.equal(asElements(isolated(visible('a \u2069عمر\u2068 b'))), 'a ⟨U+2069⟩<bdi>عمر</bdi>⟨U+2068⟩ b');
});
