import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { proxyAccessText } from './proxy-access-text.ts';

const SAMPLE = path.join(__dirname, '../../../../../test/golden/formats/samples/proxy-access.log');
const LINES = readFileSync(SAMPLE, 'utf8').trimEnd().split('\n');

test('every line of the sample is taken for one of a proxy, and a line of another server is not', () => {
  for (const line of LINES) assert.ok(proxyAccessText.holdsRequest(line), line);
  for (const line of [
    '10.1.2.3 - ann [04/May/2026:08:00:00 +0000] "POST /v1/messages HTTP/1.1" 200 812 "-" "curl/8"',
    '[2026-05-04T08:00:00.310Z] "POST /v1/messages HTTP/1.1" was what she asked',
    'https 2026-05-04 was a busy day [04/May/2026] for us',
    '2026-05-04\t08:00:01\tann\tWhat is a fjord?\tA deep inlet.',
    '#Version of the prompt',
  ])
    assert.ok(!proxyAccessText.holdsRequest(line), line);
});

test('a line that is cut off is not taken for a call with a part of its fields', () => {
  for (const line of LINES.filter((one) => !one.startsWith('#')))
    for (let end = 0; end < line.length / 2; end++) {
      const cut = line.slice(0, end);
      // What is behind the request and the agent may be missing.
      assert.ok(!proxyAccessText.holdsRequest(cut) || /HTTP\/[\d.]+"|\t\d{3}\t/.test(cut), cut);
    }
});
