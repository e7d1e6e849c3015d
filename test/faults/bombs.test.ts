/** Input that is made to cost more than it weighs: each costs a sentence, and the rest is read. */
import assert from 'node:assert/strict';
import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import zlib from 'node:zlib';
import { withinRatio, DEFAULT_LIMITS } from '../../src/reader/bytes/files/limits.ts';
import { tar, zip } from '../fixtures/archives.ts';
import { logLine, logLines, ScratchLog } from './scratch-log.ts';

const scratch = new ScratchLog();
before(() => scratch.prepare());
after(() => scratch.remove());

const MB = 1 << 20;

test('text that unpacks to more than its packed size allows is read up to there', async () => {
  async function* zeros(): AsyncGenerator<Buffer> {
    for (;;) yield await Promise.resolve(Buffer.alloc(MB));
  }
  let bytes = 0;
  const limits = { ...DEFAULT_LIMITS, unpackRatio: 10 };
  await assert.rejects(async () => {
    for await (const block of withinRatio(zeros(), 2 * MB, limits, 3 * MB)) bytes += block.length;
  }, /unpacks to more than 10 times its size/);
  assert.equal(bytes, 20 * MB);
});

test('a packed file of two gigabytes of nothing ends with a sentence, and the lines before it count', async () => {
  const zeros = zlib.gzipSync(Buffer.alloc(64 * MB), { level: 9 });
  const bomb = Buffer.concat([zlib.gzipSync(logLines(0, 5)), ...Array.from({ length: 32 }, () => zeros)]);
  const before = process.memoryUsage().rss;
  const { inputs, partial, table } = await scratch.scan([scratch.file('bomb.gz', bomb)], {
    limits: { unpackRatio: 100 },
  });
  assert.equal(table.length, 5);
  assert.equal(partial, true);
  assert.match(inputs.files[0]!.error!, /unpacks to more than 100 times its size, which is the limit/);
  assert.ok(process.memoryUsage().rss - before < 900 * MB, 'memory grows with the bomb');
});

test('files that are packed twice, and archives in archives, are named and not followed', async () => {
  const twice = zlib.gzipSync(zlib.gzipSync(logLines(0, 3)));
  const inner = zip({ 'log.jsonl': logLines(0, 3) });
  const packedTar = zlib.gzipSync(tar({ 'log.jsonl': logLines(0, 3) }));
  const paths = [
    scratch.file('nested/a.jsonl.gz.gz', twice),
    scratch.file('nested/b.zip', zip({ 'inner.zip': inner, 'log.jsonl': logLines(0, 2) })),
    scratch.file('nested/c.tar', tar({ 'inner.zip': inner })),
    scratch.file('nested/d.zip.gz', zlib.gzipSync(inner)),
    scratch.file('nested/e.tgz', zlib.gzipSync(tar({ 'inner.tgz': packedTar, 'log.jsonl': logLines(0, 2) }))),
    scratch.file('nested/f.zip', zip({ 'twice.jsonl.gz': twice, 'log.jsonl.gz': zlib.gzipSync(logLines(0, 2)) })),
  ];
  const { inputs, table } = await scratch.scan(paths);
  assert.equal(table.length, 6);
  assert.equal(inputs.rejected, 0);
  const errors = new Map(inputs.files.map(({ path: name, error }) => [path.basename(name), error]));
  assert.match(errors.get('a.jsonl.gz.gz')!, /contains another compressed file/);
  assert.match(errors.get('d.zip.gz')!, /contains another compressed file/);
  assert.match(errors.get('b.zip!inner.zip')!, /Unpack the archive/);
  assert.match(errors.get('c.tar!inner.zip')!, /Unpack the archive/);
  assert.match(errors.get('e.tgz!inner.tgz')!, /Unpack the archive/);
  assert.match(errors.get('f.zip!twice.jsonl.gz')!, /Unpack the archive/);
});

test('a packed file is known by what it unpacks to, a database and a text of two bytes a letter too', async () => {
  const wide = Buffer.from(`\ufeff${logLines(0, 3)}`, 'utf16le');
  const paths = [
    scratch.file('packed/wide.gz', zlib.gzipSync(wide)),
    scratch.file('packed/wide.zip', zip({ 'wide.gz': zlib.gzipSync(wide) })),
    scratch.file('packed/base.gz', zlib.gzipSync('SQLite format 3\0 and so on')),
    scratch.file('packed/base.zip', zip({ 'base.gz': zlib.gzipSync('SQLite format 3\0 and so on') })),
  ];
  const { inputs, table } = await scratch.scan(paths);
  assert.equal(table.length, 6);
  const errors = inputs.files.flatMap(({ error }) => error ?? []);
  assert.deepEqual(
    errors.map((error) => /SQLite/.test(error)),
    [true, true],
  );
});

test('a thousand files in an archive are found by one walk over its directory', async () => {
  const members = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`${n}.jsonl`, `${logLine(n)}\n`]));
  const { table } = await scratch.scan([scratch.file('many.zip', zip(members))]);
  assert.equal(table.length, 1000);
});

test('a line over the limit is left out alone, in every way a log is framed', async () => {
  const long = logLine(1, 'x'.repeat(200_000));
  const limits = { lineBytes: 1 << 16 };
  const cases: Readonly<Record<string, string>> = {
    'lines.jsonl': `${logLine(0)}\n${long}\n${logLine(2)}\n`,
    'array.json': `[${logLine(0)},\n${long},\n${logLine(2)}]`,
    'table.csv': `user_id,prompt,response\na,p,r\nb,${'x'.repeat(200_000)},r\nc,p,r\n`,
    'quoted.csv': `user_id,prompt,response\na,p,r\nb,"${'x\n'.repeat(100_000)}",r\nc,p,r\n`,
  };
  for (const [name, text] of Object.entries(cases)) {
    const { inputs, table } = await scratch.scan([scratch.file(`long/${name}`, text)], { limits });
    assert.equal(table.length, 2, name);
    assert.ok(inputs.rejected >= 1, name);
    assert.ok(
      inputs.reasons.some(({ reason }) => /^longer than 65536 bytes|cut line/.test(reason)),
      name,
    );
  }
});

test('a single line of a gigabyte costs no memory', async () => {
  const log = path.join(scratch.folder, 'gigabyte.jsonl');
  const file = openSync(log, 'w');
  writeSync(file, `${logLine(0)}\n{"messages":[{"role":"user","content":"`);
  const block = Buffer.alloc(16 * MB, 0x78);
  for (let n = 0; n < 64; n++) writeSync(file, block);
  writeSync(file, `"}]}\n${logLine(1)}\n`);
  closeSync(file);
  const before = process.memoryUsage().rss;
  const { inputs, table } = await scratch.scan([log]);
  assert.deepEqual([table.length, inputs.rejected], [2, 1]);
  assert.equal(inputs.reasons[0]!.reason, 'longer than 256 MB');
  assert.ok(process.memoryUsage().rss - before < 1000 * MB, 'memory grows with the line');
});

test('a value spread over millions of lines is given up before memory is', async () => {
  const log = scratch.file('tall.json', `{"messages":[\n${'1,\n'.repeat(1_200_000)}1]}\n${logLine(1)}\n`);
  const { inputs, table } = await scratch.scan([log], {
    workers: 1,
    workerMemory: 512,
    limits: { lineBytes: 32 * MB },
  });
  assert.equal(table.length, 1);
  assert.equal(inputs.lines, 1_200_003);
  assert.equal(inputs.files[0]!.error, undefined);
});

test('JSON of more values than memory holds is rejected before it is parsed', async () => {
  const crowd = `{"messages":[${'[],'.repeat(9 << 20)}[]]}`;
  const text = `${logLine(0)}\n${crowd}\n${logLine(1)}\n`;
  const arrays = `[${logLine(0)},\n${crowd},\n${logLine(1)}]`;
  for (const [name, content] of Object.entries({ 'crowd.jsonl': text, 'crowd.json': arrays })) {
    // In this heap parsing would end the whole process.
    const { inputs, table } = await scratch.scan([scratch.file(name, content)], { workers: 1, workerMemory: 200 });
    assert.deepEqual([table.length, inputs.rejected], [2, 1], name);
    assert.equal(
      inputs.reasons.find(({ outcome }) => outcome === 'rejected')!.reason,
      'JSON of more than 8 million values',
    );
  }
});

test('an event stream of millions of empty lines in a body does not end the process', async () => {
  const body = JSON.stringify({ request: { model: 'm', messages: [{ role: 'user', content: 'q' }] } }).slice(0, -1);
  const log = scratch.file('events.jsonl', `${body},"response":"data: {}${'\\n'.repeat(20 * MB)}"}\n${logLine(1)}\n`);
  const { inputs, table } = await scratch.scan([log], { workers: 1, workerMemory: 512 });
  assert.equal(table.length, 2);
  assert.equal(inputs.files[0]!.error, undefined);
});

const ODD_VALUES: Readonly<Record<string, string>> = {
  'nested a hundred thousand deep': `{"messages":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
  'nested a hundred thousand objects deep': `{"messages":${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}}`,
  'nested and never closed': `{"messages":${'['.repeat(1e5)}`,
  'with keys that would change all objects': logLine(0).replace(
    '{',
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
  ),
  'with a prompt as prototype': '{"__proto__":{"messages":[{"role":"user","content":"x"}],"model":"m"}}',
  'with duplicate keys': logLine(0).replace('{', '{"messages":1,"messages":"x","model":{"a":1},'),
  'with numbers beyond all bounds': logLine(0)
    .replace('1772409600', '1e999')
    .replace('{', '{"n":-1e-999,"m":1'.padEnd(4000, '0') + ','),
  'with lone surrogates': logLine(0).replace('question', '\\ud800\\udfff\\udc00 question \\ud83d'),
  'with a name of lone surrogates': logLine(0).replace('account-0', '\\udead\\ud800'),
};
for (const [what, value] of Object.entries(ODD_VALUES)) {
  test(`JSON ${what} is read or rejected, and its neighbours are read`, async () => {
    const log = scratch.file('odd.jsonl', `${logLine(1)}\n${value}\n${logLine(2)}\n`);
    for (const workers of [0, 1]) {
      const { inputs, table, partial } = await scratch.scan([log], { workers });
      assert.ok(table.length >= 2, `${table.length} requests`);
      assert.deepEqual([inputs.lines, partial], [3, false]);
      table.finish();
    }
    assert.equal(Reflect.get({}, 'polluted'), undefined);
  });
}

test('a part of a call that is nested deeper than threads hand on is read, as are its neighbours', async () => {
  const part = (at: number, more: string): string =>
    `{"id":"o${at}","type":"GENERATION","traceId":"t${at}","startTime":"2026-05-04T08:00:00Z","userId":"u","input":{"messages":[{"role":"user","content":"question ${at}"}]${more}}}`;
  for (const levels of [6000, 30_000]) {
    const deep = `,"x":${'['.repeat(levels)}${']'.repeat(levels)}`;
    const log = scratch.file('parts.jsonl', [part(0, ''), part(1, deep), part(2, '')].join('\n'));
    for (const workers of [0, 1]) {
      const { inputs, table, partial } = await scratch.scan([log], { workers });
      assert.deepEqual([table.length, inputs.rejected, partial], [3, 0, false]);
    }
  }
});

test('invalid UTF-8 costs no line', async () => {
  const bytes = Buffer.from(`${logLine(1)}\n${logLine(2, 'bad §§§ bytes')}\n${logLine(3)}\n`);
  for (let at = bytes.indexOf('§'); at >= 0; at = bytes.indexOf('§', at)) bytes[at] = 0xff;
  const { inputs, table } = await scratch.scan([scratch.file('bytes.jsonl', bytes)]);
  assert.deepEqual([table.length, inputs.lines], [3, 3]);
});
