import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Curve, weightAt } from '../../src/math/curves.ts';
import { probabilityOf } from '../../src/math/log-odds.ts';
import { Random } from '../../src/math/random.ts';
import type { Case } from './cases.ts';
import type { Direction } from '../../src/engine/campaigns/detectors/detector.ts';
import { type Judge, weigh } from '../../src/engine/campaigns/judging/explanations.ts';
import { fitJudge, fitWithout, fitWorlds, logOddsOf } from './fitted-judge.ts';

const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
  ['speaks', 'for'],
  ['denies', 'against'],
  ['noise', 'for'],
  ['wrong', 'for'],
  ['constant', 'for'],
]);

/** What `speaks` truly weighs: nothing at first, then three nats, then no more. */
const truth = (x: number): number => 3 * Math.min(1, Math.max(0, (x - 0.212) / 0.576));

function cases(count: number): Case[] {
  const random = new Random('cases');
  return Array.from({ length: count }, () => {
    const [speaks, denies, noise] = [random.next(), random.next(), random.next()];
    const positive = random.chance(probabilityOf(truth(speaks) - 2 * denies - 1));
    const statistics = new Map([
      ['speaks', speaks],
      ['noise', noise],
      ['wrong', positive ? random.next() - 0.3 : random.next()],
      ['constant', 7],
    ]);
    if (random.chance(0.7)) statistics.set('denies', denies);
    return {
      log: '',
      generator: 'bench',
      side: '',
      positive,
      explanation: positive ? null : 'ordinary',
      count: 1,
      statistics,
    };
  });
}

const given = cases(6000);
const whole = fitJudge(given, DIRECTIONS, 1);
const judge = whole.against.get('ordinary')!;

test('a curve that made the cases is found again', () => {
  const curve = judge.curves.get('speaks')!;
  for (const [from, to] of [
    [0.03, 0.212],
    [0.212, 0.788],
    [0.788, 0.97],
  ] as const) {
    const found = weightAt(curve, to) - weightAt(curve, from);
    assert.ok(Math.abs(found - (truth(to) - truth(from))) < 0.5, `${from} to ${to}: ${found}`);
  }
});

test('a statistic that says nothing weighs next to nothing, and one that never changes has no curve', () => {
  for (const [, weight] of judge.curves.get('noise')!) assert.ok(Math.abs(weight) < 0.25, `${weight}`);
  assert.equal(judge.curves.has('constant'), false);
});

test('a statistic never speaks against its direction, whatever the cases say', () => {
  for (const [id, direction] of DIRECTIONS) {
    const weights = (judge.curves.get(id) ?? []).map(([, weight]) => weight);
    for (let i = 1; i < weights.length; i++)
      assert.ok((weights[i]! - weights[i - 1]!) * (direction === 'for' ? 1 : -1) >= 0, `${id} at ${i}`);
  }
  assert.ok(judge.curves.get('wrong')!.every(([, weight]) => Math.abs(weight) < 1e-12));
});

test('a missing statistic weighs nothing, as does the middle of both kinds', () => {
  assert.equal(logOddsOf(whole, new Map()), judge.prior);
  for (const [id, curve] of judge.curves) {
    const own = given.filter(({ statistics }) => statistics.has(id));
    const mean = (kind: boolean): number => {
      const same = own.filter(({ positive }) => positive === kind);
      return same.reduce((sum, { statistics }) => sum + weightAt(curve, statistics.get(id)!), 0) / same.length;
    };
    assert.ok(Math.abs(mean(true) + mean(false)) < 1e-6, id);
  }
});

test('the same cases in another order give the same weights', () => {
  const again = fitJudge([...given].reverse(), DIRECTIONS, 1).against.get('ordinary')!;
  assert.ok(Math.abs(again.prior - judge.prior) < 1e-3);
  for (const [id, curve] of judge.curves)
    curve.forEach(([x, weight], i) => {
      const [otherX, otherWeight] = again.curves.get(id)![i]!;
      assert.equal(otherX, x);
      assert.ok(Math.abs(otherWeight - weight) < 1e-3, id);
    });
});

test('a statistic that one world alone bears out weighs less than one that all do', () => {
  const worlds = (['bench', 'world2', 'town'] as const).flatMap((generator) =>
    cases(1500).map((one, i): Case => {
      if (generator !== 'bench') return { ...one, generator };
      const quirk = one.positive ? 0.5 + (i % 10) / 20 : (i % 10) / 10;
      return { ...one, generator, statistics: new Map([...one.statistics, ['quirk', quirk]]) };
    }),
  );
  const directions = new Map([...DIRECTIONS, ['quirk', 'for'] as const]);
  const apart = fitJudge(worlds, directions, 1).against.get('ordinary')!;
  const together = fitJudge(
    worlds.map((one): Case => ({ ...one, generator: 'bench' })),
    directions,
    1,
  ).against.get('ordinary')!;
  const reach = (weights: typeof apart, id: string): number =>
    weightAt(weights.curves.get(id)!, 1) - weightAt(weights.curves.get(id)!, 0);
  assert.ok(reach(apart, 'quirk') < 0.8 * reach(together, 'quirk'), `${reach(apart, 'quirk')}`);
  assert.ok(reach(apart, 'speaks') > 0.9 * reach(together, 'speaks'), `${reach(apart, 'speaks')}`);
});

test('leaving a detector out of a fit says the same as a fit that never had it', () => {
  const worlds = (['bench', 'world2', 'town'] as const).flatMap((generator) =>
    cases(600).map((one): Case => ({ ...one, generator })),
  );
  const [speaks, ...others] = DIRECTIONS;
  const refitted = fitWithout(fitWorlds(worlds, DIRECTIONS, 1), new Set([speaks![0]]));
  const never = fitJudge(worlds, new Map(others), 1);
  for (const { statistics } of worlds.slice(0, 50)) {
    const without = new Map([...statistics].filter(([id]) => id !== speaks![0]));
    assert.ok(Math.abs(logOddsOf(refitted, statistics) - logOddsOf(never, without)) < 1e-3);
  }
});

test('each innocent explanation is told from campaigns by its own trait, though the others lack it', () => {
  const random = new Random('explained');
  const made = Array.from({ length: 3000 }, (_, i): Case => {
    const explanation = ([null, 'relay', 'product'] as const)[i % 3] ?? null;
    const positive = explanation === null;
    return {
      ...given[0]!,
      positive,
      explanation,
      statistics: new Map([
        ['speaks', explanation === 'relay' ? 0.4 * random.next() : 0.3 + 0.7 * random.next()],
        ['denies', explanation === 'product' ? 0.6 + 0.4 * random.next() : 0.7 * random.next()],
      ]),
    };
  });
  const judges = fitJudge(made, DIRECTIONS, 1);
  const reach = (explanation: 'relay' | 'product', id: string): number => {
    const curve = judges.against.get(explanation)!.curves.get(id)!;
    return Math.abs(weightAt(curve, 1) - weightAt(curve, 0));
  };
  assert.ok(reach('relay', 'speaks') > 2 * reach('relay', 'denies'));
  assert.ok(reach('product', 'denies') > 2 * reach('product', 'speaks'));
  const { explanations } = weigh(judges, new Map([['speaks', 0.1]]));
  assert.equal(explanations[0]!.explanation, 'relay');
});

test('what earlier cases taught is changed as far as the ridge lets more cases change it, and never against a direction; what they did not is learnt whatever it is', () => {
  const rising: Curve = [
    [0, -1],
    [1, 1],
  ];
  const known: Judge = {
    against: new Map([['ordinary', { prior: -1, curves: new Map([['wrong', rising]]) }]]),
    slope: 1.2,
    shift: 0.1,
  };
  const [stiff, free] = [1e9, 1].map((ridge) => fitJudge(given, DIRECTIONS, ridge, known));
  const [first, last] = stiff!.against.get('ordinary')!.curves.get('wrong')!;
  assert.ok(Math.abs(first![1] + 1) < 1e-3 && Math.abs(last![1] - 1) < 1e-3, 'what was known stays');
  assert.deepEqual([free!.slope, free!.shift], [1.2, 0.1]);
  const { curves } = free!.against.get('ordinary')!;
  const [low, high] = curves.get('wrong')!.map(([, weight]) => weight);
  assert.ok(high! - low! >= -1e-9 && high! - low! < 0.1, 'the cases deny what was known, down to nothing');
  for (const { against } of [stiff!, free!]) {
    const speaks = against.get('ordinary')!.curves.get('speaks')!;
    assert.ok(weightAt(speaks, 1) - weightAt(speaks, 0) > 2, 'what was not known is learnt');
  }
});
