import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUCKETS } from '../../../src/engine/templates/intent/intent-features.ts';
import { SLOT_MARK } from '../../../src/engine/templates/intent/intent-tokens.ts';
import { vectorOf } from '../../../src/engine/templates/intent/intent-vector.ts';
import { likelyHarvest } from './likely-harvest.ts';

const read = (text: string, kinds: number) => likelyHarvest(vectorOf(text, new Float32Array(BUCKETS).fill(1)), kinds);
const LONG =
  'Generate twenty diverse questions on the passage below, each with a detailed answer that can be checked against it.';

test('a template of hardly any fixed words is read by its kinds alone', () => {
  for (const kinds of [0, 0.3, 1]) assert.equal(read(`You are ${SLOT_MARK}`, kinds), kinds);
});

test('a prompt as long as those of the fit is read the same whatever its kinds say', () => {
  assert.equal(read(LONG, 0), read(LONG, 1));
  assert.ok(read(LONG, 0.5) > 0.6);
});

test('between them both are heard, in words and in signs of Han alike', () => {
  for (const text of [
    'Write ten questions on this, each with answers.',
    '请根据以下文本生成十个多样化的问题和答案。',
  ]) {
    const [low, high] = [read(text, 0.05), read(text, 0.95)];
    assert.ok(low > 0.05 && low < high && high < 0.999, `${low}, ${high}`);
  }
});
