import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE, MONDAY } from '../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../test/fixtures/templated.ts';
import { conversationsOf, isOpening } from './conversations.ts';

const of = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return { ...conversationsOf(candidate, context.table), candidate, table: context.table };
};

test('an agent’s loop repeats its first message and is one conversation, however long it goes on', () => {
  const loop = traffic(3, 40, (member, n) => ({
    user: `task of ${member}`,
    template: 0,
    time: MONDAY + n * 20 * MINUTE,
  }));
  assert.equal(of(loop).rows.length, 3);
});

test('the same message after a longer pause, or from another account, begins another conversation', () => {
  assert.equal(of(traffic(3, 4, () => ({ user: 'same', template: 0, time: MONDAY }))).rows.length, 3);
  assert.equal(of(traffic(3, 4, (_, n) => ({ user: 'same', template: 0, time: MONDAY + n * HOUR }))).rows.length, 12);
});

test('prompts with images may differ in them and are not taken for repeats', () => {
  assert.equal(of(traffic(3, 4, () => ({ user: 'What is this?', media: 1, time: MONDAY }))).rows.length, 12);
});

test('conversations come in order of time, each with its member and template; those without a time come last', () => {
  const { rows, timed, member, template, candidate, table } = of(
    traffic(4, 6, (m, n) => ({ time: n === 2 ? NaN : MONDAY + (6 - n) * HOUR + m })),
  );
  assert.deepEqual([rows.length, timed], [24, 20]);
  const times = Array.from(rows.subarray(0, timed), (row) => table.rows.time[row]!);
  assert.deepEqual(
    times,
    [...times].sort((a, b) => a - b),
  );
  rows.forEach((row, i) => {
    assert.equal(table.rows.account[row], candidate.accounts[member[i]!]);
    const slice = candidate.slices[member[i]!]!.find((one) => one.template === candidate.templates[template[i]!])!;
    assert.ok(slice.rows.includes(row));
  });
});

test('without any times every request counts, in the order of the log', () => {
  const { rows, timed } = of(traffic(3, 4, () => ({ user: 'same' })));
  assert.deepEqual([rows.length, timed], [12, 0]);
  assert.deepEqual(
    [...rows],
    [...rows].sort((a, b) => a - b),
  );
});

test('later turns, failed requests and prompts with images open no conversation with a known text', () => {
  const { table } = of([
    { account: 'm0', template: 0, user: 'a' },
    { account: 'm0', template: 0, user: 'b', later: ['An answer that is long enough to be a telling one.', 'More.'] },
    { account: 'm0', template: 0, user: 'c', status: 'error' },
    { account: 'm0', template: 0, user: 'd', media: 1 },
  ]);
  assert.deepEqual(
    [0, 1, 2, 3].map((row) => isOpening(table, row)),
    [true, false, false, false],
  );
});
