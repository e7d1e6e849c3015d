import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../test/fixtures/templated.ts';
import { judge, type Judgement } from '../judging/judge.ts';
import { candidateTests, ordinaryCandidate } from './null-candidates.ts';
import type { OrdinaryCandidate } from '../baseline/ordinary-candidate.ts';
import { isTested } from './null-test.ts';

const { candidate, context } = candidateCase(traffic(8, 20, () => ({})));
const judgement = judge(candidate, context);
const scored = (logOdds: number): Judgement => ({ ...judgement, candidate: { ...candidate }, logOdds });
const ordinary = (count: number, logOdds = -5, joint = true): OrdinaryCandidate[] =>
  Array.from({ length: count }, (_, n) => ({ logOdds: logOdds - n / 100, joint, weights: { novelty: -1, depth: -n } }));

test('a candidate is kept as its weights, which have neither names nor text', () => {
  const kept = ordinaryCandidate(judgement);
  assert.equal(kept.logOdds, judgement.logOdds);
  assert.equal(kept.joint, true);
  assert.deepEqual(
    Object.keys(kept.weights),
    judgement.measured.map(({ detector }) => detector.id),
  );
});

test('a baseline gives a p-value for the whole and for each detector that it knows often enough', () => {
  const [found] = candidateTests([scored(3)], ordinary(49));
  assert.ok(found && isTested(found.whole));
  assert.deepEqual([found.whole.p, found.whole.n], [1 / 50, 49]);
  assert.match(found.whole.stratum, /baseline that share several templates/);
  assert.deepEqual([...found.detectors.keys()].sort(), ['depth', 'novelty']);
});

test('candidates that share one template are compared with their like where there are enough', () => {
  const single = { ...scored(3), candidate: { ...candidate, templates: [0] } };
  const [alike] = candidateTests([single], [...ordinary(30, -5, false), ...ordinary(30, 9)]);
  assert.ok(alike && isTested(alike.whole));
  assert.deepEqual([alike.whole.n, alike.whole.p], [30, 1 / 31]);
  const [mixed] = candidateTests([single], [...ordinary(5, -5, false), ...ordinary(30, 9)]);
  assert.ok(mixed && isTested(mixed.whole));
  assert.equal(mixed.whole.n, 35);
});

test('without a baseline the log’s own candidates are the null, without the most suspicious tenth', () => {
  const judgements = Array.from({ length: 30 }, (_, n) => scored(-n));
  const tests = candidateTests(judgements, undefined);
  const [first] = tests;
  const last = tests[29]!;
  assert.ok(first && isTested(first.whole) && isTested(last.whole));
  assert.deepEqual([first.whole.n, first.whole.p], [27, 1 / 28]);
  assert.deepEqual([last.whole.n, last.whole.p], [26, 1]);
});

test('a log with few candidates makes no p-value up', () => {
  for (const one of candidateTests([scored(3), scored(-3)], undefined)) {
    assert.ok(!isTested(one.whole));
    assert.match(one.whole.reason, /19 are needed/);
    assert.equal(one.detectors.size, 0);
  }
});
