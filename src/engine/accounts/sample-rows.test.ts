import assert from 'node:assert/strict';
import { test } from 'node:test';
import { templated, type TemplatedSent } from '../../../test/fixtures/templated.ts';
import { chooseSampleRows } from './sample-rows.ts';

function samples(
  sent: readonly TemplatedSent[],
  count: number,
): { rows: number[]; accounts: string[]; prompts: number } {
  const { table, slices } = templated(sent.map((one) => ({ template: 0, ...one })));
  const rows = chooseSampleRows(slices.ofTemplate.get(0)!, table, count);
  return {
    rows,
    accounts: rows.map((row) => table.names.account.values[table.rows.account[row]!]!),
    prompts: new Set(rows.map((row) => table.rows.prompt[row])).size,
  };
}

const busy = Array.from({ length: 50 }, (_, n) => ({ account: 'busy', user: `b${n}` }));
const others = ['w', 'x', 'y', 'z'].map((account) => ({ account, user: `of ${account}` }));

test('every account shows one prompt before any shows a second', () => {
  assert.deepEqual(new Set(samples([...busy, ...others], 5).accounts), new Set(['busy', 'w', 'x', 'y', 'z']));
});

test('when there are many accounts, those shown are spread over all of them', () => {
  const many = Array.from({ length: 100 }, (_, n) => ({ account: `k${String(n).padStart(2, '0')}`, user: `q${n}` }));
  assert.deepEqual(samples(many, 4).accounts, ['k00', 'k25', 'k50', 'k75']);
});

test('no prompt is shown twice: equal prompts hide what varies', () => {
  const { rows, prompts } = samples([...others, ...others, { account: 'w', user: 'another' }], 10);
  assert.deepEqual([rows.length, prompts], [5, 5]);
});

test('one account fills the list alone when it is the only one', () => {
  assert.equal(samples(busy, 4).rows.length, 4);
  assert.equal(samples([busy[0]!], 4).rows.length, 1);
});

test('requests that show what a template says go before all others, and where none does, others are shown', () => {
  const { table, slices } = templated(busy.map((one) => ({ template: 0, ...one })));
  const list = slices.ofTemplate.get(0)!;
  assert.deepEqual(
    chooseSampleRows(list, table, 4, (row) => row % 20 === 7),
    [7, 27, 47],
  );
  assert.equal(chooseSampleRows(list, table, 4, () => false).length, 4);
});

test('a template of very many accounts does not exhaust the stack', () => {
  const slices = Array.from({ length: 300_000 }, (_, account) => ({ account, template: 0, rows: Uint32Array.of(0) }));
  assert.equal(chooseSampleRows(slices, templated([{ account: 'a', template: 0 }]).table, 4).length, 1);
});
