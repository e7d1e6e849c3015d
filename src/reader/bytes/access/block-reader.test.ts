import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { readBlocks } from './block-reader.ts';
import { BLOCK_BYTES } from '../files/file-blocks.ts';
import { detectSource, isRefusal } from '../sources/detect.ts';
import { readLines } from './line-reader.ts';
import type { Source } from '../files/source.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

/** `{"zstd":1}\n`, a skippable frame of four bytes, and `{"zstd":2}\n`. */
const ZSTD = Buffer.from(
  '28b52ffd04585900007b227a737464223a317d0a735b544d' +
    '502a4d180400000061626364' +
    '28b52ffd04585900007b227a737464223a327d0a1f1ef4fa',
  'hex',
);

async function open(bytes: Buffer, use: (source: Source) => Promise<void>): Promise<void> {
  const folder = scratchFolder('blocks-');
  const file = path.join(folder, 'log');
  writeFileSync(file, bytes);
  const source = await detectSource(file);
  assert.ok(!isRefusal(source), isRefusal(source) ? source.error : '');
  await use(source);
}

async function readAll(source: Source, start?: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const block of readBlocks(source, start)) parts.push(Buffer.from(block));
  return Buffer.concat(parts);
}

test('a file of several blocks is read whole, and from the middle', async () => {
  const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, n) => `{"line":${n}}`).join('\n'));
  assert.ok(bytes.length > 2 * BLOCK_BYTES);
  await open(bytes, async (source) => {
    assert.ok(bytes.equals(await readAll(source)));
    assert.ok(bytes.subarray(1_500_000).equals(await readAll(source, 1_500_000)));
  });
});

test('lines are read back in the order asked for, also across block borders', async () => {
  const bytes = Buffer.alloc(3 * BLOCK_BYTES);
  for (let at = 0; at < bytes.length; at++) bytes[at] = 97 + (at % 23);
  await open(Buffer.from(bytes.toString('latin1'), 'utf16le').fill('\ufeff', 0, 2, 'utf16le'), async (source) => {
    assert.equal(source.encoding, 'utf16le');
    const refs = [
      { offset: 2_000_000, length: 30 },
      { offset: 5, length: 10 },
      { offset: BLOCK_BYTES - 10, length: 20 },
      { offset: BLOCK_BYTES - 10, length: 40 },
    ];
    // The byte order mark took the first letter's place.
    const text = bytes.subarray(1);
    assert.deepEqual(
      (await readLines(source, refs)).map(String),
      refs.map(({ offset, length }) => text.toString('latin1', offset, offset + length)),
    );
  });
});

test('zstd is unpacked over all frames, and a cut stream keeps what came before', async () => {
  await open(ZSTD, async (source) => {
    assert.equal(source.compression, 'zstd');
    assert.equal((await readAll(source)).toString(), '{"zstd":1}\n{"zstd":2}\n');
  });
  for (let cut = 1; cut < 20; cut++) {
    await open(ZSTD.subarray(0, ZSTD.length - cut), async (source) => {
      let text = '';
      await assert.rejects(async () => {
        for await (const block of readBlocks(source)) text += block.toString();
      }, `${cut} bytes are missing`);
      assert.ok(text.startsWith('{"zstd":1}\n'));
    });
  }
});
