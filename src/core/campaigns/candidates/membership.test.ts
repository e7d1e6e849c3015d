import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Membership } from './membership.ts';

const ACCOUNTS = 1000;
/** A cluster that uses ten templates which one account in a thousand uses otherwise. */
const model = (counts: readonly number[], outside = 0.001): Membership =>
  new Membership(
    Array.from({ length: 10 }, () => ({ inside: 0.6, outside })),
    counts,
    ACCOUNTS,
  );
const using = (n: number): boolean[] => Array.from({ length: 10 }, (_, i) => i < n);
const BUSY = Array.from({ length: 40 }, (_, i) => 5 + (i % 3));

test('an account that uses many of the templates belongs, though it does not use the others', () => {
  assert.ok(model(BUSY).logOdds(using(5)) > Math.log(9));
  assert.ok(model(BUSY).logOdds(using(10)) > Math.log(3));
});

test('an account that uses one of the templates does not belong', () => {
  assert.ok(model(BUSY).logOdds(using(1)) < Math.log(1 / 9));
});

test('two templates are believed where members use few, and not where they use many', () => {
  const slow = Array.from({ length: 40 }, (_, i) => 1 + (i % 3));
  assert.ok(model(slow).logOdds(using(2)) > model(BUSY).logOdds(using(2)) + 1);
});

test('templates that strangers use too say less', () => {
  assert.ok(model(BUSY, 0.2).logOdds(using(4)) < model(BUSY).logOdds(using(4)) - 2);
});

test('three hundred templates do not overflow', () => {
  const uses = Array.from({ length: 300 }, () => ({ inside: 0.97, outside: 0.001 }));
  const odds = new Membership(uses, [290, 295, 300], ACCOUNTS).logOdds(uses.map(() => true));
  assert.ok(Number.isFinite(odds) && odds > 3);
});
