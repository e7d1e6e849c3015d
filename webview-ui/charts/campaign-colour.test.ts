import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barParts, CAMPAIGN_LOOKS, campaignColour, isDashed } from './campaign-colour.ts';

test('no two of the campaigns that are named look alike', () => {
  const looks = Array.from({ length: CAMPAIGN_LOOKS }, (_, place) => `${campaignColour(place)} ${isDashed(place)}`);
  assert.equal(new Set(looks).size, CAMPAIGN_LOOKS);
});

test('dashes of neighbouring rows make one dashed line, however low the rows are', () => {
  const whole = barParts(4, 0, 60).flatMap(([from, to]) => Array.from({ length: to - from }, (_, at) => from + at));
  for (const height of [1, 2, 3, 7]) {
    const rows = Array.from({ length: Math.ceil(60 / height) }, (_, row) =>
      barParts(4, row * height, Math.min(60, (row + 1) * height)),
    );
    const painted = rows.flat().flatMap(([from, to]) => Array.from({ length: to - from }, (_, at) => from + at));
    assert.deepEqual(painted, whole);
  }
  assert.deepEqual(barParts(0, 5, 9), [[5, 9]], 'a solid bar has no gaps');
});
