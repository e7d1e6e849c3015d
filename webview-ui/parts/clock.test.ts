import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { setLocal, tickWord, timeScale, zone } from './clock.ts';
import { exactTime, span } from './format.ts';

process.env['TZ'] = 'Asia/Tokyo';

afterEach(() => setLocal(false));

const AFTERNOON = Date.UTC(2025, 2, 3, 15);

test('hours of an axis are those of a day of 24, as everywhere else', () => {
  assert.equal(tickWord(new Date(AFTERNOON)), '15:00');
  assert.equal(tickWord(new Date(Date.UTC(2025, 2, 3))), '03-03');
  assert.equal(tickWord(new Date(Date.UTC(2025, 2, 1))), '2025-03');
  assert.equal(tickWord(new Date(Date.UTC(2025, 0, 1))), '2025');
});

test('all times follow the clock that is set, and say which one that is', () => {
  assert.equal(exactTime(AFTERNOON), '2025-03-03 15:00:00');
  setLocal(true);
  assert.equal(exactTime(AFTERNOON), '2025-03-04 00:00:00');
  assert.equal(span(AFTERNOON, AFTERNOON + 86_400_000), '2025-03-04');
  assert.equal(tickWord(new Date(AFTERNOON)), '03-04');
  assert.equal(zone(), 'local time');
  const ticks = timeScale([AFTERNOON, AFTERNOON + 3 * 86_400_000], [0, 1]).ticks(3);
  assert.deepEqual(
    ticks.map((tick) => tick.getHours()),
    [0, 0, 0, 0],
  );
});
