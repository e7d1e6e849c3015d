import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locationOf, request, words } from '../../../test/fixtures/requests.ts';
import { RequestTable, transfer } from '../table/request-table.ts';
import { StoredRows } from './stored-rows.ts';

/** Requests of several logs: lines by number, some of which tell of a call again. */
function add(table: RequestTable, from: number, to: number): void {
  for (let n = from; n < to; n++) {
    const user = `${words(n % 7)}. ${words(n % 3)}.`;
    table.add(
      {
        ...request({ account: `a${(n * 5) % 6}`, user, time: 1000 * n, model: `m${n % 2}` }),
        id: `chatcmpl-the-answer-of-${n % 42}`,
        ...(n % 4 === 0 && { facts: { refusal: { category: `c${n % 3}` }, historyToolIds: [n, 2 * n] } }),
      },
      { ...locationOf(n), source: n % 3 },
    );
  }
}

function finished(table: RequestTable): string {
  const done = table.finish(false);
  const packed = done.pack();
  return JSON.stringify([
    packed.names,
    [packed.facts?.names, packed.facts?.titles],
    transfer(packed).map((buffer) => Buffer.from(buffer).toString('base64')),
  ]);
}

test('rows that went to a file piece by piece make the table that they make in memory', async () => {
  const whole = new RequestTable();
  add(whole, 0, 50);
  const rows = await StoredRows.create({ mostRows: 8 });
  let table = new RequestTable();
  for (let from = 0; from < 50; from += 5) {
    const part = new RequestTable();
    add(part, from, from + 5);
    table.merge(part);
    table = rows.take(table);
    assert.ok(table.length < 8, 'few rows are held');
  }
  const stored = rows.end(table);
  assert.equal(stored.length, 50);
  assert.equal(whole.finish().length, 42, 'some tell of a call again');
  assert.equal(finished(stored), finished(whole));
});
