import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { readLog } from '../../../../../test/harness/read-log.ts';
import { growthOf, LINEAR } from '../../../../../test/harness/work.ts';

const SAMPLES = path.join(__dirname, '../../../../../test/golden/formats/samples');
const HOSTILE = [
  null,
  true,
  7,
  -1e300,
  '',
  '\u0000',
  '{"a":',
  [],
  [[]],
  {},
  { a: [{}] },
  '<'.repeat(5000),
  'x'.repeat(20_000),
];

/** A value with one of its parts replaced, for each of its parts. */
function* variants(value: unknown, replacement: unknown): Generator {
  if (typeof value !== 'object' || value === null) return;
  const changed = (name: string, by: unknown): unknown =>
    Array.isArray(value)
      ? value.map((item: unknown, at) => (String(at) === name ? by : item))
      : { ...value, [name]: by };
  for (const [name, part] of Object.entries(value)) {
    yield changed(name, replacement);
    for (const inner of variants(part, replacement)) yield changed(name, inner);
  }
}

test('a conversation in which anything stands in place of anything is counted, and loses no other', () => {
  for (const file of ['rasa.jsonl', 'bot-framework.jsonl', 'intercom.jsonl', 'lex.jsonl', 'dialogflow.jsonl']) {
    const [first = ''] = readFileSync(path.join(SAMPLES, file), 'utf8').split('\n', 1);
    for (const replacement of HOSTILE)
      for (const variant of variants(JSON.parse(first), replacement)) {
        const { counts } = readLog(`${JSON.stringify(variant)}\n${first}\n`);
        assert.equal(counts.lines, 2);
        assert.equal(counts.records + counts.rejected + counts.skipped, 2);
      }
  }
});

test('a conversation that is very long takes work that grows with its length', async () => {
  const growth = await growthOf((length) => {
    const events = Array.from({ length }, (_, at) => ({
      event: at % 2 ? 'bot' : 'user',
      text: `t${at}`,
      timestamp: at,
    }));
    const { requests } = readLog(JSON.stringify({ sender_id: 'u', slots: {}, events }));
    assert.equal(requests.length, length / 2);
  }, 2000);
  assert.ok(growth < LINEAR, String(growth));
});

test('an answer of a colleague is no call, and what is said after it is', () => {
  const event = (type: string, text: string, timestamp: number): object => ({ event: type, text, timestamp });
  const events = [
    event('user', 'A?', 1),
    event('agent', 'Ada here.', 2),
    event('user', 'B?', 3),
    event('bot', 'B.', 4),
  ];
  const { requests } = readLog(JSON.stringify({ sender_id: 'u', slots: {}, events }));
  assert.deepEqual(
    requests.map(({ messages, answer }) => [...messages.map(({ text }) => text), answer?.text]),
    [['A?', 'Ada here.', 'B?', 'B.']],
  );
});
