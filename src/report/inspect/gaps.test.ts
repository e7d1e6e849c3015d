import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newRecord } from '../../reader/records/fields/request.ts';
import { fieldCoverage } from './coverage.ts';
import { gapsIn } from './gaps.ts';

const values = Array.from({ length: 40 }, (_, i) => ({
  person: `m${(i * 7) % 5}x`,
  at: new Date(1767225600000 + i * 1000).toISOString(),
  text: `What is new in case ${i}?`,
}));

test('a field that repeats like an account and is not read is named, and so is an account that is only the file', () => {
  const records = values.map(() => {
    const record = newRecord('exchange');
    record.account = { kind: 'file', value: 'log.jsonl' };
    return record;
  });
  const said = gapsIn(records, fieldCoverage(records), values).join(' ');
  assert.match(said, /person repeats like an account and is not used/);
  assert.match(said, /only the name of the file/);
  assert.match(said, /at holds times and is not read/);
});

test('nothing is missed in a log whose requests have all there is', () => {
  const records = values.map(({ person, at, text }) => {
    const record = newRecord('exchange');
    record.account = { kind: 'user', value: person };
    record.time = Date.parse(at);
    record.messages.push({ role: 'user', text });
    record.answer = { text: 'Nothing.', toolCalls: '' };
    return record;
  });
  const covered = fieldCoverage(records).map((field) =>
    field.name === 'account' ? { ...field, origin: { path: 'person', share: 1 } } : field,
  );
  assert.deepEqual(gapsIn(records, covered, values), []);
});
