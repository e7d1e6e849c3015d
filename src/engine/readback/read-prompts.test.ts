import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { written } from '../../../test/harness/both-ways.ts';
import { base, lineOf, RESOURCES, SPANS } from '../../../test/harness/otlp-spans.ts';
import { openTurn, withOpenTurn } from '../table/turns/open-turn.ts';
import { readPrompts, requestLocation, requestsOf } from './read-prompts.ts';
import { NO_PROFILES } from '../../reader/records/formats/profile-formats.ts';
import { scan } from '../ingest/scan.ts';
import type { RequestTable } from '../table/request-table.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('read-prompts-test-');

const line = (n: number, system?: string): string =>
  JSON.stringify({
    call_type: 'acompletion',
    model: 'm',
    metadata: { user_api_key_hash: 'k' },
    messages: [
      ...(system === undefined ? [] : [{ role: 'system', content: system }]),
      { role: 'user', content: `Frage ${n}: größer als «7»?` },
      { role: 'assistant', content: 'Ja.' },
      { role: 'user', content: 'Sicher?' },
    ],
    response: { choices: [{ message: { role: 'assistant', content: 'Ja.' } }] },
  });

function file(name: string, text: string): string {
  const to = path.join(folder, name);
  writeFileSync(to, text);
  return to;
}

test('prompts come back as the log has them: system prompt and first user message, and what was written last, or all of a conversation that the log shows nobody having', async () => {
  const opening = line(3).replace(',{"role":"assistant","content":"Ja."},{"role":"user","content":"Sicher?"}', '');
  const paths = [
    file('a.jsonl', `${line(0)}\n${line(1, 'Sei streng.')}\n${line(2)}\n`),
    file('b.jsonl', `\n${line(3)}\n${opening}\n`),
  ];
  const said = (n: number): string => `Frage ${n}: größer als «7»?\nJa.\nSicher?`;
  const { table, sources } = await scan(paths);
  assert.deepEqual(
    [...(await readPrompts(sources, table.finish(), [3, 1, 0, 1]))].sort((x, y) => x[0] - y[0]),
    [
      [0, withOpenTurn('Frage 0: größer als «7»?', said(0))],
      [1, withOpenTurn('Sei streng.\n\nFrage 1: größer als «7»?', said(1))],
      [3, withOpenTurn('Frage 3: größer als «7»?', 'Sicher?')],
    ],
  );
});

test('of several requests in one line the right one is read', async () => {
  const export_ = JSON.stringify([JSON.parse(line(5)), JSON.parse(line(6)), JSON.parse(line(7))]);
  const { table, sources } = await scan([file('array.json', export_)]);
  const prompts = await readPrompts(sources, table.finish(), [0, 1, 2]);
  assert.deepEqual(
    [0, 1, 2].map((row) => prompts.get(row)?.slice(0, 7)),
    ['Frage 5', 'Frage 6', 'Frage 7'],
  );
});

test('of a line of spans those are read that are wanted, by themselves or in their line, whatever stands before them', async () => {
  const lines = [
    ...SPANS.map((span) => lineOf([base, span, base, base])),
    ...RESOURCES.map((resource) => lineOf([base, base], resource)),
  ];
  const spans = lines.flatMap((line) => (['plain', 'ascii', 'spaced'] as const).map((way) => written(line, way)));
  const { table, sources } = await scan([file('spans.jsonl', spans.join('\n'))]);
  const expected = new Map<number, string>();
  for (let row = 0; row < table.length; row++) {
    const { line, part } = table.rows;
    const request = requestsOf(Buffer.from(spans[line[row]! - 1]!), 'spans.jsonl', NO_PROFILES)[part[row]!];
    if (request === undefined || (request.system === '' && request.messages.length === 0)) continue;
    const user = request.messages.find(({ role }) => role === 'user')?.text ?? '';
    const whole = request.system === '' ? user : `${request.system}\n\n${user}`;
    expected.set(row, withOpenTurn(whole, openTurn(request)));
  }
  assert.ok(expected.size > 2 * spans.length);
  for (const kept of [0, 1, 2]) {
    const rows = [...expected.keys()].filter((row) => row % 3 === kept);
    const prompts = await readPrompts(sources, table, rows);
    for (const row of rows) assert.equal(prompts.get(row), expected.get(row), `row ${row}`);
  }
  const rows = [...expected.keys()];
  const alone = (): number => rows.filter((row) => requestLocation(table, row).within !== undefined).length;
  assert.ok(alone() > rows.length / 2);
  for (const by of [1, -1, 1e6]) {
    // As if the log had changed: what is not there any more is looked for in its line.
    const elsewhere = { ...table.rows, begin: table.rows.begin.map((at) => at + by) };
    const moved = await readPrompts(
      sources,
      Object.assign(Object.create(table) as RequestTable, { rows: elsewhere }),
      rows,
    );
    for (const row of rows) assert.equal(moved.get(row), expected.get(row), `row ${row}, ${by}`);
  }
});

test('a file that has changed or gone gives no prompts instead of wrong ones or an error', async () => {
  const gone = file('gone.jsonl', `${line(0)}\n`);
  const cut = file('cut.jsonl', `${line(1)}\n${line(2)}\n`);
  const { table, sources } = await scan([gone, cut]);
  rmSync(gone);
  writeFileSync(cut, 'x'.repeat(10_000));
  assert.deepEqual([...(await readPrompts(sources, table.finish(), [0, 1, 2]))], []);
});

test('no rows read nothing', async () => {
  const { table, sources } = await scan([file('none.jsonl', `${line(0)}\n`)]);
  assert.equal((await readPrompts(sources, table.finish(), [])).size, 0);
});
