import assert from 'node:assert/strict';
import { test } from 'node:test';
import { templated } from '../../../test/fixtures/templated.ts';

const { table, slices } = templated([
  { account: 'b', template: 0, time: 30 },
  { account: 'a', template: 1, time: 10 },
  { account: 'b', template: 0, time: 20 },
  { account: 'b', template: 1 },
  { account: 'b', template: 0 },
  { account: 'b', template: 0, time: 25 },
  { account: 'c' },
  { template: 0, time: 5 },
]);
const numberOf = (account: string): number => table.names.account.values.indexOf(account);

test('a slice is what one account sent of one template, in the order of time, unknown times last', () => {
  assert.deepEqual(slices.ofAccount.get(numberOf('b')), [
    { account: numberOf('b'), template: 0, rows: Uint32Array.of(2, 5, 0, 4) },
    { account: numberOf('b'), template: 1, rows: Uint32Array.of(3) },
  ]);
});

test('free text and requests without an account belong to no slice', () => {
  assert.equal(slices.ofAccount.get(numberOf('c')), undefined);
  assert.equal(slices.ofAccount.get(0), undefined);
  const rows = [...slices.ofTemplate.values()].flat().flatMap((slice) => [...slice.rows]);
  assert.deepEqual(
    rows.sort((a, b) => a - b),
    [0, 1, 2, 3, 4, 5],
  );
});

test('both ways in lead to the same slices, by account and by template in ascending order', () => {
  assert.deepEqual([...slices.ofAccount.keys()], [numberOf('a'), numberOf('b')]);
  const users = slices.ofTemplate.get(1)!;
  assert.deepEqual(
    users.map(({ account }) => account),
    [numberOf('a'), numberOf('b')],
  );
  assert.equal(users[1], slices.ofAccount.get(numberOf('b'))![1]);
});
