import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import zlib from 'node:zlib';
import { logLine as line, logLines as lines, ScratchLog } from '../../../test/faults/scratch-log.ts';
import { digest } from '../../../test/fixtures/scan-digest.ts';
import { readLines } from '../../reader/bytes/access/line-reader.ts';
import { type Scan, scan, type ScanOptions } from './scan.ts';

const scratch = new ScratchLog();
const { folder } = scratch;
const workerFile = path.join(folder, 'scan-worker.js');

before(() => scratch.prepare());
after(() => scratch.remove());

const file = (name: string, content: string | Buffer): string => scratch.file(name, content);

async function run(paths: string[], options: ScanOptions = {}): Promise<Scan> {
  return scan(paths, { workerFile, ...options });
}

const errorsOf = ({ inputs }: Scan): (string | undefined)[] => inputs.files.map(({ error }) => error);

test('the result is the same for any number of workers and any order of files', async () => {
  const broken = `${lines(0, 300)}{"cut":\n\nnot json\n${lines(300, 600)}{"other":1}\n`;
  const paths = [
    file('a/one.jsonl', broken),
    file('a/two.jsonl', lines(600, 900)),
    file('a/three.json', JSON.stringify([JSON.parse(line(1))])),
  ];
  const rangeBytes = 4096;
  const expected = await run(paths, { workers: 0, rangeBytes });
  assert.equal(expected.table.length, 901);
  assert.equal(expected.inputs.lines, 600 + 4 + 300 + 1);
  const text = digest(expected);
  for (const workers of [1, 2, 3]) assert.equal(digest(await run([...paths].reverse(), { workers, rangeBytes })), text);
});

test('line numbers and offsets point at the line, also in the ranges of a large file', async () => {
  const text = `\n${lines(0, 500)}`;
  const { table, sources } = await run([file('places.jsonl', text)], { workers: 2, rangeBytes: 1000 });
  const { rows, length } = table.finish();
  assert.equal(length, 500);
  const refs = Array.from({ length }, (_, row) => ({ offset: rows.offset[row]!, length: rows.bytes[row]! }));
  const found = await readLines(sources[0]!, refs);
  for (const [row, bytes] of found.entries()) {
    assert.equal(rows.line[row], row + 2);
    assert.equal(bytes.toString(), line(row));
  }
});

test('compressed, UTF-16 and marked files read like the plain text', async () => {
  const text = lines(0, 50);
  const half = lines(0, 25).length;
  const variants: Record<string, Buffer> = {
    'members.gz': Buffer.concat([zlib.gzipSync(text.slice(0, half)), zlib.gzipSync(text.slice(half))]),
    'bom.jsonl': Buffer.from(`\ufeff${text}`),
    'crlf.jsonl': Buffer.from(text.replaceAll('\n', '\r\n')),
    'wide.jsonl': Buffer.from(`\ufeff${text}`, 'utf16le'),
    'wide-be.jsonl': Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    'uncut.jsonl': Buffer.from(text.trimEnd()),
  };
  const plain = (await run([file('plain.jsonl', text)])).table.finish();
  for (const [name, bytes] of Object.entries(variants)) {
    const result = await run([file(name, bytes)]);
    const table = result.table.finish();
    assert.deepEqual([...table.rows.prompt], [...plain.rows.prompt], name);
    assert.deepEqual([...table.rows.answer], [...plain.rows.answer], name);
    assert.deepEqual([...table.rows.line], [...plain.rows.line], name);
    const [first] = await readLines(result.sources[0]!, [
      { offset: table.rows.offset[49]!, length: table.rows.bytes[49]! },
    ]);
    assert.equal(first!.toString().trim(), line(49), name);
  }
});

test('files that are no logs are named in one sentence each, and the rest is read', async () => {
  const good = file('bad/good.jsonl', lines(0, 3));
  const paths = [
    good,
    file('bad/empty.jsonl', ''),
    file('bad/dump.pkl', Buffer.from([0x80, 0x04, 0x95, 1, 2])),
    file('bad/image.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 1, 2, 3, 4, 5, 6])),
    path.join(folder, 'bad/missing.jsonl'),
  ];
  mkdirSync(path.join(folder, 'bad/nothing'));
  paths.push(path.join(folder, 'bad/nothing'), path.join(folder, 'bad/*.none'));
  const result = await run(paths);
  const told = new Map(result.inputs.files.map(({ path: name, error }) => [path.basename(name), error]));
  assert.equal(told.get('good.jsonl'), undefined);
  assert.equal(told.get('empty.jsonl'), 'The file is empty.');
  assert.match(told.get('dump.pkl')!, /pickle/);
  assert.equal(told.get('image.png'), 'This is a binary file, not a log.');
  assert.equal(told.get('missing.jsonl'), 'The path cannot be read: it does not exist.');
  assert.equal(told.get('nothing'), 'The folder contains no files.');
  assert.equal(told.get('*.none'), 'No file matches this pattern.');
  assert.equal(result.table.length, 3);
});

test('a file that may not be opened is named', async (t) => {
  if (process.getuid?.() === 0) {
    t.skip('the superuser may open every file');
    return;
  }
  const secret = file('secret.jsonl', lines(0, 1));
  chmodSync(secret, 0);
  assert.deepEqual(errorsOf(await run([secret])), ['The file cannot be read: you may not open it.']);
});

test('folders and globs give each file once, without hidden ones and loops of links', async () => {
  const top = path.join(folder, 'tree');
  file('tree/b/two.jsonl', lines(0, 1));
  file('tree/a.jsonl', lines(1, 2));
  file('tree/.hidden.jsonl', lines(2, 3));
  symlinkSync(top, path.join(top, 'b/loop'));
  symlinkSync(path.join(top, 'a.jsonl'), path.join(top, 'link.jsonl'));
  const result = await run([top, path.join(top, '**/*.jsonl'), path.join(top, 'a.jsonl')]);
  assert.deepEqual(
    result.sources.map(({ path: name }) => path.relative(top, name)),
    ['a.jsonl', 'b/two.jsonl'],
  );
});

test('a damaged gzip file keeps what could be unpacked and says that something is missing', async () => {
  const packed = zlib.gzipSync(lines(0, 5000));
  const result = await run([file('damaged.gz', packed.subarray(0, packed.length - 200))]);
  assert.ok(result.table.length > 0 && result.table.length < 5000);
  assert.equal(result.partial, true);
  assert.match(errorsOf(result)[0]!, /ends too early/);
  const { lines: all, records, rejected, skipped } = result.inputs;
  assert.equal(all, records + rejected + skipped);
});

test('a worker that dies costs its own part and no other', async () => {
  const paths = [
    file('crash/a.jsonl', lines(0, 20)),
    file('crash/poison.jsonl', lines(0, 400)),
    file('crash/z.jsonl', lines(20, 40)),
  ];
  const crashing = file(
    'crashing-worker.js',
    `const { parentPort } = require('node:worker_threads');
     parentPort.on('message', (jobs) => { for (const { source, range } of jobs) if (source.path.includes('poison') && range?.start > 8000 && range.start < 12000) process.exit(7); });
     require(${JSON.stringify(workerFile)});`,
  );
  const result = await scan(paths, { workers: 2, workerFile: crashing, rangeBytes: 8000 });
  assert.equal(result.partial, true);
  const [a, poison, z] = result.inputs.files;
  assert.deepEqual([a!.requests, z!.requests], [20, 20]);
  assert.match(poison!.error!, /^The reader failed twice on a part of this file, from byte 8\d\d\d: .*code 7\.$/);
  assert.equal(poison!.lines, 400);
  assert.ok(poison!.rejected > 0 && poison!.records === 400 - poison!.rejected);
  const { rows, length } = result.table.finish();
  const last = length - 21;
  assert.equal(rows.line[last], 400, 'lines behind the lost part keep their numbers');
});

test('a value that is written over several lines is read whole wherever a large file is cut', async () => {
  const pretty = (n: number): string => JSON.stringify(JSON.parse(line(n)), null, 1) + '\n';
  const text = Array.from({ length: 120 }, (_, n) => (n % 3 === 1 ? pretty(n) : `${line(n)}\n`)).join('');
  const log = file('mixed-lines.jsonl', text);
  for (const rangeBytes of [400, 997, 5000]) {
    const { table, inputs } = await run([log], { rangeBytes });
    assert.equal(table.length, 120, `ranges of ${rangeBytes} bytes`);
    assert.equal(inputs.rejected, 0);
    assert.equal(inputs.lines, text.split('\n').length - 1);
  }
});

test('an aborted scan keeps what it has and is marked', async () => {
  const paths = Array.from({ length: 6 }, (_, n) => file(`abort/${n}.jsonl`, lines(n * 1000, n * 1000 + 1000)));
  for (const workers of [0, 2]) {
    const abort = new AbortController();
    abort.abort();
    const none = await run(paths, { workers, signal: abort.signal });
    assert.equal(none.partial, true);
    assert.equal(none.table.length, 0);
    assert.deepEqual(none.inputs.cancelled, { read: 0, of: none.inputs.bytes });
    assert.ok(none.inputs.files.every(({ note = '' }) => /No line of this file was counted/.test(note)));
  }
  const abort = new AbortController();
  const onProgress: ScanOptions['onProgress'] = ({ bytes }) => bytes > 0 && abort.abort();
  const some = await run(paths, { signal: abort.signal, onProgress, rangeBytes: 10_000 });
  assert.equal(some.inputs.lines, some.inputs.records + some.inputs.rejected + some.inputs.skipped);
  assert.ok(some.inputs.cancelled, 'how much was read is not known');
  const { read, of } = some.inputs.cancelled;
  assert.ok(read > 0 && read < of && of === some.inputs.bytes, `${read} of ${of} bytes`);
  const unread = some.inputs.files.filter(({ note }) => note !== undefined);
  assert.ok(unread.length > 0 && unread.every(({ lines }) => lines === 0));
});

test('a scan that was cancelled after its last line was read is whole', async () => {
  const abort = new AbortController();
  const { partial, inputs } = await run([file('whole.jsonl', lines(0, 10))], {
    signal: abort.signal,
    onProgress: ({ bytes, totalBytes }) => bytes === totalBytes && abort.abort(),
  });
  assert.deepEqual([partial, inputs.cancelled], [false, undefined]);
});

test('questions and answers in different files are joined, whatever reads them', async () => {
  const ids = Array.from({ length: 200 }, (_, n) => n);
  const questions = ids.map((n) =>
    JSON.stringify({ custom_id: `r${n}`, params: { max_tokens: 5, messages: [{ role: 'user', content: `q${n}` }] } }),
  );
  const answers = ids.map((n) =>
    JSON.stringify({
      custom_id: `r${199 - n}`,
      result: {
        type: 'succeeded',
        message: { type: 'message', content: [{ type: 'text', text: `answer ${199 - n}` }] },
      },
    }),
  );
  const paths = [file('batch/input.jsonl', questions.join('\n')), file('batch/output.jsonl', answers.join('\n'))];
  const expected = await run(paths, { rangeBytes: 2000 });
  assert.deepEqual(
    expected.inputs.files.map(({ requests, records }) => [requests, records]),
    [
      [200, 200],
      [0, 200],
    ],
  );
  const { rows } = expected.table;
  assert.ok(
    rows.answer.subarray(0, 200).every((hash) => hash !== 0),
    'every question has its answer',
  );
  const text = digest(expected);
  assert.equal(digest(await run([...paths].reverse(), { workers: 2, rangeBytes: 2000 })), text);
});

test('the memory of the process is not looked at again for every small file', async () => {
  const paths = Array.from({ length: 300 }, (_, n) => file(`small/${n}.jsonl`, lines(3 * n, 3 * n + 3)));
  const rss = process.memoryUsage.rss.bind(process.memoryUsage);
  let looks = 0;
  process.memoryUsage.rss = () => {
    looks++;
    return rss();
  };
  try {
    const { table } = await run(paths, { workers: 0 });
    assert.equal(table.length, 900);
  } finally {
    process.memoryUsage.rss = rss;
  }
  assert.ok(looks < paths.length / 2, String(looks));
});
