import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { deflateRawSync, gzipSync, inflateRawSync } from 'node:zlib';
import { demoLog } from '../../../test/fixtures/demo-log.ts';
import { SAMPLE } from '../../demo/sample.ts';
import { readFileBlocks } from './block-reader.ts';
import { decompress } from './decompress.ts';
import { detectSource } from './detect.ts';
import { hasRestarts, readGzipFrom, unpackGzipMarking } from './gzip-reader.ts';
import { fillerOf, GzipRestarts } from './gzip-restarts.ts';
import { isRefusal, type Source } from './source.ts';

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

async function* upToDamage(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* blocks;
  } catch {
    // What came before stands.
  }
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
    const read = await all(unpackGzipMarking(blocksOf(source), restarts));
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

test('every bit of a byte is reached by blocks that hold nothing', () => {
  for (let bit = 0; bit < 8; bit++) {
    const filler = fillerOf(bit);
    // The last bits are free: a final empty block with fixed codes goes there.
    const final = bit === 0 ? [] : [0b011 << bit];
    const bytes = Buffer.concat([filler, Buffer.alloc(2)]);
    if (bit > 0) bytes.writeUInt16LE(bytes.readUInt16LE(filler.length - 1) | final[0]!, filler.length - 1);
    const whole = bit === 0 ? Buffer.from([0b011, 0]) : bytes;
    assert.equal(inflateRawSync(whole).length, 0, `bit ${bit}`);
  }
});

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
      for await (const block of unpackGzipMarking(blocksOf(source), new GzipRestarts(64 << 10)))
        parts.push(Buffer.from(block));
    });
    const read = Buffer.concat(parts);
    assert.ok(read.length > text.length / 3 && read.equals(text.subarray(0, read.length)));
    // The damage takes with it what the decompressor has not handed over: less than one chunk.
    const inStream = await all(upToDamage(decompress(blocksOf(source), 'gzip')));
    assert.ok(read.length >= inStream.length, `${read.length} bytes, ${inStream.length} in one stream`);
  }
});

test('deflated data of the test is not stored', () => {
  assert.ok(deflateRawSync(text).length < text.length / 3);
});
