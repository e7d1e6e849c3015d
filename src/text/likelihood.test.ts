import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DEALT_OUT,
  casesAlike,
  chanceTest,
  falseShare,
  likelihood,
  nats,
  pEquation,
  pValue,
  ratio,
  scoreSum,
  startWords,
} from './likelihood.ts';

test('words follow the probability', () => {
  assert.deepEqual(
    [0.995, 0.95, 0.7, 0.5, 0.2, 0.05, 0.001].map((p) => likelihood(p)),
    [
      'almost certain',
      'very likely',
      'likely',
      'about as likely as not',
      'unlikely',
      'very unlikely',
      'almost certainly not',
    ],
  );
});

test('weights carry a true minus, and odds say which way they move', () => {
  assert.deepEqual([-0.414, 3.2].map(nats), ['−0.41', '+3.20']);
  assert.equal(ratio(Math.log(24)), 'makes distillation 24× more likely');
  assert.equal(ratio(-Math.log(2)), 'makes distillation 2.0× less likely');
  assert.equal(ratio(0.02), 'hardly changes how likely distillation is');
  assert.equal(ratio(20), 'makes distillation over a million× more likely');
  assert.equal(ratio(0), 'says nothing either way');
});

test('a chance is never shown as none', () => {
  assert.deepEqual([0.5, 0.0123, 0.0012, 0.00001].map(pValue), ['0.50', '0.01', '0.0012', '< 0.0001']);
  assert.deepEqual([0.03, 0.00001].map(pEquation), ['p = 0.03', 'p < 0.0001']);
});

test('a share of false campaigns is never rounded to none, and is said of nothing that is only suspected', () => {
  const said = 'Of campaigns with this score or a higher one, < 0.1% are expected to be false.';
  assert.deepEqual(falseShare({ verdict: 'distillation', falseDiscoveryRate: 0.000013 }), [said]);
  for (const verdict of ['suspected', 'none', 'relay'])
    assert.deepEqual(falseShare({ verdict, falseDiscoveryRate: 0.51 }), [], verdict);
});

test('a p-value is told as the cases that showed as much, without the case in question', () => {
  assert.deepEqual(
    [0.01, 0.03, 1].map((p) => casesAlike(p, 99)),
    ['none of 99', '2 of 99', '99 of 99'],
  );
});

test('a test against chance says what was compared, how many cases were like it, and how likely that is by chance', () => {
  const dealt = { against: DEALT_OUT, n: 99 };
  const copies = 'copies of the log whose rare templates are dealt out at random';
  assert.equal(chanceTest({ ...dealt, p: 0.01 }), `A group as strong appears in none of 99 ${copies} (p = 0.01).`);
  assert.equal(chanceTest({ ...dealt, p: 0.03 }), `A group as strong appears in 2 of 99 ${copies} (p = 0.03).`);
  assert.equal(
    chanceTest({ against: 'other groups of the log', n: 24, p: 0.04 }),
    'Compared with other groups of the log: none of 24 show as much (p = 0.04).',
  );
});

test('a comparison that could not be made says why', () => {
  assert.equal(
    chanceTest({ against: 'other groups of the log', untested: 'there are only 11, and 19 are needed' }),
    'Not compared with other groups of the log: there are only 11, and 19 are needed.',
  );
  assert.match(
    chanceTest({ against: DEALT_OUT }),
    /^Not compared with copies of the log .*: the log lacks the data it needs\.$/,
  );
});

const piece = (weight: number, role?: 'cap' | 'relay') => ({ weight, statistic: 0, ...(role && { role }) });

test('a score adds up in one sentence, from where it starts to where it ends, with nothing left out', () => {
  const sentence = scoreSum({
    priorLogOdds: -1.08,
    evidence: [piece(2), piece(1.5), piece(0.02)],
    counterEvidence: [piece(-0.5), piece(-0.4, 'cap'), piece(0)],
  });
  assert.equal(
    sentence,
    'Starts at 25% (−1.08 points); 2 reasons for it: +3.50; 1 against: −0.50; neither for nor against: −0.38; that makes +1.54 points, which is 82%. With 2.3 more points the odds are ten times as high.',
  );
  const [start, speaks, against, rest, end] = [...sentence.matchAll(/[+−]\d+\.\d\d/g)].map(([number]) =>
    Number(number.replace('−', '-')),
  );
  assert.equal((start! + speaks! + against! + rest!).toFixed(2), end!.toFixed(2));
});

test('what has no evidence ends where it starts', () => {
  assert.equal(
    scoreSum({ priorLogOdds: 0, evidence: [], counterEvidence: [] }),
    'Starts at 50% (+0.00 points); that makes +0.00 points, which is 50%. With 2.3 more points the odds are ten times as high.',
  );
});

const of = (priorLogOdds: number, ...evidence: ReturnType<typeof piece>[]) => ({
  priorLogOdds,
  evidence,
  counterEvidence: [],
});

test('a start that is the setting itself is called that, and any other is said to be learnt', () => {
  assert.match(startWords(of(Math.log(0.001 / 0.999)), 0.001), /^The start is the setting accountPrior: .*0\.1%/);
  assert.match(
    startWords(of(-1.08, piece(1)), 0.01),
    /^The start comes from logs with known campaigns.*accountPrior \(1% of accounts.*shifts it/,
  );
  assert.equal(startWords(of(-3.9, piece(0, 'relay')), 0.001), '', 'of a relay nothing was learnt here');
});
