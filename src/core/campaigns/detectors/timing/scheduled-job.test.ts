import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MINUTE, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { scheduledJob } from './scheduled-job.ts';

const weigh = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return scheduledJob.measure(candidate, context);
};

test('long runs at the same hour of the night are everybody’s own job', () => {
  const found = weigh(
    traffic(6, 40, (_, n) => ({ time: MONDAY + Math.floor(n / 20) * DAY + 2 * HOUR + (n % 20) * MINUTE })),
  );
  assert.ok(found && found.weight < 0, found?.text);
});

test('work spread over the day is no job: one ordinary reason less, which weighs little', () => {
  const weight = weigh(traffic(6, 40, (_, n) => ({ time: MONDAY + n * HOUR })))?.weight ?? NaN;
  assert.ok(weight > 0 && weight < 1, String(weight));
});

test('without times, or with few requests, no schedule can be seen', () => {
  assert.equal(weigh(traffic(6, 40, () => ({}))), null);
  assert.equal(weigh(traffic(6, 6, (_, n) => ({ time: MONDAY + n * MINUTE }))), null);
});
