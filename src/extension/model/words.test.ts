import { bytes, counted, probability } from '../../text/numbers.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { Results } from './results.ts';
import { detectorWord, durationWord, fileWord, judgementWord, statusWord, templateWord } from './words.ts';

test('a score is never rounded up to certainty', () => {
  assert.equal(probability(0.9999), '> 99.9%');
  assert.equal(probability(0.5), '50%');
});

test('amounts read as people write them', () => {
  assert.equal(counted(1, 'account'), '1 account');
  assert.equal(counted(25_000, 'account'), '25,000 accounts');
  assert.equal(bytes(999), '999 B');
  assert.equal(bytes(12_345_678), '12.3 MB');
  assert.equal(durationWord(0.2), '1 s');
  assert.equal(durationWord(600), '10 min');
  assert.equal(durationWord(7800), '2 h 10 min');
});

test('a text of the status bar is no longer than the editor shows, and ends after a whole word', () => {
  const long = 'not judged: 1,204,553 requests of 38,211 accounts have no prompt text, so nothing of it is known';
  const shown = statusWord(long);
  assert.ok([...shown].length <= 61, shown);
  assert.match(shown, /…$/);
  assert.equal(long[shown.length - 1], ' ', `“${shown}” ends within a word`);
  assert.equal(statusWord('4 campaigns, 78 accounts flagged'), '4 campaigns, 78 accounts flagged');
});

test('a template stands on one line with its slots marked', () => {
  const [template] = syntheticResult().report.templates;
  const parts = [{ text: 'Grade\n\tthis:' }, { slot: 1, examples: ['x'] }, { text: 'now' }];
  const [one, long] = [
    { ...template!, id: 'T1', parts },
    { ...template!, id: 'T2', parts: [{ text: 'x'.repeat(500) }] },
  ];
  const report = { templates: [one, long] };
  assert.equal(templateWord(report, 'T1'), 'Grade this: {…} now');
  assert.equal(templateWord(report, 'T2', 10).length, 10);
  assert.equal(templateWord(report, 'T3'), '');
});

test('the name of a file is found with either kind of separator', () => {
  assert.equal(fileWord('/logs/a.jsonl'), 'a.jsonl');
  assert.equal(fileWord('C:\\logs\\a.jsonl'), 'a.jsonl');
});

test('a verdict other than distillation carries no number that could be read as how sure it is', () => {
  assert.equal(judgementWord({ verdict: 'distillation', score: 0.97 }), 'Distillation 97%');
  assert.equal(judgementWord({ verdict: 'relay', score: 0.02 }), 'Relay');
});

test('a sign of a relay is named in words, as the evidence of detectors is', () => {
  const { report, index } = syntheticResult();
  const named = detectorWord(new Results(report, index, ''), 'continuation');
  assert.equal(named, 'Conversations that change account');
});
