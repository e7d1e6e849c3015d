import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locationOf, request, words } from '../../../test/fixtures/requests.ts';
import { RequestTable } from '../table/request-table.ts';
import { Workspace } from '../workspace/workspace.ts';
import { StoredRows } from '../workspace/stored-rows.ts';

const LENGTH = 50_000;
const column = (): Uint32Array<ArrayBuffer> => Uint32Array.from({ length: LENGTH }, (_, n) => n);

function table(): RequestTable {
  const made = new RequestTable();
  for (let n = 0; n < 50; n++)
    made.add(request({ account: `a${n % 6}`, user: words(n), time: 1000 * n }), locationOf(n));
  return made;
}

const stored = async (): Promise<RequestTable> => (await StoredRows.create()).end(table());

test('a value that a large step does not read waits in the file of the table, and is the same for who reads it later', async () => {
  let [first, meanwhile] = [column(), -1];
  const workspace = new Workspace<{ table: RequestTable }>()
    .step(['table'], () => ({ value: { name: 'n', own: { first }, lists: [Uint32Array.of(1)] }, other: column() }))
    .largeStep(['other'], ({ other }) => {
      meanwhile = first.length;
      return { sum: other.length };
    })
    .step(['value', 'sum'], ({ value, sum }) => ({ found: { ...value, sum } }));
  const whole = await stored();
  const { found } = workspace.run(whole, { table: whole }, ['found']);
  assert.equal(meanwhile, 0, 'it took no memory');
  assert.deepEqual(found, { name: 'n', own: { first: column() }, lists: [Uint32Array.of(1)], sum: LENGTH });
  [first, meanwhile] = [column(), -1];
  const inMemory = table();
  workspace.run(inMemory, { table: inMemory }, ['found']);
  assert.equal(meanwhile, LENGTH, 'where no file holds rows, it stays');
});

test('a value is freed after the last step that reads it, unless something else has its columns or it was given', async () => {
  for (const whole of [table(), await stored()]) {
    const [given, dead, shared] = [column(), column(), column()];
    const { kept, isThere } = new Workspace<{ given: Uint32Array }>()
      .step(['given'], () => ({ dead, shared, kept: { part: shared.subarray(1) }, alias: given.subarray(1) }))
      .step(['dead', 'shared', 'alias'], () => ({ isThere: dead.length }))
      .run(whole, { given }, ['kept', 'isThere']);
    assert.equal(isThere, LENGTH);
    assert.equal(dead.length, 0);
    assert.equal(given.length, LENGTH);
    assert.equal(kept.part[0], 1);
  }
});

test('a column of a table in memory outlives the steps that hand it on', () => {
  const whole = table().finish();
  const { length } = whole.rows.time;
  new Workspace<{ table: RequestTable }>()
    .step(['table'], ({ table: { rows } }) => ({ time: rows.time }))
    .step(['time'], () => ({ done: true }))
    .run(whole, { table: whole }, ['done']);
  assert.equal(whole.rows.time.length, length);
});

test('a step waits for the one before where that waits for another thread', async () => {
  const whole = table();
  const { text } = await new Workspace<{ table: RequestTable }>()
    .step(['table'], () => Promise.resolve({ one: 1 }))
    .step(['one'], ({ one }) => ({ text: `${one + 1}` }))
    .runBeside(whole, { table: whole }, ['text']);
  assert.equal(text, '2');
});
