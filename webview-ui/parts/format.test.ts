import assert from 'node:assert/strict';
import { test } from 'node:test';
import { place, shortPlace, share, span } from './format.ts';

test('a share of none or all is a plain fact', () => {
  assert.equal(share(0), '0%');
  assert.equal(share(5, 5), '100%');
  assert.equal(share(0.9995), '> 99.9%');
  assert.equal(share(0, 0), '–');
});

test('spans use the fewest words', () => {
  const t = Date.UTC(2025, 2, 3, 14);
  assert.equal(span(t, t + 3_600_000), '2025-03-03 14:00–15:00');
  assert.equal(span(Date.UTC(2025, 2, 3), Date.UTC(2025, 2, 4)), '2025-03-03');
  assert.equal(span(Date.UTC(2025, 2, 3), Date.UTC(2025, 2, 10)), '2025-03-03 – 2025-03-09');
});

test('a place names the file without its folders', () => {
  assert.equal(place({ file: '/var/log/llm/a.jsonl', line: 1204, offset: 0, length: 1 }), 'a.jsonl:1204');
});

test('a long name loses its middle, never the line behind it', () => {
  const at = (file: string): string => shortPlace({ file: `/logs/${file}`, line: 1204, offset: 0, length: 1 });
  assert.equal(at('a.jsonl'), 'a.jsonl:1204');
  assert.equal(at('gateway-of-the-european-region-2026-05-04.jsonl'), 'gateway-of-the-eur…6-05-04.jsonl:1204');
});
