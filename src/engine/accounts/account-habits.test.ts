import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MONDAY, type Sent, tableOf } from '../../../test/fixtures/requests.ts';
import { accountHabits } from './account-habits.ts';
import { accountProfiles } from './account-profiles.ts';

const habits = (sent: readonly Sent[]): ReturnType<typeof accountHabits> => {
  const table = tableOf(sent.map((one) => ({ account: 'a', ...one })));
  return accountHabits([...accountProfiles(table, new Map()).values()][0]!, table);
};
const requests = (count: number, make: (n: number) => Sent): Sent[] => Array.from({ length: count }, (_, n) => make(n));

test('habits are requests a day of use, hours of the day in use, and prompts sent again', () => {
  const found = habits(
    requests(40, (n) => ({ user: `prompt ${n % 10}`, time: MONDAY + (n % 4) * 3 * DAY + (n % 5) * HOUR })),
  );
  assert.deepEqual(found, { volume: 10, hours: 5, repeats: 0.75 });
});

test('an account with few requests, or with few that have a time, has no habits yet', () => {
  assert.equal(habits(requests(19, (n) => ({ user: `${n}`, time: MONDAY + n }))), undefined);
  assert.equal(habits(requests(60, (n) => ({ user: `${n}`, ...(n < 10 && { time: MONDAY + n }) }))), undefined);
});
