import assert from 'node:assert/strict';
import { test } from 'node:test';
import { templated } from '../../../test/fixtures/templated.ts';
import { rowsIn, type Slice, slicesOf } from './slices.ts';

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
const plain = (list: readonly Slice[] | undefined): Slice[] | undefined =>
  list?.map(({ account, template, rows }) => ({ account, template, rows }));
const numberOf = (account: string): number => table.names.account.values.indexOf(account);

test('a slice is what one account sent of one template, in the order of time, unknown times last', () => {
  assert.deepEqual(plain(slices.ofAccount.get(numberOf('b'))), [
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
  assert.deepEqual(plain(users)![1], plain(slices.ofAccount.get(numberOf('b')))![1]);
  assert.deepEqual(slices.uses(0), { accounts: Uint32Array.of(numberOf('b')), requests: Uint32Array.of(4) });
});

test('rows of an account that others hold in the same order are not held twice', () => {
  const own = Uint32Array.of(9, 1, 9);
  const others = [() => undefined, (account: number) => (account === numberOf('a') ? own.subarray(1, 2) : own)];
  const ofRow = Int32Array.of(0, 1, 0, 1, 0, 0, -1, 0);
  const mined = { ids: ['T0', 'T1'], clauses: [], ofRow };
  const { ofAccount } = slicesOf(table, mined, others);
  for (const account of [...slices.ofAccount.keys()])
    assert.deepEqual(plain(ofAccount.get(account)), plain(slices.ofAccount.get(account)));
  assert.equal(ofAccount.get(numberOf('a'))![0]!.rows.buffer, own.buffer);
  const first = slicesOf(table, mined);
  const second = slicesOf(table, mined, [rowsIn(first)]);
  assert.deepEqual([...second.ofAccount.keys()], [...first.ofAccount.keys()]);
  for (const [account, list] of second.ofAccount)
    for (const [at, { rows }] of list.entries())
      assert.equal(rows.buffer, first.ofAccount.get(account)![at]!.rows.buffer);
});
