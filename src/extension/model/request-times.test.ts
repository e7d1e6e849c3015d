import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import type { LogFilter } from '../../protocol/explorer-messages.ts';
import { fileRows } from '../explorer/log-rows.ts';
import { RequestList } from '../explorer/request-list.ts';
import { requestTimes } from './request-times.ts';
import { Results } from './results.ts';

const { report, index } = syntheticResult({ campaigns: 2, members: 3, ordinary: 5, requests: 30 });
const results = new Results(report, index, 'log');
const file = fileRows(results, index.files[0] ?? '');
assert.ok(file);
const ALL: LogFilter = { kind: 'requests', account: '', template: '', campaign: '', flagged: false, text: '' };
const thread = { ask: () => Promise.reject(new Error('nothing is read')) };
const totalOf = (filter: LogFilter): number => new RequestList(file, filter, thread).extent().total;

test('the height of a bar is what the list shows once its time is chosen', () => {
  for (const filter of [ALL, { ...ALL, campaign: 'C1' }, { ...ALL, from: index.time[40]! }]) {
    const times = requestTimes(file, filter)!;
    assert.ok(times.requests.filter((requests) => requests > 0).length > 3);
    times.requests.forEach((requests, bin) => {
      const from = times.start + bin * times.step;
      const to = from + times.step;
      assert.equal(requests, totalOf({ ...filter, from, to }));
      assert.equal(times.flagged[bin], totalOf({ ...filter, from, to, flagged: true }));
    });
  }
});

test('bars stay where they are whatever is filtered, and there are at most two hundred', () => {
  const all = requestTimes(file, ALL)!;
  const few = requestTimes(file, { ...ALL, account: 'sk-c1-1' })!;
  assert.deepEqual([few.start, few.step, few.requests.length], [all.start, all.step, all.requests.length]);
  const years = { ...index, time: index.time.map((_, row) => row * 30 * 86_400_000) };
  const long = requestTimes({ ...file, results: new Results(report, years, 'log') }, ALL)!;
  assert.ok(long.requests.length <= 200 && long.requests.length > 90, String(long.requests.length));
  assert.equal(long.step % 86_400_000, 0);
});

test('a log without times has no bars', () => {
  const timeless = { ...index, time: index.time.map(() => NaN) };
  assert.equal(requestTimes({ ...file, results: new Results(report, timeless, 'log') }, ALL), null);
});
