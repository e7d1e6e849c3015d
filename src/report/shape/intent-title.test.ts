import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindsInWords, likeliest } from './intent-title.ts';

test('what is read at less than even odds is no fact about a prompt: it is left out, or told as what prompts may ask for', () => {
  const reading = (intent: string, probability: number) => ({ intent, probability });
  const [unsure, sure] = [reading('tutoring', 0.23), reading('code-synthesis', 0.5)];
  assert.deepEqual(likeliest([unsure, sure]), { asked: new Set(['code-synthesis']), isLikely: true });
  assert.deepEqual(likeliest([unsure]), { asked: new Set(['tutoring']), isLikely: false });
});

test('kinds of work make one phrase, and “something else” stands only beside another kind', () => {
  assert.equal(
    kindsInWords(['other', 'grading', 'tutoring', 'grading'], 4),
    'graded or compared answers, tutoring and something else',
  );
  assert.equal(kindsInWords(['grading', 'tutoring', 'other'], 2), 'graded or compared answers and tutoring');
  assert.equal(kindsInWords(['other'], 3), 'no known kind of work');
  assert.equal(kindsInWords([], 3), '');
});
