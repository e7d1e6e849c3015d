import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TECHNIQUES } from '../../../engine/techniques/techniques.ts';
import { atlasTechnique, wholeTechnique } from './atlas.ts';

test('every technique of MITRE ATLAS that a technique here names has its name and tactic, and a part its whole', () => {
  const ids = TECHNIQUES.flatMap(({ atlas }) => atlas);
  assert.ok(ids.length > 5);
  for (const id of ids) {
    const found = atlasTechnique(id);
    assert.ok(found !== undefined, id);
    assert.equal(wholeTechnique(found) !== undefined, id.split('.').length === 3, id);
  }
});
