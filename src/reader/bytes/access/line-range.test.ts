import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { detectSource } from '../sources/detect.ts';
import { LineIndex } from './line-index.ts';
import { indexLines, readLineRange } from './line-range.ts';
import { isRefusal, type Source } from '../files/source.ts';

let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'line-range-'));
});

after(async () => {
  await rm(folder, { recursive: true });
});

async function source(name: string, bytes: Buffer | string): Promise<Source> {
  const file = join(folder, name);
  await writeFile(file, bytes);
  const found = await detectSource(file);
  assert.ok(!isRefusal(found));
  return found;
}

const LINES = 60_000;
const numbered = Array.from({ length: LINES }, (_, at) => `line ${at + 1} ${'x'.repeat(at % 100)}\n`).join('');

test('lines read by number are those of the text, in plain and packed logs, with and without an index', async () => {
  const all = numbered.split('\n');
  for (const log of [await source('a.log', numbered), await source('a.log.gz', gzipSync(numbered))]) {
    for (const index of [new LineIndex(), await indexLines(log), new LineIndex(1000)]) {
      for (const [from, to] of [
        [1, 3],
        [30_000, 30_010],
        [LINES - 1, LINES + 5],
        [0, 1],
        [7, 6],
      ] as const) {
        const lines = await readLineRange(log, index, from, to);
        assert.deepEqual(
          lines.map(({ bytes }) => bytes.toString()),
          all.slice(Math.max(0, from - 1), Math.min(LINES, to)),
        );
        for (const { line, offset, length } of lines) {
          assert.equal(numbered.slice(offset, offset + length), all[line - 1]);
        }
      }
    }
  }
});

test('an index tells the number of lines once the end was seen, and a last line without a break counts', async () => {
  assert.equal((await indexLines(await source('b.log', numbered))).lines, LINES);
  assert.equal((await indexLines(await source('c.log', `${numbered}rest`))).lines, LINES + 1);
  const index = new LineIndex();
  const log = await source('d.log', 'a\nb');
  await readLineRange(log, index, 1, 1);
  assert.equal(index.lines, 0);
  assert.deepEqual(
    (await readLineRange(log, index, 2, 9)).map(({ bytes }) => bytes.toString()),
    ['b'],
  );
  assert.equal(index.lines, 2);
});

test('a mark is never behind the line that is looked for', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50 })), fc.nat(30), (lengths, step) => {
      const index = new LineIndex(step);
      const starts = [0];
      for (const length of lengths) starts.push(starts.at(-1)! + length);
      starts.forEach((offset, at) => index.mark(at + 1, offset));
      for (const [at, offset] of starts.entries()) {
        for (const found of [
          index.locate(at + 1),
          index.locateOffset(offset),
          LineIndex.unpack(index.pack()).locate(at + 1),
        ]) {
          assert.equal(starts[found.line - 1], found.offset);
          assert.ok(found.line <= at + 1 && offset - found.offset < Math.max(1, step));
        }
      }
    }),
  );
});

test('a jump into a marked file reads about a megabyte, not all that stands before', async () => {
  const log = await source('large.log', Buffer.from(numbered.repeat(12)));
  const index = await indexLines(log);
  const far = LINES * 11;
  assert.ok(index.last.offset > 30e6, 'the file has marks up to its end');
  const { line, offset } = index.locate(far);
  const [found] = await readLineRange(log, index, far, far);
  assert.ok(found && line <= far && found.offset - offset <= 2 << 20, 'the mark is near');
});

test('a jump into a gzip log that was read once unpacks from a point before the line', async () => {
  const plain = Array.from({ length: 800_000 }, (_, at) => `${at} ${((at * 2654435761) >>> 0).toString(36)}\n`);
  const log = await source('packed.log.gz', gzipSync(plain.join('')));
  const index = await indexLines(log);
  assert.ok(index.restarts.length > 1, 'points were found');
  for (const line of [1, 150_000, 790_000]) {
    const [found] = await readLineRange(log, index, line, line);
    assert.equal(found?.bytes.toString(), plain[line - 1]?.trimEnd());
  }
  const { offset } = index.locate(790_000);
  assert.ok(offset - (index.restarts.before(offset)?.offset ?? 0) < 4 << 20);
});

test('lines over the limit are cut but keep their length, and a range ends when enough was read', async () => {
  const log = await source('long.log', `${'a'.repeat(3 << 20)}\nb\n${'c'.repeat(50)}\nd\n`);
  const lines = await readLineRange(log, new LineIndex(), 1, 9, { longest: 100, most: 120 });
  assert.deepEqual(
    lines.map(({ bytes, length }) => [bytes.length, length]),
    [
      [100, 3 << 20],
      [1, 1],
      [50, 50],
    ],
  );
});

test('places of requests make an index without reading the log again', async () => {
  const log = await source('e.log', numbered);
  const starts = Float64Array.from(numbered.split('\n'), (_line, at) => at);
  let offset = 0;
  numbered.split('\n').forEach((text, at) => {
    starts[at] = offset;
    offset += text.length + 1;
  });
  const index = LineIndex.ofRequests(
    { line: Uint32Array.from(starts, (_, at) => at + 1), offset: starts },
    0,
    LINES,
    5000,
  );
  assert.ok(index.last.line > LINES - 200);
  assert.equal((await readLineRange(log, index, 50_000, 50_000))[0]?.offset, starts[49_999]);
});

test('reading ends when it is cancelled', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  const log = await source('f.log', numbered);
  await assert.rejects(readLineRange(log, new LineIndex(), 1, 2, { signal }), /enough/);
  await assert.rejects(indexLines(log, { signal }), /enough/);
});
