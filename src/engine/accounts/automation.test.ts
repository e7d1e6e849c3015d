import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MINUTE, MONDAY, type Sent, tableOf } from '../../../test/fixtures/requests.ts';
import { hash32 } from '../../math/hash.ts';
import { accountProfiles } from './account-profiles.ts';
import { type Automation, automationOf } from './automation.ts';

function automation(times: readonly (number | undefined)[]): Automation | null {
  const table = tableOf(times.map((time): Sent => ({ account: 'k', ...(time === undefined ? {} : { time }) })));
  const [profile] = accountProfiles(table, new Map()).values();
  return automationOf(profile!, table);
}

const random = (n: number): number => hash32(`${n}`) / 2 ** 32;
const ticks = Array.from({ length: 100 }, (_, n) => MONDAY + n * 10 * MINUTE + random(n) * MINUTE);
/** Requests at random moments of ten days, all hours alike. */
const sleepless = Array.from({ length: 2000 }, (_, n) => MONDAY + random(n) * 10 * DAY);
/** Visits of ten requests in the morning or the evening. */
const person = Array.from({ length: 300 }, (_, n) => {
  const visit = Math.floor(n / 10);
  return MONDAY + Math.floor(visit / 3) * DAY + (8 + random(visit) * 12) * HOUR + (n % 10) * MINUTE * (1 + random(n));
});

test('requests at even gaps are a timer’s, whatever the order of the log', () => {
  for (const times of [ticks, [...ticks].reverse()]) {
    const found = automation(times);
    assert.equal(found?.kind, 'even-gaps');
    assert.equal(found.n, 100);
    assert.match(found.text, /around their mean of 10 min/);
  }
});

test('an account that never sleeps for days is a program', () => {
  assert.equal(automation(sleepless)?.kind, 'no-sleep');
});

test('a person who comes in visits and sleeps at night is no program', () => {
  assert.equal(automation(person), null);
});

test('a day and a night at work are not yet an account that never sleeps', () => {
  const oneDay = sleepless.map((time) => MONDAY + ((time - MONDAY) / 10) * 2);
  assert.equal(automation(oneDay), null);
});

test('few requests, no times and one moment for all say nothing', () => {
  assert.equal(automation(ticks.slice(0, 59)), null);
  assert.equal(automation(ticks.map(() => undefined)), null);
  assert.equal(automation(ticks.map(() => MONDAY)), null);
});
