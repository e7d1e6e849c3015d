import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingOf, inShort, isReason, sideOf, weightWords, whyItCounts } from './evidence-side.ts';

test('a cap on the score is no evidence against, however much it takes away', () => {
  const cap = { role: 'cap' as const, weight: -5.15, statistic: 0.99 };
  assert.deepEqual([sideOf(cap), weightWords(cap)], ['cap', 'at most 99.0%']);
  const words = [0.9995, 0.999, 0.0002].map((statistic) => weightWords({ ...cap, statistic }));
  assert.deepEqual(words, ['no limit', 'at most 99.9%', 'at most 0.1%']);
});

test('a sign of a relay or a program speaks neither for nor against distillation', () => {
  assert.equal(weightWords({ role: 'relay', weight: 0, statistic: 12 }), 'shows a relay');
  assert.equal(weightWords({ role: 'automation', weight: 0, statistic: 12 }), 'shows a program');
});

test('a sign of a relay is a reason for the verdict relay, and for no other', () => {
  const shows = { role: 'relay' as const, weight: 0 };
  assert.deepEqual(
    ['relay', 'distillation', 'none'].map((verdict) => isReason(shows, verdict)),
    [true, false, false],
  );
  assert.equal(isReason({ weight: 2 }, 'relay'), true);
  assert.equal(isReason({ weight: -2 }, 'relay'), false);
});

test('a plus moves toward distillation, a minus away from it, and what hardly moves is neutral', () => {
  const said = (weight: number): string[] => [sideOf({ weight }), weightWords({ weight, statistic: 0 })];
  assert.deepEqual([2.31, -0.4, 0.04, 0].map(said), [
    ['for', '+2.3'],
    ['against', '−0.4'],
    ['neutral', 'neutral'],
    ['neutral', 'neutral'],
  ]);
});

test('each piece of evidence says in a clause why it counts as it does', () => {
  const said = (weight: number, detector = 'depth'): string => whyItCounts({ weight, statistic: 1, detector });
  assert.match(said(1.2), /^campaigns look like this more often/);
  assert.match(said(-1.2), /^innocent groups, such as customers of one app, look like this more often/);
  assert.match(said(0.01), /about as often/);
  assert.match(said(0, 'infrastructure'), /^not weighed: offices, classes/);
  assert.match(said(0), /^not weighed: /);
});

test('a sentence of evidence has a finding for a heading and what shows it, or is one sentence', () => {
  assert.deepEqual(findingOf('Hardly anyone else uses these templates: these 24 accounts are 100% of the users.'), {
    finding: 'Hardly anyone else uses these templates',
    shownBy: 'These 24 accounts are 100% of the users.',
  });
  assert.deepEqual(findingOf('Every account uses all 4 templates.'), {
    shownBy: 'Every account uses all 4 templates.',
  });
});

test('in short a sentence keeps its meaning, and no number is cut in two', () => {
  const text =
    'The work is shared out evenly: 45.7 conversations per account on average; half of the accounts have between 40 and 52.';
  assert.equal(inShort(text, 84), 'The work is shared out evenly: 45.7 conversations per account on average.');
  assert.equal(inShort(text, 10), 'The work is shared out evenly.');
  assert.equal(inShort(text, 400), text);
});

test('a shortened sentence does not end inside of brackets', () => {
  const text =
    'They work day and night: 740 conversations, concentrated by 1.5% (0%: spread evenly; 100%: all at one hour).';
  assert.equal(inShort(text, 80), 'They work day and night.');
  assert.equal(inShort(text, 200), text);
});
