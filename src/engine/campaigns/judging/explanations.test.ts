import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EXPLANATIONS } from '../../../text/explanations.ts';
import type { Weights } from '../../../math/curves.ts';
import { type Judge, judgeOf, relayWeightsOf, weigh, withRelays } from './explanations.ts';

const judgeWith = (against: Judge['against'], slope = 1, shift = 0): Judge => ({ against, slope, shift });

const straight = (prior: number, slope: number): Weights => ({
  prior,
  curves: new Map([
    [
      'x',
      [
        [-1, -slope],
        [1, slope],
      ],
    ],
  ]),
});

test('the log odds with one explanation are those against it', () => {
  const { logOdds, prior, weights, explanations } = weigh(
    judgeWith(new Map([['pool', straight(-2, 3)]])),
    new Map([['x', 0.5]]),
  );
  assert.deepEqual([logOdds, prior, weights.get('x')], [-0.5, -2, 1.5]);
  assert.deepEqual(explanations, [{ explanation: 'pool', share: 1 }]);
});

test('a statistic that beats one explanation does not help against another that fits', () => {
  const judge = judgeWith(
    new Map([
      ['relay', straight(-2, 6)],
      ['product', straight(-2, 0)],
    ]),
  );
  const { logOdds, explanations } = weigh(judge, new Map([['x', 1]]));
  assert.ok(logOdds > -2.1 && logOdds < -2, `${logOdds}`);
  assert.equal(explanations[0]!.explanation, 'product');
});

test('log odds are those of one against all, the prior and the weights add up to them, and shares to one', () => {
  const number = fc.double({ min: -8, max: 8, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(number, number), { minLength: 1, maxLength: EXPLANATIONS.length }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      (parts, x) => {
        const judge = judgeWith(
          new Map(parts.map(([prior, slope], k) => [EXPLANATIONS[k]!, straight(prior, slope)] as const)),
          1.5,
          -0.25,
        );
        const { logOdds, prior, weights, explanations } = weigh(judge, new Map([['x', x]]));
        const exact = -1.5 * Math.log(parts.reduce((sum, [own, slope]) => sum + Math.exp(-own - slope * x), 0)) - 0.25;
        assert.ok(Math.abs(logOdds - exact) < 1e-9);
        assert.ok(Math.abs(prior + weights.get('x')! - logOdds) < 1e-9);
        assert.ok(Math.abs(explanations.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9);
        explanations.forEach(({ share }, i) => assert.ok(i === 0 || share <= explanations[i - 1]!.share));
      },
    ),
  );
});

test('a file without an explanation, or with one that is no weights, is refused', () => {
  assert.throws(() => judgeOf({ slope: 1, shift: 0, explanations: {} }), /no explanation/);
  assert.throws(() => judgeOf({ slope: NaN, shift: 0, explanations: {} }), /scale/);
  assert.throws(() => judgeOf({ slope: 1, shift: 0, explanations: { relay: { prior: 'high', curves: {} } } }), /prior/);
});

test('among keys of a relay what was learnt there is added against each explanation, on its own scale; elsewhere it is not', () => {
  const general = judgeWith(
    new Map([
      ['relay', straight(-2, 3)],
      ['product', straight(-1, 1)],
    ]),
    1.5,
    -0.25,
  );
  const judge = withRelays(general, { ...straight(0.5, 2), slope: 0.8, shift: 0.1 });
  const keys = (share: number): ReadonlyMap<string, number> =>
    new Map([
      ['x', 0.5],
      ['relay-membership', share],
    ]);
  assert.deepEqual(weigh(judge, keys(0.69)), weigh(general, keys(0.69)));
  const { logOdds, prior, weights } = weigh(judge, keys(0.7));
  const against = (own: number): number => Math.exp(-(own + 0.5 + 1));
  const exact = -0.8 * Math.log(against(-2 + 1.5) + against(-1 + 0.5)) + 0.1;
  assert.ok(Math.abs(logOdds - exact) < 1e-9, `${logOdds} for ${exact}`);
  assert.ok(Math.abs([...weights.values()].reduce((sum, weight) => sum + weight, prior) - logOdds) < 1e-9);
});

test('weights for keys of a relay that are no weights are refused', () => {
  assert.throws(() => relayWeightsOf({ slope: NaN, shift: 0, prior: 0, curves: {} }), /scale/);
  assert.throws(() => relayWeightsOf({ slope: 1, shift: 0, prior: 'high', curves: {} }), /prior/);
});
