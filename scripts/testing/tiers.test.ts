import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isLater, LATER } from './tiers.ts';

test('every test that is left to test:all is there', () => {
  const missing = Object.keys(LATER).filter((place) => !existsSync(join(__dirname, '..', '..', place)));
  assert.deepEqual(missing, []);
});

test('a folder of the table leaves all of its tests to test:all, and no other', () => {
  assert.equal(isLater('test/cluster/spark.test.ts'), true);
  assert.equal(isLater('test/ui/pace.test.ts'), true);
  assert.equal(isLater('test/ui/story.test.ts'), false);
});
