import assert from 'node:assert/strict';
import test from 'node:test';
import { ZstdFrames } from './zstd-frames.ts';

/** A frame with a checksum, a skippable frame, a frame of one run of letters without a checksum. */
const STREAM = Buffer.from(
  '28b52ffd04585900007b227a737464223a317d0a735b544d' + '502a4d180400000061626364' + '28b52ffd200a53000061',
  'hex',
);
const ENDS = [24, 36, STREAM.length];

test('a stream is whole between two frames and nowhere else', () => {
  for (let length = 1; length <= STREAM.length; length++) {
    const frames = new ZstdFrames();
    for (const byte of STREAM.subarray(0, length)) frames.push(Uint8Array.of(byte));
    const atOnce = new ZstdFrames();
    for (let at = 0; at < length;) at += atOnce.push(STREAM.subarray(at, length));
    assert.equal(frames.whole, ENDS.includes(length), `after ${length} bytes`);
    assert.equal(atOnce.whole, frames.whole);
  }
});

test('a frame that asks for more memory than zstd itself gives is refused at its header', () => {
  // A window of 2 GB; a single segment of 1 GB; and 128 MB, which is the most.
  for (const [header, isRefused] of [
    ['28b52ffd00a8', true],
    ['28b52ffda000000040', true],
    ['28b52ffd0088', false],
    ['28b52ffda000000008', false],
  ] as const) {
    const frames = new ZstdFrames();
    const push = (): number => frames.push(Buffer.from(header, 'hex'));
    if (isRefused) assert.throws(push, /more than 128 MB/);
    else assert.doesNotThrow(push);
  }
});
