/** Logs in archives and tables must give the same requests as on their own, and their prompts must be found again. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { detectSource, isRefusal } from '../../../src/reader/bytes/sources/detect.ts';
import { readLines } from '../../../src/reader/bytes/access/line-reader.ts';
import { readPrompts } from '../../../src/engine/readback/read-prompts.ts';
import { type Scan, scan } from '../../../src/engine/ingest/scan.ts';
import { tar, zip, zstdFrame, zstdSkippable } from '../../fixtures/archives.ts';
import { scratchFolder } from '../../harness/folders.ts';

const folder = scratchFolder('containers-');

const row = (n: number): object => ({
  request: { model: 'm', messages: [{ role: 'user', content: `Frage ${n}: größer?` }] },
  response: { choices: [{ message: { content: `answer ${n}` } }] },
  user_id: `user-${n % 3}`,
});
const jsonl = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) => `${JSON.stringify(row(from + n))}\n`).join('');

function file(name: string, content: Buffer): string {
  const to = path.join(folder, name);
  writeFileSync(to, content);
  return to;
}

/** Prompts of all rows in order, read back from the log. */
async function prompts({ sources, table }: Scan): Promise<(string | undefined)[]> {
  const finished = table.finish();
  const rows = Array.from({ length: finished.length }, (_, index) => index);
  const found = await readPrompts(sources, finished, rows);
  return rows.map((index) => found.get(index));
}

const questions = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, n) => `Frage ${from + n}: größer?`);

const files = {
  'day/a.jsonl': jsonl(0, 5),
  'day/b.json.gz': gzipSync(JSON.stringify([row(5), row(6)])),
  '__MACOSX/day/._a.jsonl': 'x',
  '.hidden': 'x',
  'model.pkl': Buffer.from([0x80, 0x04, 0x95, 0x00]),
};

for (const [name, content, kind] of [
  ['logs.zip', zip(files), 'zip'],
  ['logs.tar', tar(files), 'tar'],
  ['logs.tar.gz', gzipSync(tar(files)), 'tar'],
  ['logs.tar.zst', zstdFrame(tar(files)), 'tar'],
] as const) {
  test(`${name} gives the logs inside by name`, async () => {
    const archive = file(name, content);
    const result = await scan([archive]);
    assert.deepEqual(
      result.inputs.files.map(({ path: full, compression, requests }) => [full.slice(archive.length), compression, requests]),
      [
        ['', 'none', 0],
        ['!day/a.jsonl', kind, 5],
        ['!day/b.json.gz', kind, 2],
        ['!model.pkl', 'none', 0],
      ],
    );
    assert.match(result.inputs.files[0]!.note!, /^2 hidden files in it were left out/);
    assert.match(result.inputs.files[3]!.error!, /pickle/);
    assert.deepEqual(await prompts(result), questions(0, 7));
    await result.release();
  });

  test(`a log in ${name} can be opened again by its name`, async () => {
    const source = await detectSource(`${path.join(folder, name)}!day/a.jsonl`);
    assert.ok(!isRefusal(source));
    const offset = jsonl(0, 3).length + 3 * 2;
    const [line] = await readLines(source, [{ offset, length: Buffer.byteLength(JSON.stringify(row(3))) }]);
    assert.equal(line!.toString(), JSON.stringify(row(3)));
    const single = await scan([`${path.join(folder, name)}!day/a.jsonl`]);
    assert.equal(single.inputs.requests, 5);
    const missing = await detectSource(`${path.join(folder, name)}!day/z.jsonl`);
    assert.ok(isRefusal(missing) && /no such file/.test(missing.error));
  });
}

test('a damaged archive costs itself and says so', async () => {
  const broken = file('broken.zip', zip(files).subarray(0, 200));
  const cut = file('cut.tar.gz', gzipSync(tar({ 'a.jsonl': jsonl(0, 2000) })).subarray(0, 3000));
  const { inputs, partial } = await scan([broken, cut]);
  const said = inputs.files.map(({ path: name, error }) => `${path.basename(name)}: ${error}`);
  assert.ok(partial);
  assert.match(said[0]!, /^broken.zip: The archive cannot be read: /);
  assert.match(said[1]!, /^cut.tar.gz: The archive cannot be read to its end: the compressed data ends too early/);
  assert.match(said[2]!, /^cut.tar.gz!a.jsonl: The archive ends in the middle of this file/);
  assert.ok(inputs.requests > 0 && inputs.requests < 2000);
});

test('the copy of a packed archive is gone when it is released', async () => {
  const copies = (): number => readdirSync(tmpdir()).filter((name) => name.startsWith('prompt-audit-')).length;
  const before = copies();
  const result = await scan([file('again.tar.gz', gzipSync(tar(files)))]);
  const [copy] = result.sources;
  assert.equal(statSync(copy!.file).mode & 0o077, 0);
  await result.release();
  assert.ok(copies() <= before);
});

test('a Parquet table is read row by row', async () => {
  const rows = Array.from({ length: 40 }, (_, n) => n);
  const buffer = parquetWriteBuffer({
    columnData: [
      { name: 'conversation_hash', data: rows.map((n) => `h${n}`), type: 'STRING' },
      { name: 'timestamp', data: rows.map((n) => new Date(1_700_000_000_000 + n * 1000)), type: 'TIMESTAMP' },
      { name: 'turn', data: rows.map((n) => BigInt(n)), type: 'INT64' },
      {
        name: 'conversation',
        data: rows.map((n) => [
          { role: 'user', content: `Frage ${n}: größer?` },
          { role: 'assistant', content: 'Ja.' },
        ]),
        type: 'JSON',
      },
    ],
    rowGroupSize: 16,
  });
  const table = file('corpus.parquet', Buffer.from(buffer));
  const result = await scan([table]);
  const [summary] = result.inputs.files;
  assert.deepEqual(
    [summary!.compression, summary!.formats, summary!.lines, summary!.rejected],
    ['parquet', { conversation: 40 }, 40, 0],
  );
  const finished = result.table.finish();
  assert.equal(finished.rows.line[16], 17, 'a row of the second group keeps its number');
  assert.equal(finished.rows.time[7], 1_700_000_007_000);
  assert.deepEqual(await prompts(result), questions(0, 40));
});

test('the prompt of a row of a CSV file is found again', async () => {
  const cells = (n: number): string => `2025-01-01T00:00:0${n}Z,u${n},"Frage ${n}: größer?",ja\n`;
  const csv = file('home.csv', Buffer.from(`time,user_id,prompt,response\n${cells(0)}${cells(1)}`));
  assert.deepEqual(await prompts(await scan([csv])), questions(0, 2));
});

test('frames of zstd and members of gzip behind each other are one text', async () => {
  const [one, two] = [jsonl(0, 1500), jsonl(1500, 3000)];
  const packed = {
    'two.jsonl.zst': Buffer.concat([zstdFrame(one), zstdSkippable(700), zstdFrame(two)]),
    'two.jsonl.gz': Buffer.concat([gzipSync(one), gzipSync(two)]),
    // Browsers unpack what they fetch and keep its name.
    'plain.jsonl.gz': Buffer.from(one + two),
  };
  for (const [name, content] of Object.entries(packed)) {
    const result = await scan([file(name, content)]);
    assert.equal(result.inputs.requests, 3000, name);
    assert.deepEqual(await prompts(result), questions(0, 3000), name);
    await result.release();
  }
});

test('a stream of zstd or gzip that is cut gives what stands before the cut, and says so', async () => {
  const whole = jsonl(0, 3000);
  for (const [name, content] of [
    ['cut.zst', zstdFrame(whole)],
    ['cut.gz', gzipSync(whole)],
  ] as const) {
    const { inputs, partial } = await scan([file(name, content.subarray(0, Math.floor(content.length * 0.8)))]);
    const [summary] = inputs.files;
    assert.ok(partial && summary!.requests > 0 && summary!.requests < 3000, name);
    assert.match(summary!.error ?? '', /could not be read to its end/, name);
    assert.equal(summary!.lines, summary!.records + summary!.rejected + summary!.skipped, name);
  }
});

test('UTF-16, byte order marks, zero padding and a cut last line cost no request before them', async () => {
  const text = jsonl(0, 40);
  const cut = JSON.stringify(row(40)).slice(0, 60);
  const written = {
    'u16le.jsonl': Buffer.from(`\ufeff${text}`, 'utf16le'),
    'u16be.jsonl': Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    'bom.jsonl': Buffer.from(`\ufeff${text}`),
    'crlf.jsonl': Buffer.from(text.replaceAll('\n', '\r\n')),
    'padded.jsonl': Buffer.concat([Buffer.from(text), Buffer.alloc(4096), Buffer.from(cut)]),
  };
  for (const [name, content] of Object.entries(written)) {
    const { inputs } = await scan([file(name, content)]);
    assert.equal(inputs.requests, 40, name);
    assert.equal(inputs.lines, inputs.records + inputs.rejected + inputs.skipped, name);
  }
});

test('a folder of mixed formats and containers is read record by record, each file for itself', async () => {
  const mixed = mkdtempSync(path.join(folder, 'mixed-'));
  const span = {
    resourceSpans: [{ scopeSpans: [{ spans: [{ attributes: [{ key: 'gen_ai.operation.name', value: { stringValue: 'chat' } }] }] }] }],
  };
  writeFileSync(path.join(mixed, 'both.jsonl'), `${jsonl(0, 2)}${JSON.stringify(span)}\nnot a record\n${jsonl(2, 3)}`);
  writeFileSync(path.join(mixed, 'table.csv'), 'time,user_id,prompt,response\n2025-01-01T00:00:00Z,u,Hi,Hello\n');
  writeFileSync(path.join(mixed, 'packed.log'), zstdFrame(jsonl(3, 4)));
  writeFileSync(path.join(mixed, 'inside.bin'), zip({ 'x/y.json': JSON.stringify([row(4), row(5)]) }));
  const { inputs } = await scan([mixed]);
  const formats = inputs.files.map(({ path: full, formats: found }) => [path.relative(mixed, full), found]);
  assert.deepEqual(formats, [
    ['both.jsonl', { exchange: 3, otlp: 1 }],
    ['inside.bin!x/y.json', { exchange: 2 }],
    ['packed.log', { exchange: 1 }],
    ['table.csv', { exchange: 1 }],
  ]);
  assert.equal(inputs.lines, inputs.records + inputs.rejected + inputs.skipped);
});
