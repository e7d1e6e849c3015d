import assert from 'node:assert/strict';
import { test } from 'node:test';
import { likeliest } from './intent-title.ts';

test('what is read at less than even odds is no fact about a prompt: it is left out, or told as what prompts may ask for', () => {
  const reading = (intent: string, probability: number) => ({ intent, probability });
  const [unsure, sure] = [reading('tutoring', 0.23), reading('code-synthesis', 0.5)];
  assert.deepEqual(likeliest([unsure, sure]), { asked: new Set(['code-synthesis']), isLikely: true });
  assert.deepEqual(likeliest([unsure]), { asked: new Set(['tutoring']), isLikely: false });
});
