import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HOUR, MONDAY } from '../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../test/fixtures/templated.ts';
import { probabilityOf } from '../../../math/log-odds.ts';
import { weigh } from './explanations.ts';
import { CAMPAIGN_DETECTORS } from '../detectors/detectors.ts';
import { JUDGE, judge, type Judgement, measureAhead, withMore } from './judge.ts';

const judged = (sent: readonly TemplatedSent[], harvest: readonly number[] = []): Judgement => {
  const { candidate, context } = candidateCase(sent, { harvest });
  return judge(candidate, context);
};

const QUEUE = traffic(24, 60, (member, n) => ({
  template: (member + n) % 4,
  time: MONDAY + (n * 24 + member) * (HOUR / 8),
}));
/** The queue takes a week, the log more than two. */
const STRANGERS = Array.from({ length: 400 }, (_, n) => ({ account: `stranger-${n}`, time: MONDAY + n * HOUR }));
const harvest = judged([...QUEUE, ...STRANGERS], [0.95, 0.95, 0.95, 0.95]);

test('detectors have ids and names of their own and say what they need', () => {
  for (const key of ['id', 'name'] as const)
    assert.equal(new Set(CAMPAIGN_DETECTORS.map((detector) => detector[key])).size, CAMPAIGN_DETECTORS.length);
  for (const { id, needs } of CAMPAIGN_DETECTORS) {
    assert.match(id, /^[a-z][a-z-]*$/);
    assert.ok(needs.length > 0, id);
  }
});

test('every fitted curve belongs to a detector', () => {
  const ids = new Set<string>(CAMPAIGN_DETECTORS.map(({ id }) => id));
  for (const { against } of [JUDGE, JUDGE.amongRelays])
    for (const { curves } of against.values()) for (const id of curves.keys()) assert.ok(ids.has(id), id);
});

test('no detector weighs more on either side than its theory allows, whatever it measures', () => {
  for (const own of [JUDGE, JUDGE.amongRelays]) {
    const alone = { against: own.against, slope: own.slope, shift: own.shift };
    for (const { id, theory } of CAMPAIGN_DETECTORS) {
      const values = [...own.against.values()].flatMap(({ curves }) => (curves.get(id) ?? []).map(([x]) => x));
      for (const value of values) {
        const weight = weigh(alone, new Map([[id, value]])).weights.get(id)!;
        const most = theory[weight > 0 ? 'for' : 'against'].most ?? Infinity;
        assert.ok(Math.abs(weight) <= most + 1e-9, `${id} weighs ${weight} at ${value}`);
        const [mute, other] = (['for', 'against'] as const).map((side) =>
          weigh(alone, new Map([[id, value]]), new Map([[id, side]])).weights.get(id)!,
        );
        // Curves against all explanations go one way.
        assert.ok(mute! <= 0 && other! >= 0, `${id} speaks at ${value} where it is silent`);
      }
    }
  }
});

test('every detector says of each side why it may speak there, and one without a voice has a limit of none', () => {
  for (const { id, theory } of CAMPAIGN_DETECTORS)
    for (const { why, most } of [theory.for, theory.against]) {
      assert.match(why, /^[A-Z].*\.$/, id);
      if (why.startsWith('Nothing')) assert.equal(most, 0, id);
    }
});

test('what is measured before any prompt is read back is what judging measures', () => {
  const again = candidateCase([...QUEUE, ...STRANGERS], { harvest: [0.95, 0.95, 0.95, 0.95] });
  measureAhead(again.candidate, again.context);
  const { measured } = judge(again.candidate, again.context);
  assert.deepEqual(measured, harvest.measured);
  assert.ok(measured.some(({ detector }) => detector.id === 'intent'));
});

test('the prior and all weights add up exactly to the log odds, and these give the score', () => {
  const sum = harvest.measured.reduce((total, { measurement }) => total + measurement.weight, harvest.prior);
  assert.ok(Math.abs(sum - harvest.logOdds) < 1e-9);
  assert.equal(harvest.score, probabilityOf(harvest.logOdds));
});

test('a queue of new prompts that ask for training data, dealt over accounts, is flagged as distillation', () => {
  assert.ok(harvest.score > 0.9, `${harvest.score}`);
});

test('before any evidence a cluster is more likely a product or a class than an attack', () => {
  assert.ok(weigh(JUDGE, new Map()).logOdds < 0);
});

test('accounts alone, without text, times, answers, organisations and end users, accuse nobody', () => {
  const { measured, score } = judged(traffic(12, 10, () => ({ user: '', template: 0 })));
  assert.ok(score < 0.9, `${score}`);
  for (const id of [
    'intent',
    'dealing',
    'daily-rhythm',
    'round-the-clock',
    'tenure',
    'relay-membership',
    'infrastructure',
    'organisations',
    'end-users',
  ])
    assert.ok(!measured.some(({ detector }) => detector.id === id), `${id} does not abstain`);
});

test('the same cluster as one organisation’s keys is not flagged as distillation', () => {
  const own = judged(
    traffic(12, 40, (member, n) => ({ organisation: 'Acme', time: MONDAY + (n * 12 + member) * (HOUR / 4) })),
    [0.95, 0.95],
  );
  assert.ok(own.score < 0.9, `${own.score}`);
});

const anyTraffic: fc.Arbitrary<TemplatedSent[]> = fc
  .array(
    fc.record(
      {
        account: fc.constantFrom('m0', 'm1', 'm2', 'm3', 'm4', 'stranger'),
        template: fc.nat(3),
        user: fc.constantFrom('', 'a', 'b', 'c d e f g h'),
        time: fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(0, MONDAY, NaN)),
        organisation: fc.constantFrom('', 'Acme', 'Other'),
        endUser: fc.constantFrom('', 'p1', 'p2'),
        answer: fc.constantFrom('', 'Yes.', 'An answer that is long enough to be a telling one.'),
        later: fc.constantFrom([], ['An answer that is long enough to be a telling one.', 'More.']),
      },
      { requiredKeys: ['account', 'template'] },
    ),
    { minLength: 5, maxLength: 300, size: 'max' },
  )
  .map((sent) => [...sent, ...['m0', 'm1', 'm2', 'm3', 'm4'].map((account) => ({ account, template: 0 }))]);

test('whatever the log holds, every measurement is a finite weight with a sentence and rows of the candidate', () => {
  fc.assert(
    fc.property(
      anyTraffic,
      fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(NaN))),
      (sent, odds) => {
        const { measured, logOdds, candidate } = judged(sent, odds);
        assert.ok(Number.isFinite(logOdds));
        const members = new Set(candidate.accounts);
        assert.ok(members.size >= 5);
        for (const { detector, measurement } of measured) {
          const { weight, statistic, n, text, rows } = measurement;
          assert.ok(Number.isFinite(weight) && Math.abs(weight) <= 10, `${detector.id} weighs ${weight}`);
          assert.ok(Number.isFinite(statistic), `${detector.id} measures ${statistic}`);
          assert.ok(Number.isInteger(n) && n >= 0, `${detector.id} has ${n} observations`);
          assert.match(text, /^[A-Z0-9].*\.$/, detector.id);
          assert.doesNotMatch(text, /NaN|undefined|Infinity/, detector.id);
          const { direction } = CAMPAIGN_DETECTORS.find(({ id }) => id === detector.id)!;
          const isLittle = direction === 'for' && weight <= -0.05;
          assert.equal(/Campaigns usually show more of this\.$/.test(text), isLittle, `${detector.id}: ${text}`);
          assert.ok(
            rows.every((row) => Number.isInteger(row) && row >= 0 && row < sent.length),
            detector.id,
          );
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('what the detectors do not see lifts a rule of last resort as soon as it is more than the rule misses, and no other rule', () => {
  const resting = { ...harvest, atMostSuspected: 'it rests on one kind', lacks: 1 };
  const half = withMore(resting, 0.5);
  assert.equal(half.logOdds, harvest.logOdds + 0.5);
  assert.equal(half.score, probabilityOf(half.logOdds));
  assert.deepEqual([half.atMostSuspected, half.lacks], ['it rests on one kind', 0.5]);
  const lifted = withMore(half, 0.75);
  assert.ok(!('atMostSuspected' in lifted) && !('lacks' in lifted));
  assert.equal(withMore({ ...harvest, atMostSuspected: 'a benchmark' }, 9).atMostSuspected, 'a benchmark');
});
