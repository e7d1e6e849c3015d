/** Every format and every body dialect: what is read or not, the counts add up and the rest of the program can take it. */
import assert from 'node:assert/strict';
import { SniffingFramer } from '../../../src/reader/bytes/framing/read-entries.ts';
import { joinPieces } from '../../../src/reader/records/reading/joins.ts';
import { RecordReader } from '../../../src/reader/records/reading/record-reader.ts';
import { READER_FAILED } from '../../../src/reader/records/reading/request-emitter.ts';
import type { RequestRecord } from '../../../src/reader/records/fields/request.ts';
import { RequestTable } from '../../../src/engine/table/request-table.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { linesOf, sampleLogs } from '../seed-files.ts';

export function checkRecord(record: RequestRecord): void {
  for (const text of [record.format, record.system, record.status, record.content]) assert.equal(typeof text, 'string');
  for (const name of ['id', 'organisation', 'endUser', 'session', 'address', 'userAgent', 'model'] as const)
    assert.ok(record[name] === undefined || typeof record[name] === 'string', name);
  for (const name of ['time', 'inputTokens', 'outputTokens', 'latencyMs'] as const)
    assert.ok(record[name] === undefined || Number.isFinite(record[name]), name);
  for (const { role, text } of record.messages) assert.ok(typeof role === 'string' && typeof text === 'string');
  for (const { name, schema } of record.tools) assert.ok(typeof name === 'string' && typeof schema === 'string');
  if (record.answer) assert.equal(typeof record.answer.text, 'string');
  if (record.account) assert.equal(typeof record.account.value, 'string');
}

function run(input: Buffer): string {
  const table = new RequestTable();
  const reader = new RecordReader(0, 'fuzz', (record, place) => {
    checkRecord(record);
    table.add(record, place);
  });
  const framer = new SniffingFramer(reader);
  framer.push(Buffer.from(input));
  framer.end();
  const counts = reader.counts();
  joinPieces(
    reader.pieces,
    ['fuzz'],
    (record, place) => {
      checkRecord(record);
      table.add(record, place);
    },
    () => counts,
  );
  const { lines, records, rejected, skipped, formats, requests, reasons } = counts;
  assert.equal(lines, records + rejected + skipped);
  assert.equal(lines, framer.lines);
  assert.ok(!reasons.some(({ reason }) => reason === READER_FAILED), READER_FAILED);
  assert.equal(requests, table.length);
  const finished = table.finish();
  assert.ok(finished.length <= table.length);
  assert.equal(Reflect.get({}, 'polluted'), undefined, 'no key of a log changes other objects');
  return JSON.stringify([Object.keys(formats), reasons.map(({ reason }) => reason), finished.length]);
}

export const records: FuzzTarget = {
  name: 'records',
  isText: true,
  text: 'all formats, from text to rows',
  seeds: () => [...linesOf(sampleLogs()), ...sampleLogs(/^(?!.*\.(?:jsonl|ya?ml)$)/)],
  run,
};
