import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { LogReader } from './log-reader.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-reader-');

const LINES = 4000;
/** Requests of 100 to 3,000 bytes, so that windows, pages and blocks end in the middle of lines. */
const lines = Array.from({ length: LINES }, (_, at) =>
  at % 100 === 99
    ? 'not a request'
    : JSON.stringify({
        request_id: `r${at}`,
        startTime: new Date(Date.UTC(2025, 2, 3) + at * 1000).toISOString(),
        api_key: `key-${at % 7}`,
        model: 'claude-sonnet-4-5',
        messages: [{ role: 'user', content: `Question ${at}: ${'y'.repeat((at * 131) % 2900)}` }],
        response: { choices: [{ message: { role: 'assistant', content: 'ok' } }] },
      }),
);
const text = `${lines.join('\n')}\n`;
const starts = lines.reduce<number[]>((all, line) => [...all, (all.at(-1) ?? 0) + Buffer.byteLength(line) + 1], [0]);

async function open(name: string, bytes: Buffer | string): Promise<LogReader> {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return LogReader.open({ file, mappings: [], member: '' }, '');
}

const count = (reader: LogReader): Promise<void> =>
  reader.counter.run(
    () => undefined,
    () => false,
  );

for (const [name, bytes] of [
  ['plain.jsonl', text],
  ['packed.jsonl.gz', gzipSync(text)],
] as const) {
  test(`${name}: rows by number and by byte are the lines of the log`, async () => {
    const reader = await open(name, bytes);
    await count(reader);
    assert.equal(reader.counter.lines, LINES);
    for (const row of [0, 1, 99, 1234, LINES - 3]) {
      const { rows, last } = await reader.lines({ from: { row }, count: 50 });
      assert.equal(last, row === LINES - 3);
      rows.forEach((one, k) => {
        assert.deepEqual([one.line, one.offset], [row + k + 1, starts[row + k]]);
        assert.equal(one.isRequest, (row + k) % 100 !== 99);
        if (one.isRequest) assert.equal(one.account, `key-${(row + k) % 7}`);
      });
    }
    const middle = (starts[2000] ?? 0) + 20;
    const near = await reader.lines({ from: { near: middle }, count: 3 });
    assert.deepEqual(
      near.rows.map(({ line }) => line),
      [2001, 2002, 2003],
    );
    const before = await reader.lines({ from: { before: starts[2000] ?? 0 }, count: 3 });
    assert.deepEqual(
      before.rows.map(({ line }) => line),
      [1998, 1999, 2000],
    );
    await reader.close();
  });
}

test('a line has no number while the lines before it are not counted, and never a wrong one', async () => {
  const reader = await open('uncounted.jsonl', text);
  const early = await reader.lines({ from: { near: starts[3000] ?? 0 }, count: 2 });
  assert.deepEqual(
    early.rows.map(({ line, preview }) => [line, preview.slice(0, 13)]),
    [
      [null, 'Question 3000'],
      [null, 'Question 3001'],
    ],
  );
  await count(reader);
  const later = await reader.lines({ from: { near: starts[3000] ?? 0 }, count: 1 });
  assert.equal(later.rows[0]?.line, 3001);
  await reader.close();
});

test('a log that grows is counted on from where it ended, also in the middle of a line', async () => {
  const half = (starts[500] ?? 0) + 10;
  const reader = await open('growing.jsonl', text.slice(0, half));
  await count(reader);
  assert.equal(reader.counter.lines, 501);
  appendFileSync(join(folder, 'growing.jsonl'), text.slice(half));
  assert.equal(await reader.refresh(), text.length);
  await count(reader);
  assert.equal(reader.counter.lines, LINES);
  const { rows } = await reader.lines({ from: { row: 500 }, count: 2 });
  assert.deepEqual(
    rows.map(({ line, offset }) => [line, offset]),
    [
      [501, starts[500]],
      [502, starts[501]],
    ],
  );
  await reader.close();
});

test('a request is shown in full, with its template laid over it', async () => {
  const reader = await open('one.jsonl', text);
  const length = Buffer.byteLength(lines[5] ?? '');
  const parts = [{ text: 'Question 5: ' }, { slot: 1, examples: [] }];
  const { messages, source, facts } = await reader.request({ offset: starts[5] ?? 0, length, part: 0, parts });
  assert.deepEqual(JSON.parse(source), JSON.parse(lines[5] ?? ''));
  assert.deepEqual(
    messages.map(({ role }) => role),
    ['user', 'answer'],
  );
  assert.equal(messages[0]?.segments[0]?.kind, 'fixed');
  assert.equal(messages[0].segments[1]?.kind, 'slot');
  assert.ok(facts.some(([name]) => name === 'format'));
  await reader.close();
});

test('rows of a dump are requests wherever they stand: the table and its columns are looked up before them', async () => {
  const questions = Array.from({ length: 3000 }, (_, at) => `Question ${at}: ${'z'.repeat((at * 37) % 300)}`);
  const copied = questions.map((question, at) => `${at}\tkey-${at % 3}\t${question}\tfine`);
  const inserted = questions.map((question, at) => `\t('key-${at % 5}', '${question}', 'fine')`);
  const dump = [
    'SET standard_conforming_strings = on;',
    'COPY public.calls (id, user_id, prompt, response) FROM stdin;',
    ...copied,
    '\\.',
    'INSERT INTO public.asked (user_id, prompt, response) VALUES',
    `${inserted.join(',\n')};`,
    '',
  ];
  for (const [name, bytes] of [
    ['dump.sql', dump.join('\n')],
    ['dump.sql.gz', gzipSync(dump.join('\n'))],
  ] as const) {
    const reader = await open(name, bytes);
    await count(reader);
    const at = async (row: number): Promise<[boolean, string, string][]> => {
      const { rows } = await reader.lines({ from: { row }, count: 2 });
      return rows.map(({ isRequest, account, preview }) => [isRequest, account, preview.split(':')[0] ?? '']);
    };
    // Later rows first, and at once: what was looked up before must not matter.
    const [late, early, borders] = await Promise.all([at(3004 + 2000), at(2 + 1000), at(3002)]);
    assert.deepEqual(late, [
      [true, 'key-0', 'Question 2000'],
      [true, 'key-1', 'Question 2001'],
    ]);
    assert.deepEqual(early, [
      [true, 'key-1', 'Question 1000'],
      [true, 'key-2', 'Question 1001'],
    ]);
    assert.deepEqual(
      borders.map(([isRequest]) => isRequest),
      [false, false],
    );
    await reader.close();
  }
});
