import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { constants, deflateRawSync, inflateRawSync, type ZlibOptions } from 'node:zlib';
import fc from 'fast-check';
import { codeFile } from '../../../../scripts/build-kernel.ts';
import { Inflater, type Pause } from './inflater.ts';

/** Unpacks data that comes in pieces of so many bytes; what it brings, and how it ends. */
function inflate(data: Uint8Array, piece: number): { text: Buffer; end: Pause; unused: number } {
  const inflater = Inflater.take();
  const parts: Buffer[] = [];
  let at = 0;
  inflater.begin();
  for (;;) {
    const isWhole = at === data.length;
    const pause = inflater.unpack(isWhole);
    if (pause === 'block') continue;
    if (pause === 'input' && !isWhole) {
      at += inflater.give(Buffer.from(data.subarray(at, at + piece)));
      continue;
    }
    parts.push(Buffer.from(inflater.text));
    inflater.takeText();
    if (pause === 'room') continue;
    const unused = inflater.unused.length;
    inflater.release();
    return { text: Buffer.concat(parts), end: pause, unused: unused + data.length - at };
  }
}

const { Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_FILTERED, Z_DEFAULT_STRATEGY } = constants;
const options: fc.Arbitrary<ZlibOptions> = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  memLevel: fc.integer({ min: 1, max: 9 }),
  windowBits: fc.integer({ min: 9, max: 15 }),
  strategy: fc.constantFrom(Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_FILTERED, Z_DEFAULT_STRATEGY),
});

/** Texts whose copies reach back by all distances, with runs, and bytes of all frequencies. */
const text: fc.Arbitrary<Buffer> = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((bytes) => ({ bytes, times: 1 })),
      fc.record({ bytes: fc.uint8Array({ minLength: 1, maxLength: 20 }), times: fc.integer({ min: 1, max: 400 }) }),
      fc.record({
        bytes: fc.constant(Buffer.from('{"role":"user","content":"')),
        times: fc.integer({ min: 1, max: 3 }),
      }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => Buffer.concat(parts.flatMap(({ bytes, times }) => Array.from({ length: times }, () => bytes))));

const piece = fc.constantFrom(1, 3, 50, 1000, 1 << 20);

test('the compiled inflater is that of its source', () => {
  assert.equal(readFileSync(join(__dirname, 'inflate-code.ts'), 'utf8'), codeFile('inflate'));
});

test('whatever zlib packs is unpacked, in whatever pieces it comes', () => {
  fc.assert(
    fc.property(text, options, piece, (plain, how, size) => {
      const behind = Buffer.from('behind');
      const { text: found, end, unused } = inflate(Buffer.concat([deflateRawSync(plain, how), behind]), size);
      assert.equal(end, 'over');
      assert.ok(found.equals(plain));
      assert.equal(unused, behind.length, 'what stands behind the data is left');
    }),
    { numRuns: 400 },
  );
});

test('data that is cut gives a beginning of the text, at most a symbol less than there is', () => {
  fc.assert(
    fc.property(text, options, fc.double({ min: 0, max: 1, noNaN: true }), piece, (plain, how, share, size) => {
      const packed = deflateRawSync(plain, how);
      const cut = packed.subarray(0, Math.floor(share * (packed.length - 1)));
      const { text: found, end } = inflate(cut, size);
      assert.equal(end, 'input');
      assert.ok(found.equals(plain.subarray(0, found.length)));
      const known = inflateRawSync(cut, { finishFlush: constants.Z_SYNC_FLUSH });
      assert.ok(found.length + 261 > known.length, `${found.length} of ${known.length} bytes`);
    }),
    { numRuns: 300 },
  );
});

/** What zlib makes of data: its text, or undefined where it finds fault with it. */
function known(data: Buffer): Buffer | undefined {
  try {
    return inflateRawSync(data, { maxOutputLength: 1 << 26 });
  } catch {
    return undefined;
  }
}

test('damaged data is refused where zlib refuses it, and gives the same text where it does not', () => {
  let refused = 0;
  fc.assert(
    fc.property(
      text,
      options,
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 }),
      piece,
      (plain, how, changes, size) => {
        const data = deflateRawSync(plain, { ...how, windowBits: 15 });
        for (const [at, change] of changes) data[at % data.length]! ^= change;
        const expected = known(data);
        const { text: found, end } = inflate(data, size);
        assert.equal(end === 'over', expected !== undefined);
        if (expected) assert.ok(found.equals(expected));
        else refused++;
      },
    ),
    { numRuns: 1000 },
  );
  assert.ok(refused > 100, `${refused} refused`);
});

test('noise is no deflated data, and is left in the end', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), piece, (bytes, size) => {
      const expected = known(Buffer.from(bytes));
      const { text: found, end } = inflate(bytes, size);
      assert.equal(end === 'over', expected !== undefined);
      if (expected) assert.ok(found.equals(expected));
    }),
    { numRuns: 2000 },
  );
});

test('unpacking can begin at every block, with the text before it', () => {
  const plain = Buffer.from(
    Array.from({ length: 10_000 }, (_, n) => `{"n":${n},"x":${(n * 7919) % 10007}}\n`).join(''),
  );
  const packed = deflateRawSync(plain, { memLevel: 3 });
  const inflater = Inflater.take();
  const places: { byte: number; bit: number; offset: number; window: Buffer }[] = [];
  inflater.give(packed);
  inflater.begin();
  for (let pause = inflater.unpack(true); pause === 'block'; pause = inflater.unpack(true)) {
    const { bitsBefore, window, text: before } = inflater;
    const byte = packed.length - inflater.unused.length - (bitsBefore > 0 ? 1 : 0);
    places.push({ byte, bit: (8 - bitsBefore) % 8, offset: before.length, window: Buffer.from(window) });
  }
  assert.ok(places.length > 50, `${places.length} blocks`);
  assert.ok(new Set(places.map(({ bit }) => bit)).size > 4, 'at all bits of a byte');
  for (const { byte, bit, offset, window } of places) {
    const again = Inflater.take();
    again.give(packed.subarray(byte));
    again.begin(window, bit);
    let pause: Pause;
    do pause = again.unpack(true);
    while (pause === 'block');
    assert.equal(pause, 'over');
    assert.ok(again.text.equals(plain.subarray(offset)));
    again.release();
  }
});
