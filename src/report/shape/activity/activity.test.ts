import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { Activity, activityText, type Counted, countedOf, STEPS } from './activity.ts';

const HOUR = STEPS['1h'];
const COUNTED: Counted[] = [
  { template: '', flagged: false, time: 493_510 * HOUR, requests: 1 },
  { template: '', flagged: false, time: NaN, requests: 4 },
  { template: 'Tcfbc4645', flagged: true, time: 493_503 * HOUR, requests: 3 },
  { template: 'Tcfbc4645', flagged: true, time: 493_504 * HOUR, requests: 1 },
  { template: 'Tcfbc4645', flagged: true, time: -2 * HOUR, requests: 12 },
];

test('counts come back from their text as they were', () => {
  const text = activityText('1h', COUNTED);
  assert.equal(text, '1h - 493510 ?x4;Tcfbc4645! 493503x3 1 -493506x12');
  assert.ok(v.is(Activity, text));
  assert.deepEqual(countedOf(text), { step: HOUR, counted: COUNTED });
});

test('a damaged text is refused, and gives no number that is none', () => {
  for (const text of ['', '1h', '2h - 4', '1h <b> 4', '1h - 4\n5', '1h T1 4"5']) assert.ok(!v.is(Activity, text), text);
  for (const text of ['1h - x', '1h T1 99999999999999999999', '1h - 4x0', '1h - 4x-1', '1h - 4xx', '1h ;; ? ?x'])
    for (const { time, requests } of countedOf(text).counted) {
      assert.ok(Number.isSafeInteger(requests) && requests > 0, text);
      assert.ok(Number.isNaN(time) || Number.isSafeInteger(time / HOUR), text);
    }
});
