import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { demoLog } from '../../../../test/fixtures/demo-log.ts';
import { withHeader } from '../../../../test/fixtures/gzip-header.ts';
import { SAMPLE } from '../../../demo/sample.ts';
import { readFileBlocks } from '../files/file-blocks.ts';
import { detectSource } from '../sources/detect.ts';
import { hasRestarts, readGzipFrom, unpackGzip } from './gzip-reader.ts';
import { GzipRestarts } from './gzip-restarts.ts';
import { isRefusal, type Source } from '../files/source.ts';

const text = Buffer.from(demoLog({ ...SAMPLE, requests: 2000 }).lines.join(''));
/** Bytes that cannot be packed: blocks are stored, and stored blocks begin at whole bytes. */
const noise = Buffer.from(
  Array.from({ length: 400_000 }, (_, at) => (at * 2654435761) >>> 13).map((value) => value & 255),
);
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gzip-reader-'));
});
after(async () => {
  await rm(folder, { recursive: true });
});

async function gzipped(name: string, bytes: Buffer): Promise<Source> {
  const file = join(folder, name);
  await writeFile(file, bytes);
  const source = await detectSource(file);
  assert.ok(!isRefusal(source) && hasRestarts(source));
  return source;
}

/** The file in small blocks, so that a small file has several places to begin at. */
async function* blocksOf({ file }: Source): AsyncGenerator<Buffer> {
  for await (const block of readFileBlocks(file, 0)) {
    for (let at = 0; at < block.length; at += 60_000) yield block.subarray(at, at + 60_000);
  }
}

async function all(blocks: AsyncIterable<Buffer>, most = Infinity): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const block of blocks) {
    parts.push(Buffer.from(block));
    length += block.length;
    if (length >= most) break;
  }
  return Buffer.concat(parts);
}

const logs: readonly [name: string, plain: Buffer, packed: () => Buffer][] = [
  ...([1, 6, 9] as const).map((level): [string, Buffer, () => Buffer] => [
    `level ${level}`,
    text,
    () => gzipSync(text, { level }),
  ]),
  [
    'several members',
    Buffer.concat([text, text, text]),
    () => Buffer.concat([gzipSync(text), gzipSync(text, { level: 1 }), gzipSync(text)]),
  ],
  ['stored blocks between', Buffer.concat([text, noise, text]), () => gzipSync(Buffer.concat([text, noise, text]))],
];

for (const [name, plain, packed] of logs) {
  test(`a gzip log can be read from any byte after it was unpacked once: ${name}`, async () => {
    const source = await gzipped('log.gz', packed());
    const restarts = new GzipRestarts(64 << 10);
    const read = await all(unpackGzip(blocksOf(source), restarts));
    assert.ok(read.equals(plain), 'unpacking with marks gives the text');
    assert.ok(restarts.length >= 1, `${restarts.length} points`);
    for (let wanted = 1000; wanted < plain.length; wanted += Math.floor(plain.length / 23)) {
      const { offset, text: from } = readGzipFrom(source, restarts, wanted);
      assert.ok(offset <= wanted);
      assert.ok((await all(from)).equals(plain.subarray(offset)), `from byte ${wanted}`);
    }
    const late = readGzipFrom(source, restarts, plain.length - 1000).offset;
    assert.ok(late > plain.length / 4, 'the end is reached from a point behind the beginning');
  });
}

test('a file has only so many points, whatever its size, evenly over the file', () => {
  const restarts = new GzipRestarts(10, 8);
  for (let at = 0; at < 10_000; at += 10) restarts.add(at * 5, at, 0, Buffer.alloc(0));
  assert.ok(restarts.length <= 8 && restarts.length >= 4);
  for (const offset of [15_000, 30_000, 45_000]) assert.ok(offset - (restarts.before(offset)?.offset ?? 0) <= 15_000);
  assert.equal(restarts.before(0)?.offset ?? 0, 0);
});

test('a cut and a damaged gzip log give what there is, then fail', async () => {
  const packed = gzipSync(text);
  for (const damaged of [
    packed.subarray(0, packed.length - 20_000),
    Buffer.from(packed).fill(0xff, packed.length - 30_000, packed.length - 29_000),
  ]) {
    const source = await gzipped('damaged.gz', damaged);
    const parts: Buffer[] = [];
    await assert.rejects(async () => {
      for await (const block of unpackGzip(blocksOf(source), new GzipRestarts(64 << 10)))
        parts.push(Buffer.from(block));
    });
    const read = Buffer.concat(parts);
    // Damage is noticed at the end of its block at the latest: what the block held after it may be other text.
    const sure = Math.floor(text.length * 0.9);
    assert.ok(read.subarray(0, sure).equals(text.subarray(0, Math.min(sure, read.length))) && read.length > 0.8 * sure);
  }
});

/** The file in blocks of so many bytes, in memory that is used again. */
async function* inBlocks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  const room = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield room.subarray(0, bytes.copy(room, 0, at, at + size));
  }
}

test('headers, members without text and zeros at the end are passed over', async () => {
  const short = Buffer.from('{"n":1}\n'.repeat(100));
  const packed = Buffer.concat([withHeader(short), gzipSync(''), withHeader(short), Buffer.alloc(700)]);
  for (const size of [1, 7, 1000, 1 << 20])
    assert.ok(
      (await all(unpackGzip(inBlocks(packed, size)))).equals(Buffer.concat([short, short])),
      `blocks of ${size}`,
    );
});

test('a file that is no gzip, or not what was packed, is told', async () => {
  const packed = gzipSync(text.subarray(0, 5000));
  const changed = (at: number, value: number): Buffer => {
    const bytes = Buffer.from(packed);
    bytes[at < 0 ? bytes.length + at : at] = value;
    return bytes;
  };
  const nameless = Buffer.from(packed.subarray(0, 10));
  nameless[3] = 8;
  const empty = gzipSync('');
  const cases: [name: string, bytes: Buffer, message: RegExp][] = [
    ['no magic', changed(0, 1), /damaged/],
    ['another method', changed(2, 9), /damaged/],
    ['an unknown mark', changed(3, 0x80), /damaged/],
    ['another checksum', changed(-6, packed[packed.length - 6]! ^ 1), /damaged/],
    ['another length', changed(-4, packed[packed.length - 4]! ^ 1), /damaged/],
    ['something behind the end', Buffer.concat([packed, Buffer.from('more')]), /damaged|early/],
    ['another header than it says', withHeader(text.subarray(0, 5000), 1), /damaged/],
    ['a name without end', Buffer.concat([nameless, Buffer.alloc(2 << 20, 'n')]), /damaged/],
    ['members without text and without end', Buffer.alloc(70_000 * empty.length, empty), /damaged/],
    ['half a trailer', packed.subarray(0, -3), /ends too early/],
    ['half a header', packed.subarray(0, 5), /ends too early/],
    ['a header alone', packed.subarray(0, 10), /ends too early/],
    ['nothing', Buffer.alloc(0), /ends too early/],
  ];
  for (const [name, bytes, message] of cases)
    await assert.rejects(all(unpackGzip(inBlocks(bytes, 1000))), message, name);
});

test('a log that was left in the middle does no harm to the next one', async () => {
  const packed = gzipSync(text);
  await all(unpackGzip(inBlocks(packed, 1000)), 1);
  assert.ok((await all(unpackGzip(inBlocks(packed, 1000)))).equals(text));
});
