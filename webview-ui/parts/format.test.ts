import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration, place, share, span } from './format.ts';

test('a share of none or all is a plain fact', () => {
  assert.equal(share(0), '0%');
  assert.equal(share(5, 5), '100%');
  assert.equal(share(0.9995), '> 99.9%');
  assert.equal(share(0, 0), '–');
});

test('spans use the fewest words', () => {
  const t = Date.UTC(2025, 2, 3, 14);
  assert.equal(span(t, t + 3_600_000), '3 Mar 2025, 14:00–15:00');
  assert.equal(span(Date.UTC(2025, 2, 3), Date.UTC(2025, 2, 4)), '3 Mar 2025');
  assert.equal(span(Date.UTC(2025, 2, 3), Date.UTC(2025, 2, 10)), '3–9 Mar 2025');
});

test('a place names the file without its folders', () => {
  assert.equal(place({ file: '/var/log/llm/a.jsonl', line: 1204, offset: 0, length: 1 }), 'a.jsonl:1,204');
});

test('lengths of time are said in the unit people use', () => {
  const said = [100, 1000, 9500, 60_000, 98_000, 600_000, 3_600_000, 21_600_000, 86_400_000, 604_800_000].map(duration);
  assert.deepEqual(said, ['0.1 s', '1 s', '9.5 s', '1 min', '98 s', '10 min', '1 h', '6 h', '1 day', '7 days']);
});
