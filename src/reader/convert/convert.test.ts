import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { convertLogs, type UnreadEntry } from './convert.ts';
import { withoutText } from '../../report/inspect/without-text.ts';
import { scan } from '../../engine/ingest/scan.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const SAMPLES = path.join(__dirname, '../../../test/golden/formats/samples');
const samples = readdirSync(SAMPLES)
  .filter((name) => !name.endsWith('.expected.json'))
  .map((name) => path.join(SAMPLES, name));

const folder = scratchFolder('prompt-audit-convert-');

test('converting loses no request of any format, and converting again changes nothing', async () => {
  const lines: string[] = [];
  const first = await convertLogs(samples, (line) => lines.push(line));
  const read = await scan(samples);
  await read.release();
  assert.equal(first.requests, read.inputs.requests);
  assert.equal(lines.length, first.requests);

  const file = path.join(folder, 'all.jsonl');
  writeFileSync(file, `${lines.join('\n')}\n`);
  const again: string[] = [];
  const second = await convertLogs([file], (line) => again.push(line));
  assert.deepEqual(second.counts.formats, { canonical: lines.length });
  const plain = (line: string): unknown => ({ ...(JSON.parse(line) as object), file: '', line: 0, format: '' });
  assert.deepEqual(again.map(plain), lines.map(plain));
});

test('every line that gave no request is listed once, with its place and the reason', async () => {
  const places: UnreadEntry[] = [];
  const { counts } = await convertLogs(samples, () => undefined, { onUnread: (place) => places.push(place) });
  for (const outcome of ['rejected', 'skipped'] as const) {
    assert.ok(counts[outcome] > 0);
    assert.equal(places.filter((place) => place.outcome === outcome).length, counts[outcome]);
  }
  assert.equal(new Set(places.map(({ file, line }) => `${file}:${line}`)).size, places.length);
  for (const { reason, count } of counts.reasons)
    assert.ok(places.filter((place) => place.reason === reason).length >= count, reason);

  const log = path.join(folder, 'broken.jsonl');
  writeFileSync(log, '\n{"broken\n');
  const broken: UnreadEntry[] = [];
  await convertLogs([log], () => undefined, { onUnread: (place) => broken.push(place) });
  assert.deepEqual(broken.at(-1), {
    file: log,
    line: 2,
    offset: 1,
    length: 8,
    outcome: 'rejected',
    reason: 'JSON that ends in the middle (cut line)',
  });
});

test('each line names the file and the line it was read from', async () => {
  const sample = path.join(SAMPLES, 'litellm-payload.jsonl');
  const lines: { file: string; line: number }[] = [];
  await convertLogs([sample], (line) => lines.push(JSON.parse(line) as { file: string; line: number }));
  assert.ok(lines.every(({ file }) => file === sample));
  assert.deepEqual(
    [...lines].map(({ line }) => line),
    [...lines].map(({ line }) => line).sort((a, b) => a - b),
  );
});

test('requests can be changed on their way, for example to leave out what people wrote', async () => {
  const sample = path.join(SAMPLES, 'litellm-payload.jsonl');
  const lines: string[] = [];
  await convertLogs([sample], (line) => lines.push(line), { change: withoutText });
  for (const line of lines) {
    const { messages, content } = JSON.parse(line) as { messages: { text: string }[]; content: string };
    assert.ok(messages.every(({ text }) => /^(?:|\[\d+ characters\])$/.test(text)));
    assert.notEqual(content, 'full');
  }
});

test('files that cannot be read are named, and those that can are converted', async () => {
  const bad = path.join(folder, 'cut.gz');
  writeFileSync(bad, Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]));
  const { errors, requests } = await convertLogs([bad, samples[0]!], () => undefined);
  assert.deepEqual(
    errors.map(({ file }) => file),
    [bad],
  );
  assert.ok(requests > 0);
});

const LAYERS = [
  {
    id: 'chatcmpl-layer0001abcdef',
    call_type: 'acompletion',
    model: 'gpt-4o',
    startTime: '2026-03-05T08:00:00Z',
    metadata: { user_api_key_hash: 'k1' },
    messages: [{ role: 'user', content: 'Told twice?' }],
    response: { id: 'chatcmpl-layer0001abcdef', choices: [{ message: { content: 'Counted once.' } }] },
  },
  {
    ts: '2026-03-05T08:00:01Z',
    request: { model: 'gpt-4o', messages: [{ role: 'user', content: 'Told twice?' }] },
    response: { id: 'chatcmpl-layer0001abcdef', choices: [{ message: { content: 'Counted once.' } }] },
  },
];

test('a call that two layers logged is written by each and counted once, before and after converting', async () => {
  const log = path.join(folder, 'layers.jsonl');
  writeFileSync(log, LAYERS.map((layer) => JSON.stringify(layer)).join('\n'));
  const lines: string[] = [];
  await convertLogs([log], (line) => lines.push(line));
  assert.equal(lines.length, 2);
  const converted = path.join(folder, 'layers-converted.jsonl');
  writeFileSync(converted, lines.join('\n'));
  for (const file of [log, converted]) {
    const { table, inputs, release } = await scan([file]);
    await release();
    assert.equal(inputs.requests, 2, file);
    assert.equal(table.finish().length, 1, file);
  }
});

test('lines whose other parts are missing are counted as skipped when converting as well', async () => {
  const log = path.join(folder, 'half.jsonl');
  const trace = { id: 't', timestamp: '2026-03-05T08:00:00Z', project_id: 'p', session_id: 's' };
  writeFileSync(log, `${JSON.stringify(trace)}\n`);
  const { counts } = await convertLogs([log, samples[0]!], () => undefined);
  assert.equal(counts.lines, counts.records + counts.rejected + counts.skipped);
  assert.ok(counts.reasons.some(({ reason }) => /^trace without text/.test(reason)));
});

test('a request of a home-made log with a project and a session is not taken for a trace without text', async () => {
  const log = path.join(folder, 'gateway.jsonl');
  const around = { timestamp: '2026-03-05T08:00:00Z', project_id: 'p', session_id: 's', user_id: 'u' };
  const request = { model: 'm', messages: [{ role: 'user', content: 'Q' }] };
  const rows = [
    { request_id: 'r', ...around, request },
    { id: 'r', ...around, request_body: request },
    { id: 'r', ...around, ...request, response: 'A' },
  ];
  writeFileSync(log, rows.map((row) => JSON.stringify(row)).join('\n'));
  const { counts } = await convertLogs([log], () => undefined);
  assert.equal(counts.records, rows.length, JSON.stringify(counts.reasons));
});

test('lines of several batch files with the same ids belong to the file each stands in', async () => {
  const files = ['batch-a.jsonl', 'batch-b.jsonl'].map((name) => path.join(folder, name));
  const ask = (content: string): object => ({
    custom_id: 'request-1',
    method: 'POST',
    url: '/v1/chat/completions',
    body: { model: 'm', messages: [{ role: 'user', content }] },
  });
  for (const file of files) writeFileSync(file, `${JSON.stringify(ask(file))}\n`);
  const found: string[] = [];
  await convertLogs(files, (line) => {
    const { account, messages, file } = JSON.parse(line) as {
      account: { value: string };
      messages: { text: string }[];
      file: string;
    };
    assert.equal(messages[0]!.text, file);
    found.push(account.value);
  });
  assert.deepEqual(found, files);
});
