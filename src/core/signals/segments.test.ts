import assert from 'node:assert/strict';
import { test } from 'node:test';
import { words } from '../../../test/fixtures/requests.ts';
import { SegmentCollector } from './segments.ts';

const collector = new SegmentCollector();

function clauses(...texts: string[]): number[] {
  collector.reset();
  for (const text of texts) collector.add(text);
  return [...collector.hashes.subarray(0, collector.count)];
}

const lengths = (text: string): number[] => {
  clauses(text);
  return [...collector.lengths.subarray(0, collector.count)];
};

test('a prompt ends its clauses at punctuation and line breaks, in the order of the text', () => {
  const [a, b, c] = ['Solve the task', 'show your work', 'Answer in JSON'].map((text) => clauses(text)[0]);
  assert.deepEqual(clauses('Solve the task: show your work.\nAnswer in JSON'), [a, b, c]);
});

test('capitals, numbers and doubled spaces do not hide that a clause recurs', () => {
  const plain = clauses('question 7 of 12 pages');
  for (const same of ['QUESTION 8 of 1234 pages', 'Question  19 of  3 pages', '  question 7 of 12 pages  '])
    assert.deepEqual(clauses(same), plain, same);
  assert.notDeepEqual(clauses('question of pages'), plain, 'a number must leave its place');
});

test('letters are counted without digits and spaces, and at most 255', () => {
  assert.deepEqual(lengths('ab cd 12 ef'), [6]);
  assert.deepEqual(lengths('x'.repeat(400)), [255]);
});

test('clauses of fewer than five letters say nothing and are left out', () => {
  assert.deepEqual(clauses('a) b) c. yes, no: 1, 2, 3'), []);
  assert.equal(clauses('topic:').length, 1);
});

test('Chinese and Japanese sentences end at their own punctuation', () => {
  const [a, b] = [clauses('请逐步推理')[0], clauses('最后给出答案')[0]];
  assert.deepEqual(clauses('请逐步推理。最后给出答案'), [a, b]);
  assert.deepEqual(clauses('请逐步推理，最后给出答案！'), [a, b]);
  assert.equal(clauses('「考える」、次に答える。').length, 2);
});

test('Arabic sentences end at the Arabic comma and question mark', () => {
  const [a, b] = [clauses('اشرح خطوات الحل')[0], clauses('ما هو الجواب')[0]];
  assert.deepEqual(clauses('اشرح خطوات الحل، ما هو الجواب؟'), [a, b]);
});

test('letters with accents are letters, not the end of a clause', () => {
  assert.equal(clauses('Überprüfe die Lösung für Café').length, 1);
});

test('texts add to one list, and a reset empties it', () => {
  assert.deepEqual(clauses('system prompt', 'user message'), [...clauses('system prompt'), ...clauses('user message')]);
  assert.deepEqual(clauses(), []);
});

test('a clause does not run from one text into the next', () => {
  assert.notDeepEqual(clauses('first half', 'second half'), clauses('first half second half'));
});

test('of a very long text the first and the last clauses are kept, in order', () => {
  for (const count of [96, 97, 136, 1000]) {
    const all = Array.from({ length: count }, (_, i) => words(i, 2));
    const each = all.map((text) => clauses(text)[0]!);
    const kept = clauses(all.join('. '));
    assert.deepEqual(kept, [...each.slice(0, 64), ...each.slice(-32)], `${count} clauses`);
  }
});

test('a long system prompt does not push out the user message, nor a long message the system prompt', () => {
  const long = Array.from({ length: 500 }, (_, i) => words(i, 2)).join('. ');
  const short = 'grade the following reply';
  assert.deepEqual(clauses(long, short), [...clauses(long), ...clauses(short)]);
  assert.deepEqual(clauses(short, long), [...clauses(short), ...clauses(long)]);
  assert.equal(clauses(long, long).length, 2 * clauses(long).length);
});
