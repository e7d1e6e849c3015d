import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locationOf, request, type Sent, tableOf, words } from '../../../test/fixtures/requests.ts';
import { RequestTable, transfer } from './request-table.ts';

const SENT: readonly Sent[] = [
  { account: 'b', user: `${words(1)}. ${words(2)}.`, model: 'm2', time: 5000, outputTokens: 7, endUser: 'u' },
  { account: 'a', user: `${words(3)}.`, model: 'm1', organisation: 'o' },
  { user: '', address: '10.0.0.1', userAgent: 'curl' },
  { account: 'b', user: `${words(1)}. ${words(4)}.`, model: 'm1', time: 4000 },
];

const cells = (table: RequestTable, column: 'account' | 'organisation' | 'endUser' | 'model'): string[] =>
  Array.from({ length: table.length }, (_, row) => table.names[column].values[table.rows[column][row]!]!);

function bytes(table: RequestTable): string {
  const packed = table.pack();
  return JSON.stringify([packed.names, transfer(packed).map((buffer) => Buffer.from(buffer).toString('base64'))]);
}

test('a row keeps what its request says, and what the log does not say stays unknown', () => {
  const table = tableOf(SENT);
  assert.deepEqual(cells(table, 'account'), ['b', 'a', '', 'b']);
  assert.deepEqual(cells(table, 'organisation'), ['', 'o', '', '']);
  assert.deepEqual(cells(table, 'endUser'), ['u', '', '', '']);
  assert.deepEqual([...table.rows.time.subarray(0, 4)], [5000, NaN, NaN, 4000]);
  assert.deepEqual([...table.rows.outputTokens.subarray(0, 4)], [7, 0, 0, 0]);
  assert.deepEqual([...table.rows.line.subarray(0, 4)], [1, 2, 3, 4]);
});

test('every row finds its own clauses, also when some rows have none', () => {
  const table = tableOf(SENT);
  assert.deepEqual(
    SENT.map((_, row) => table.clausesOf(row).length),
    [2, 1, 0, 2],
  );
  assert.equal(table.clausesOf(0)[0], table.clausesOf(3)[0]);
});

test('requests of one line are numbered, and the next line begins again at 0', () => {
  const table = new RequestTable();
  for (const line of [0, 0, 0, 1, 2, 2]) table.add(request({ account: 'a' }), locationOf(line));
  assert.deepEqual([...table.finish().rows.part.subarray(0, 6)], [0, 1, 2, 0, 0, 1]);
});

test('equal offsets in different files are different lines', () => {
  const table = new RequestTable();
  table.add(request({}), locationOf(0, 0));
  table.add(request({}), locationOf(0, 1));
  assert.deepEqual([...table.finish().rows.part.subarray(0, 2)], [0, 0]);
});

test('a table in the place of another holds nothing of it', () => {
  const spare = new RequestTable();
  for (let n = 0; n < 300; n++) spare.add(request({ account: `k${n}`, user: `${words(n)}.` }), locationOf(n));
  const table = RequestTable.inPlaceOf(spare);
  assert.equal(bytes(table), bytes(new RequestTable()));
  SENT.forEach((sent, n) => table.add(request(sent), locationOf(n)));
  assert.equal(bytes(table.finish()), bytes(tableOf(SENT)));
});

test('merging keeps names and clauses with their rows and does not change the other table', () => {
  const [one, two] = [new RequestTable(), new RequestTable()];
  SENT.forEach((sent, n) => (n < 2 ? one : two).add(request(sent), locationOf(n)));
  const before = bytes(two);
  one.merge(two);
  assert.deepEqual(cells(one, 'account'), ['b', 'a', '', 'b']);
  assert.deepEqual(one.clausesOf(3), two.clausesOf(1));
  assert.equal(bytes(two), before);
});

test('merging an empty table, or into one, changes nothing', () => {
  const whole = tableOf(SENT);
  const empty = new RequestTable();
  empty.merge(whole);
  assert.equal(bytes(empty.finish()), bytes(whole));
  empty.merge(new RequestTable());
  assert.equal(bytes(empty.finish()), bytes(whole));
  assert.equal(new RequestTable().finish().length, 0);
});

test('a finished table has its rows in the order of the files and its names in the order of the alphabet', () => {
  const table = new RequestTable();
  for (const n of [3, 1, 0, 2]) table.add(request(SENT[n]!), locationOf(n));
  const finished = table.finish();
  assert.deepEqual([...finished.rows.line.subarray(0, 4)], [1, 2, 3, 4]);
  assert.deepEqual(finished.names.account.values, ['', 'a', 'b']);
  assert.deepEqual(finished.names.model.values, ['', 'm1', 'm2']);
  assert.equal(bytes(finished), bytes(tableOf(SENT)));
});

test('finishing twice changes nothing, and finishing leaves the table as it was', () => {
  const table = new RequestTable();
  for (const n of [2, 0, 1]) table.add(request(SENT[n]!), locationOf(n));
  const before = bytes(table);
  const finished = table.finish();
  assert.equal(bytes(finished.finish()), bytes(finished));
  assert.equal(bytes(table), before);
});

test('a packed table has no spare room and unpacks to the same table, which can grow again', () => {
  const table = tableOf(SENT);
  const packed = table.pack();
  assert.equal(packed.rows.time.length, SENT.length);
  const moved = structuredClone(packed, { transfer: transfer(packed) });
  const unpacked = RequestTable.unpack(moved);
  assert.equal(bytes(unpacked), bytes(table));
  unpacked.add(request({ account: 'c', user: words(9) }), locationOf(4));
  assert.deepEqual(cells(unpacked, 'account'), ['b', 'a', '', 'b', 'c']);
  assert.equal(unpacked.clausesOf(4).length, 1);
});

test('moving line numbers moves all of them and nothing else', () => {
  const table = tableOf(SENT);
  const offsets = [...table.rows.offset];
  table.offsetLines(1000);
  assert.deepEqual([...table.rows.line.subarray(0, 4)], [1001, 1002, 1003, 1004]);
  assert.deepEqual([...table.rows.offset], offsets);
});

test('places beyond 4 GB keep their offset', () => {
  const table = new RequestTable();
  table.add(request({}), { source: 0, line: 3_000_000_000, offset: 5e12, length: 4_000_000_000 });
  const { rows } = table.finish();
  assert.deepEqual([rows.line[0], rows.offset[0], rows.bytes[0]], [3_000_000_000, 5e12, 4_000_000_000]);
});

test('ten thousand rows survive all growing', () => {
  const sent = Array.from({ length: 10_000 }, (_, n): Sent => ({ account: `k${n % 100}`, user: `${words(n, 3)}.` }));
  const table = tableOf(sent);
  assert.equal(table.length, 10_000);
  assert.equal(table.clausesOf(9_999).length, 1);
  assert.equal(cells(table, 'account')[9_999], 'k99');
});

test('what is left of a prompt that was cut counts, and what stands for a hidden one does not', () => {
  const user = 'Solve the following task step by step.';
  const table = tableOf([{ user }, { user, content: 'redacted' }, { user, content: 'truncated' }]);
  assert.deepEqual(
    [0, 1, 2].map((row) => table.clausesOf(row).length),
    [1, 0, 1],
  );
  assert.deepEqual(table.clauseCounts(1), { all: 0, system: 0 });
});

test('clauses of the system prompt stand before those of the user, and are counted apart', () => {
  const system = 'You are a judge. Be strict.';
  const table = tableOf([{ system, user: 'Grade this answer.' }, { user: system }]);
  assert.deepEqual(table.clauseCounts(0), { all: 3, system: 2 });
  assert.deepEqual(table.clausesOf(0).slice(0, 2), table.clausesOf(1));
});

test('a finished table numbers equal prompts alike, in the order of their first rows', () => {
  const table = tableOf([{ user: 'b' }, { user: 'a', system: 's' }, { user: 'b' }, { user: 'a' }]).finish();
  assert.deepEqual([...table.rows.prompt], [0, 1, 0, 2]);
});
