import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { type Copies, copiesOf } from './copies.ts';

function copies(sent: readonly TemplatedSent[]): Copies {
  const { candidate, context } = candidateCase(sent);
  return copiesOf(candidate, context.table);
}

test('requests and different prompts are counted, over all members', () => {
  const { requests, prompts, k, uniform } = copies(traffic(6, 10, () => ({})));
  assert.deepEqual([requests, prompts, k, uniform], [60, 60, 1, 0]);
});

test('the number of copies that most copied prompts have is k', () => {
  const sampled = traffic(6, 30, (m, n) => ({ user: `p${m} ${Math.floor(n / 3)}`, time: MONDAY + n }));
  const again: TemplatedSent[] = [{ account: 'm0', template: 0, user: 'p0 0', time: MONDAY }];
  const found = copies([...sampled, ...again]);
  assert.equal(found.k, 3);
  assert.ok(found.uniform > 0.9 && found.uniform < 1);
});

test('more copies than there are accounts can still be rollouts, dealt over all of them', () => {
  const { k } = copies(traffic(4, 60, (m, n) => ({ user: `p${n >> 1}`, time: MONDAY + n * HOUR + m })));
  assert.equal(k, 8);
});

test('a list that every account works through once is a worksheet, not sampling', () => {
  const { k } = copies(traffic(6, 30, (_, n) => ({ user: `exercise ${n}`, time: MONDAY + n })));
  assert.equal(k, 1);
});

test('copies of one prompt hours apart in one account are repeats, not samples', () => {
  const { k } = copies(traffic(6, 20, (m, n) => ({ user: `p${m} ${n % 10}`, time: MONDAY + n * HOUR })));
  assert.equal(k, 1);
});

test('a list that every account works through again on another day is a test suite, however many its copies are', () => {
  const days = [0, 72, 168].map((hour) => MONDAY + hour * HOUR);
  const { k } = copies(traffic(40, 30, (m, n) => ({ user: `item ${n % 10}`, time: days[Math.floor(n / 10)]! + m })));
  assert.equal(k, 1);
});

test('conversations and tool loops repeat their first message and are left out', () => {
  const later = ['An answer that is long enough to be a telling one.', 'And then?'];
  const found = copies(traffic(6, 20, (m, n) => ({ user: `p${m} ${n >> 2}`, later: n % 4 ? later : [] })));
  assert.deepEqual([found.requests, found.prompts, found.k], [30, 30, 1]);
});

test('one prompt that everybody sends is not a fixed number of samples', () => {
  assert.equal(copies(traffic(6, 20, () => ({ user: 'ping', time: MONDAY }))).k, 1);
});

test('a prompt sent half a million times does not exhaust the stack', () => {
  const { candidate, context } = candidateCase(traffic(2, 2, () => ({ user: 'same', time: MONDAY })));
  const [row] = candidate.slices[0]![0]!.rows;
  const rows = new Uint32Array(500_000).fill(row!);
  const found = copiesOf({ ...candidate, slices: [[{ account: 1, template: 0, rows }]] }, context.table);
  assert.equal(found.requests, 500_000);
});
