import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedOpenings } from './shared-openings.ts';

const OPENING = 'You are an expert tutor who explains every step of the way with care. ';

test('a row begins where its text differs from the others, at a word', () => {
  const texts = [`${OPENING}Solve the equation`, 'Translate this', `${OPENING}Solve the puzzle`];
  const openings = sharedOpenings(texts);
  assert.deepEqual(
    texts.map((text, at) => text.slice(openings[at])),
    ['equation', 'Translate this', 'puzzle'],
  );
});

test('short openings stay, and a text is never left empty', () => {
  assert.deepEqual(sharedOpenings(['Solve this: a', 'Solve this: b']), [0, 0]);
  assert.deepEqual(sharedOpenings([OPENING, `${OPENING}more`, OPENING]), [0, OPENING.length, 0]);
});
