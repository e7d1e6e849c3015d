import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import test from 'node:test';
import { unpackZstd } from './zstd.ts';
import { zstdFrame, zstdSkippable } from '../../../../test/fixtures/archives.ts';

/** Frames as the program `zstd` writes them, with a checksum, and how many letters are in each: `letters` of them. */
const FRAMES: readonly (readonly [letters: number, hex: string])[] = [
  [0, '28b52ffd240001000099e9d851'],
  [3, '28b52ffd0458190000616263990977ad'],
  [4, '28b52ffd045821000061626364cc925dd2'],
  [15, '28b52ffd04587900006162636465666768696a6b6c6d6e6f685037b1'],
  [32, '28b52ffd04580101006162636465666768696a6b6c6d6e6f707172737475767761626364656667686998a69a1f'],
  [63, '28b52ffd0458ed0000b86162636465666768696a6b6c6d6e6f707172737475767701006b399bbeb5435c'],
  [
    200_001,
    '28b52ffd0458fc0000b86162636465666768696a6b6c6d6e6f70717273747576770100cdff359f4d4d0000087301003d0d391002a40798ec',
  ],
];

function letters(count: number): string {
  return String.fromCharCode(...Array.from({ length: 23 }, (_, i) => 97 + i))
    .repeat(Math.ceil(count / 23))
    .slice(0, count);
}

/** What is unpacked of bytes that come in pieces, and why it ended. */
async function unpack(bytes: Buffer, piece = bytes.length): Promise<{ text: string; fault?: string }> {
  let text = '';
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, n) =>
    Buffer.from(bytes.subarray(n * piece, (n + 1) * piece)),
  );
  try {
    for await (const block of unpackZstd(Readable.from(pieces))) text += block.toString();
    return { text };
  } catch (error) {
    return { text, fault: String(error) };
  }
}

test('a frame whose text is not what its checksum says is read and named', async () => {
  for (const [count, hex] of FRAMES) {
    const frame = Buffer.from(hex, 'hex');
    for (const piece of [frame.length, 5, 1]) assert.deepEqual(await unpack(frame, piece), { text: letters(count) });
    for (let at = frame.length - 4; at < frame.length; at++) {
      const changed = Buffer.from(frame);
      changed[at]! ^= 1;
      const { fault } = await unpack(changed);
      assert.match(fault ?? '', /checksum/i, `${count} letters, byte ${at}`);
    }
  }
});

test('one changed letter in a frame of zstd is noticed', async () => {
  const changed = Buffer.from(FRAMES[3]![1], 'hex');
  changed[12]! ^= 1;
  const { text, fault } = await unpack(changed);
  assert.notEqual(text, letters(15));
  assert.match(fault ?? '', /checksum/i);
});

test('whole frames before something that is no zstd are read, and the rest is named', async () => {
  const frame = Buffer.from(FRAMES[5]![1], 'hex');
  for (const junk of ['junk and more of it, as long as a header', 'x', '\0'.repeat(100)]) {
    const bytes = Buffer.concat([frame, zstdSkippable(4), zstdFrame('last'), Buffer.from(junk)]);
    for (const piece of [bytes.length, 7]) {
      const { text, fault } = await unpack(bytes, piece);
      assert.equal(text, `${letters(63)}last`);
      assert.match(fault ?? '', /no zstd|too early|Unknown frame/);
    }
  }
});
