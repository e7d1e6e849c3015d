import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIGNS } from '../baseline/request-marks.ts';
import { type DaySignature, DaySignatures, SCALE } from '../baseline/day-signatures.ts';
import { Random } from '../../../math/random.ts';
import { dayDrift, type DriftTest } from './day-drift.ts';

const TOPICS = 12;
const random = new Random('drift');
const topics = Array.from({ length: TOPICS + 1 }, () =>
  Int32Array.from({ length: SIGNS }, () => (random.chance(0.5) ? SCALE : -SCALE)),
);
const ATTACK = TOPICS;
/** A Monday. */
const FIRST = 20_577;

/** Accounts that each send of one topic, in a way of their own; on weekends of other topics. */
function day(at: number, accounts: number, attackers = 0): DaySignature[] {
  const made = new DaySignatures();
  const isWeekend = at % 7 > 4;
  for (let n = 0; n < accounts + attackers; n++) {
    const topic = n >= accounts ? ATTACK : random.below(isWeekend ? 5 : TOPICS);
    const signs = topics[topic]!.map((sign) => (random.chance(0.2) ? -sign : sign));
    made.add(FIRST + at, 0, signs);
  }
  return made.list();
}
const days = (count: number, accounts: number): DaySignature[] =>
  Array.from({ length: count }, (_, at) => day(at, accounts)).flat();
const only = (drift: { tests: DriftTest[] }): DriftTest => {
  assert.equal(drift.tests.length, 1);
  return drift.tests[0]!;
};

const baseline = days(14, 100);

test('a day on which a quarter or half of the accounts send something new is an alarm', () => {
  for (const attackers of [33, 100]) {
    const { isAlarm, moved, p } = only(dayDrift(day(16, 100, attackers), baseline));
    assert.ok(isAlarm && moved > 1.5 && p < 0.01, `${attackers} ${moved} ${p}`);
  }
});

test('ordinary days are none: working days, weekends, and days of twice as many accounts', () => {
  for (const [at, accounts] of [
    [14, 100],
    [15, 110],
    [19, 100],
    [20, 60],
    [21, 200],
    [22, 400],
  ] as const) {
    const { isAlarm, moved } = only(dayDrift(day(at, accounts), baseline));
    assert.ok(!isAlarm && moved < 1.5, `${at} ${moved}`);
  }
});

test('one account cannot raise an alarm, and few cannot', () => {
  for (const attackers of [1, 2]) assert.ok(!only(dayDrift(day(16, 100, attackers), baseline)).isAlarm);
});

test('a baseline of few days, or of few accounts a day, says nothing, and why', () => {
  const young = dayDrift(day(16, 100, 100), days(9, 100));
  assert.deepEqual(
    [young.tests, young.reason],
    [[], 'the baseline has 9 days with at least 20 accounts, and 10 are needed'],
  );
  assert.match(dayDrift(day(16, 100), days(14, 19)).reason!, /has 0 days/);
  assert.match(dayDrift(day(16, 100), []).reason!, /build it again/);
});

test('the days of the baseline have distances of the same unit, one is usual, and they are given with what is tested alone', () => {
  const { tests, ordinary } = dayDrift([...day(16, 100, 33), ...day(17, 100)], baseline);
  const own = ordinary.get(tests[0]!.cohort)!;
  assert.deepEqual(
    own.map(({ day: at, accounts }) => [at - FIRST, accounts]),
    Array.from({ length: 14 }, (_, at) => [at, 100]),
  );
  const usual = Math.exp(own.reduce((sum, { moved }) => sum + Math.log(moved), 0) / own.length);
  assert.ok(Math.abs(usual - 1) < 1e-9, String(usual));
  assert.ok(own.every(({ moved }) => moved < tests[0]!.moved));
  assert.equal(dayDrift(day(16, 40, 9), baseline).ordinary.size, 0);
});

test('days of the baseline are not tested, nor days with too few accounts', () => {
  assert.deepEqual(dayDrift(day(3, 100, 100), baseline), {
    tests: [],
    ordinary: new Map(),
    reason: 'the baseline holds every day of the log',
  });
  assert.deepEqual(dayDrift(day(16, 40, 9), baseline), {
    tests: [],
    ordinary: new Map(),
    reason: 'one day has too few accounts',
  });
});

test('many quiet days do not make one of them an alarm', () => {
  const { tests } = dayDrift(Array.from({ length: 60 }, (_, at) => day(14 + at, 100)).flat(), baseline);
  assert.equal(tests.length, 60);
  assert.deepEqual(
    tests.filter(({ isAlarm }) => isAlarm),
    [],
  );
  assert.ok(tests.every(({ p, q }) => q >= p));
});
