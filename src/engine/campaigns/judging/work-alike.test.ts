import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MONDAY } from '../../../../test/fixtures/requests.ts';
import { candidateCase, chance, traffic } from '../../../../test/fixtures/templated.ts';
import { type Habits, habitsOf, workAlike } from './work-alike.ts';

/** Habits of accounts that work from an hour on, with answers of about a length. */
const habits = (seed: number, { from = 3, length = 500, members = 20 } = {}): Habits => {
  const { candidate, context } = candidateCase(
    traffic(members, 6, (member, n) => ({
      time: MONDAY + n * DAY + (from + 4 * chance(seed, member, n)) * HOUR,
      outputTokens: Math.round(length * (1 + 0.2 * chance(seed, member, n, 1))),
    })),
  );
  return habitsOf(candidate, context.table.rows);
};

test('groups of one pool of accounts work alike in all but one of twenty cases', () => {
  const alike = Array.from({ length: 40 }, (_, i) => workAlike(habits(2 * i), habits(2 * i + 1), `${i}`));
  assert.ok(alike.filter(Boolean).length >= 34);
});

test('groups that work at other hours, or get answers of another length, do not work alike', () => {
  assert.equal(workAlike(habits(1), habits(2, { from: 12 }), ''), false);
  assert.equal(workAlike(habits(1), habits(2, { length: 1500 }), ''), false);
});

test('a large group is compared by as many accounts as tell, and where the log has no times by the rest', () => {
  assert.equal(habits(1, { members: 450 })[0]!.length, 200);
  const { candidate, context } = candidateCase(traffic(8, 4, () => ({})));
  const own = habitsOf(candidate, context.table.rows);
  assert.ok(own.flatMap((values) => [...values]).every(Number.isFinite));
  assert.equal(workAlike(own, own, ''), true);
});
