import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableRow, unpackCell } from './table-row.ts';

test('a value that a database wrote as missing names nobody', () => {
  assert.deepEqual(tableRow({ user_id: String.raw`\N`, model: '', prompt: 'Hello' }), {
    user_id: null,
    model: null,
    prompt: 'Hello',
  });
});

test('JSON in a cell is read where its backslashes come twice, as ClickHouse and MySQL write them', () => {
  const messages = [{ role: 'user', content: 'Say "hi"\nto C:\\temp' }];
  const json = JSON.stringify(messages);
  assert.deepEqual(unpackCell(json), messages);
  assert.deepEqual(unpackCell(json.replaceAll('\\', '\\\\')), messages);
});

test('a row that Python prints is read as before, and one that is neither stays as it is', () => {
  assert.deepEqual(unpackCell(`[{'role': 'user', 'content': "it's"}]`), [{ role: 'user', content: "it's" }]);
  const cut = '[{"role":"user","content":"say \\\\"';
  assert.equal(unpackCell(cut), cut);
});
