import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { RequestRecord } from '../../fields/request.ts';
import { canonical, canonicalLine } from './canonical.ts';

const ROOT = path.join(__dirname, '../../../../..');
const samples = path.join(ROOT, 'test/golden/formats/samples');

/** What the samples of all formats are known to read as. */
const recorded = readdirSync(samples)
  .filter((file) => file.endsWith('.expected.json'))
  .flatMap((file) => {
    const { requests } = JSON.parse(readFileSync(path.join(samples, file), 'utf8')) as {
      requests: (RequestRecord & { line: number })[];
    };
    return requests.map(({ line, facts: _facts, ...record }) => ({ file, line, record }));
  });

function readLine(line: string): RequestRecord | undefined {
  const value = JSON.parse(line) as Record<string, unknown>;
  assert.ok(canonical.matches(value));
  let found: RequestRecord | undefined;
  const nothing = (): void => undefined;
  const request = (record: RequestRecord): void => {
    found = record;
  };
  canonical.read(value, {
    request,
    hold: nothing,
    piece: () => false,
    collectorTime: '',
    source: 'x',
    at: nothing,
    within: nothing,
    skip: nothing,
    reject: nothing,
  });
  return found;
}

test('a request of any format that was converted and read back is the same, but for the format', () => {
  assert.ok(recorded.length > 50);
  for (const { file, line, record } of recorded) {
    const text = canonicalLine(record, file, line);
    assert.ok(!text.includes('\n'));
    assert.deepEqual(readLine(text), { ...record, format: 'canonical' }, `${file}:${line}`);
  }
});

test('facts of a request stay with its log', () => {
  const line = canonicalLine({ ...recorded[0]!.record, facts: { refusal: { category: 'cyber' } } }, 'f', 1);
  assert.equal(line, canonicalLine(recorded[0]!.record, 'f', 1));
});

test('every converted request is valid by the published schema', () => {
  const schema: unknown = JSON.parse(readFileSync(path.join(ROOT, 'media/request.schema.json'), 'utf8'));
  assert.ok(typeof schema === 'object' && schema !== null);
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
  for (const { file, line, record } of recorded) {
    validate(JSON.parse(canonicalLine(record, file, line)));
    assert.deepEqual(validate.errors, null, `${file}:${line}`);
  }
  const first = recorded[0]!;
  for (const spoilt of [{ line: 0 }, { status: 'fine' }, { owner: 'x' }, { messages: [{ role: 'bot', text: '' }] }]) {
    assert.equal(validate({ ...(JSON.parse(canonicalLine(first.record, 'f', 1)) as object), ...spoilt }), false);
  }
});

test('a line of the format with values of the wrong type is read without them', () => {
  const odd = {
    schema: 'prompt-audit-request/1',
    time: 'x',
    account: { value: '', kind: 'key' },
    messages: [1, { role: 'bot' }],
  };
  const record = readLine(JSON.stringify({ ...odd, tools: {}, parameters: [], answer: 'x', status: 1, content: null }));
  assert.deepEqual(record, {
    format: 'canonical',
    system: '',
    messages: [{ role: 'user', text: '' }],
    tools: [],
    parameters: {},
    status: 'unknown',
    content: 'none',
  });
});

test('a time that no calendar has is no time: one such line ended every scan of its log', () => {
  const line = (time: number): string => JSON.stringify({ schema: 'prompt-audit-request/1', time, messages: [] });
  for (const time of [9e15, -9e15, 1.7e18]) assert.equal(readLine(line(time))?.time, undefined, `${time}`);
  assert.equal(readLine(line(8.64e15))?.time, 8.64e15);
});
