import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoreSum, startWords } from './score-sum.ts';

const piece = (weight: number, role?: 'cap' | 'relay') => ({ weight, statistic: 0, ...(role && { role }) });

test('a score adds up in one sentence, from where it starts to where it ends, with nothing left out', () => {
  const sentence = scoreSum({
    priorLogOdds: -1.08,
    evidence: [piece(2), piece(1.5), piece(0.02)],
    counterEvidence: [piece(-0.5), piece(-0.4, 'cap'), piece(0)],
  });
  assert.equal(
    sentence,
    'Starts at 25% (log odds −1.08); 2 reasons for it: +3.50; 1 against: −0.50; neither for nor against: −0.38; that makes +1.54, which is 82%.',
  );
  const [start, speaks, against, rest, end] = [...sentence.matchAll(/[+−]\d+\.\d\d/g)].map(([number]) =>
    Number(number.replace('−', '-')),
  );
  assert.equal((start! + speaks! + against! + rest!).toFixed(2), end!.toFixed(2));
});

test('what has no evidence ends where it starts', () => {
  assert.equal(
    scoreSum({ priorLogOdds: 0, evidence: [], counterEvidence: [] }),
    'Starts at 50% (log odds +0.00); that makes +0.00, which is 50%.',
  );
});

test('a start that is the setting itself is called that, and any other is said to be learnt', () => {
  assert.match(startWords(Math.log(0.001 / 0.999), 0.001), /^The start is the setting accountPrior: .*0\.1%/);
  assert.match(startWords(-1.08, 0.01), /^The start is learnt.*accountPrior \(1% of accounts.*shifts it/);
});
