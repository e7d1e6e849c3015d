/** One call in the wrappings, tables and encodings in which people export their logs: what is read is always the same. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { readFile } from './read-file.ts';
import { scratchFolder } from '../../harness/folders.ts';

const folder = scratchFolder('variants-');

const REQUEST = {
  model: 'model-a',
  messages: [
    { role: 'system', content: 'Be kind.' },
    { role: 'user', content: 'Why is the sky blue?' },
  ],
};
const RESPONSE = {
  object: 'chat.completion',
  model: 'model-a',
  choices: [{ message: { role: 'assistant', content: 'It scatters.' }, finish_reason: 'stop' }],
};
const ROW = { user_id: 'ada', request: REQUEST, response: RESPONSE };
const LINE = JSON.stringify(ROW);
const NANOSECONDS = '1767225600000000000';

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const table = (separator: string, ...rows: string[][]): string =>
  rows.map((cells) => `${cells.map(quoted).join(separator)}\n`).join('');
const cells = [JSON.stringify(REQUEST), JSON.stringify(RESPONSE)];

const VARIANTS: Readonly<Record<string, string | Buffer>> = {
  'a line': `${LINE}\n`,
  'lines with a byte order mark and carriage returns': `\ufeff${LINE}\r\n`,
  'UTF-16 with a byte order mark': Buffer.from(`\ufeff${LINE}\n`, 'utf16le'),
  'an indented list': JSON.stringify([ROW], null, 2),
  'an indented object inside two others': JSON.stringify({ status: 'ok', result: { logs: [ROW] } }, null, 2),
  'a dictionary by ids': JSON.stringify({ first: ROW }, null, 2),
  'a page of a search (Elasticsearch)': JSON.stringify({ took: 1, hits: { total: { value: 1 }, hits: [{ _index: 'x', _source: ROW }] } }),
  'a result of a search (Splunk)': JSON.stringify({ preview: false, result: { _raw: LINE, host: 'h' } }),
  'a message of a queue (Kafka)': JSON.stringify({ topic: 't', partition: 0, offset: 1, value: LINE }),
  'a stream of lines (Loki)': JSON.stringify({
    status: 'success',
    data: { resultType: 'streams', result: [{ stream: { app: 'gateway' }, values: [[NANOSECONDS, LINE]] }] },
  }),
  'a span of a gateway': JSON.stringify([{ timestamp: '2026-01-01T00:00:00Z', name: 'call', attributes: ROW }]),
  'a table with JSON in its cells': `\ufeff${table(',', ['user_id', 'request', 'response'], ['ada', ...cells])}`,
  'a table with names of columns in capitals': table(',', ['USER_ID', 'REQUEST', 'RESPONSE'], ['ada', ...cells]),
  'a table with names of columns in words': table(';', ['User ID', 'Request', 'Response'], ['ada', ...cells]),
  'a table in UTF-16 with tabs': Buffer.from(`\ufeff${table('\t', ['user_id', 'request', 'response'], ['ada', ...cells])}`, 'utf16le'),
};

for (const [name, content] of Object.entries(VARIANTS)) {
  test(`${name}: the call is read`, async () => {
    const file = path.join(folder, 'log');
    writeFileSync(file, content);
    const { requests, counts, refusals } = await readFile(file, 'log');
    assert.deepEqual(refusals, []);
    assert.equal(counts.rejected, 0, JSON.stringify(counts.reasons));
    assert.equal(counts.lines, counts.records + counts.skipped);
    assert.deepEqual(
      requests.map(({ system, messages, answer, account }) => [system, messages, answer?.text, account?.value]),
      [['Be kind.', [{ role: 'user', text: 'Why is the sky blue?' }], 'It scatters.', 'ada']],
    );
  });
}

test('an object of the same size that holds no calls is rejected, and not taken for a dictionary of some', async () => {
  const file = path.join(folder, 'log');
  writeFileSync(file, `${JSON.stringify({ first: { name: 'x', size: 1 }, second: { name: 'y', size: 2 } })}\n`);
  const { requests, counts } = await readFile(file, 'log');
  assert.deepEqual([requests.length, counts.rejected], [0, 1]);
});
