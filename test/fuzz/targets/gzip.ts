/** Unpacking gzip: the same text as zlib's, and refused where zlib refuses it. */
import assert from 'node:assert/strict';
import { constants, gunzipSync, gzipSync, inflateRawSync } from 'node:zlib';
import { unpackGzip } from '../../../src/reader/bytes/compression/gzip-reader.ts';
import { Inflater, type Pause } from '../../../src/reader/bytes/inflate/inflater.ts';
import { withHeader } from '../../fixtures/gzip-header.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { sampleLogs } from '../seed-files.ts';

const { Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE } = constants;
const HEADER_BYTES = 10;

function seeds(): Buffer[] {
  const texts = sampleLogs(/jsonl$/).map((log) => log.subarray(0, 2000));
  const strategies = [Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE];
  const packed = texts.map((text, n) => gzipSync(text, { level: n % 10, strategy: strategies[n % 4]! }));
  const filled = Buffer.concat([packed[0]!, Buffer.alloc(40)]);
  return [...packed, Buffer.concat(packed.slice(0, 3)), filled, withHeader(texts[0]!)];
}

/** The input in blocks that are used again. */
async function* blocksOf(input: Buffer): AsyncGenerator<Buffer> {
  const room = Buffer.alloc(1 + (input.length % 97));
  for (let at = 0; at < input.length; at += room.length) {
    await Promise.resolve();
    yield room.subarray(0, input.copy(room, 0, at, at + room.length));
  }
}

async function unpacked(input: Buffer): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  try {
    for await (const block of unpackGzip(blocksOf(input))) parts.push(Buffer.from(block));
    return Buffer.concat(parts);
  } catch {
    return undefined;
  }
}

function known(unpack: () => Buffer): Buffer | undefined {
  try {
    return unpack();
  } catch {
    return undefined;
  }
}

/** Deflated data without its header, in one piece: its checksum would hide most of what is changed. */
function inflated(data: Buffer): { text: Buffer; end: Pause } {
  const inflater = Inflater.take();
  const parts: Buffer[] = [];
  inflater.give(data);
  inflater.begin();
  for (;;) {
    const end = inflater.unpack(true);
    if (end === 'block') continue;
    parts.push(Buffer.from(inflater.text));
    inflater.takeText();
    if (end === 'room') continue;
    inflater.release();
    return { text: Buffer.concat(parts), end };
  }
}

async function run(input: Buffer): Promise<string> {
  const expected = known(() => gunzipSync(input));
  const found = await unpacked(input);
  assert.equal(found?.toString('latin1'), expected?.toString('latin1'), 'the text of the file');
  const data = input.subarray(HEADER_BYTES);
  const whole = known(() => inflateRawSync(data));
  const { text, end } = inflated(data);
  assert.equal(end === 'over', whole !== undefined, 'whether the data is whole');
  if (whole) assert.ok(text.equals(whole), 'the text of the data');
  return `${found !== undefined} ${end} ${Math.ceil(Math.log2(text.length + 1))} ${data[0]! & 7}`;
}

export const gzip: FuzzTarget = { name: 'gzip', text: 'unpacking gzip, against zlib', seeds, run };
