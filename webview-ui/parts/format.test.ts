import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, duration, likelihood, nats, percent, place, ratio, share, span } from './format.ts';

test('a probability is never rounded to certainty', () => {
  assert.equal(percent(0.99999), '> 99.9%');
  assert.equal(percent(0.00001), '< 0.1%');
  assert.equal(percent(0.995), '99.5%');
  assert.equal(percent(0.42), '42%');
  assert.equal(percent(1), '> 99.9%');
  assert.equal(percent(0), '< 0.1%');
});

test('a share of none or all is a plain fact', () => {
  assert.equal(share(0), '0%');
  assert.equal(share(5, 5), '100%');
  assert.equal(share(0.9995), '> 99.9%');
  assert.equal(share(0, 0), '–');
});

test('words follow the probability', () => {
  assert.deepEqual([0.995, 0.95, 0.7, 0.5, 0.2, 0.05, 0.001].map(likelihood), [
    'almost certain',
    'very likely',
    'likely',
    'about as likely as not',
    'unlikely',
    'very unlikely',
    'almost certainly not',
  ]);
});

test('weights carry a true minus and a ratio says its direction', () => {
  assert.equal(nats(-0.414), '−0.41');
  assert.equal(nats(3.2), '+3.20');
  assert.equal(ratio(Math.log(24)), '24× more likely');
  assert.equal(ratio(-Math.log(2)), '2.0× less likely');
});

test('spans use the fewest words', () => {
  const t = Date.UTC(2025, 2, 3, 14);
  assert.equal(span(t, t + 3_600_000), '3 Mar 2025, 14:00–15:00');
  assert.equal(span(Date.UTC(2025, 2, 3), Date.UTC(2025, 2, 4)), '3 Mar 2025');
  assert.equal(span(Date.UTC(2025, 2, 3), Date.UTC(2025, 2, 10)), '3–9 Mar 2025');
  assert.equal(bytes(1_234_567), '1.2 MB');
});

test('a place names the file without its folders', () => {
  assert.equal(place({ file: '/var/log/llm/a.jsonl', line: 1204, offset: 0, length: 1 }), 'a.jsonl:1,204');
});

test('lengths of time are said in the unit people use', () => {
  const said = [100, 1000, 9500, 60_000, 98_000, 600_000, 3_600_000, 21_600_000, 86_400_000, 604_800_000].map(duration);
  assert.deepEqual(said, ['0.1 s', '1 s', '9.5 s', '1 min', '98 s', '10 min', '1 h', '6 h', '1 day', '7 days']);
});
