import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLog } from '../../../../test/harness/read-log.ts';

test('a prompt that its client has cut into tokens is a request whose text is missing, and not a line in no known form', () => {
  for (const prompt of [
    [15339, 1917],
    [[15339], [1917]],
  ]) {
    const line = {
      ts: 1_777_881_600,
      user_id: 'u',
      request: { model: 'm', prompt },
      response: { choices: [{ text: 'Hi.' }] },
    };
    const { requests, counts } = readLog(`${JSON.stringify(line)}\n`);
    assert.deepEqual([requests.length, requests[0]?.content, counts.rejected], [1, 'none', 0]);
  }
});
