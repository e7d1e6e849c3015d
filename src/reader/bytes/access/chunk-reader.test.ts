import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { ChunkReader, type TextChunk } from './chunk-reader.ts';

/** A text in blocks of so many bytes, in memory that is used again for the next block. */
async function* blocksOf(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  const room = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size) {
    const length = bytes.copy(room, 0, at, Math.min(bytes.length, at + size));
    yield room.subarray(0, length);
    await Promise.resolve();
    room.fill(0);
  }
}

async function chunksOf(text: string, block: number, size: number): Promise<[string, TextChunk['kind']][]> {
  const reader = new ChunkReader(blocksOf(text, block));
  const found: [string, TextChunk['kind']][] = [];
  for (;;) {
    const into = Buffer.alloc(2 * size, 'x');
    const { bytes, kind } = await reader.readInto(into, () => false);
    found.push([into.toString('utf8', 0, bytes), kind]);
    assert.equal(reader.position, Buffer.byteLength(found.map(([part]) => part).join('')));
    if (kind !== 'more') return found;
  }
}

const lines = (count: number): string => Array.from({ length: count }, (_, n) => `{"n":${n}}\n`).join('');

test('a text is cut before lines with an object, each chunk as long as wanted or a little longer', async () => {
  const text = lines(100);
  const found = await chunksOf(text, 7, 64);
  assert.equal(found.map(([part]) => part).join(''), text);
  for (const [index, [part, kind]] of found.entries()) {
    const isLast = index === found.length - 1;
    assert.equal(kind, isLast ? 'last' : 'more');
    assert.match(part, /^\{[^]*\n$/);
    if (!isLast) assert.ok(part.length >= 64 && part.length < 64 + 10);
  }
});

test('the cuts are the same in whatever blocks a text comes', async () => {
  const value = fc.constantFrom(
    '{"a":1}\n',
    '{\n "b": 2\n}\n',
    '\n',
    'text\n',
    `{"c":"${'x'.repeat(30)}"}\n`,
    '{"d":"ü"}\r\n',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(value, { maxLength: 60 }).map((parts) => parts.join('')),
      fc.integer({ min: 1, max: 90 }),
      fc.integer({ min: 1, max: 90 }),
      fc.integer({ min: 12, max: 80 }),
      async (text, block, other, size) => {
        const found = await chunksOf(text, block, size);
        assert.deepEqual(await chunksOf(text, other, size), found);
        const given = found.map(([part]) => part).join('');
        assert.ok(text.startsWith(given));
        assert.ok(given === text || found.at(-1)![1] === 'uncut');
      },
    ),
  );
});

test('a text that holds no lines of JSON, or none further on, is left to be read as a whole', async () => {
  assert.deepEqual(await chunksOf(`a,b\n${'1,2\n'.repeat(50)}`, 10, 40), [['', 'uncut']]);
  const found = await chunksOf(`${lines(20)}${'  1,\n'.repeat(50)}`, 10, 64);
  assert.equal(found.at(-1)![1], 'uncut');
  assert.ok(found.length > 1);
});

test('text that was unpacked before an error is given with it, and a stop ends the text', async () => {
  async function* broken(): AsyncGenerator<Buffer> {
    yield Buffer.from(lines(10));
    await Promise.resolve();
    throw new Error('damaged');
  }
  const reader = new ChunkReader(broken());
  const into = Buffer.alloc(100);
  const first = await reader.readInto(into, () => false);
  const given = into.toString('utf8', 0, first.bytes);
  const { bytes, kind, error } = await reader.readInto(into, () => false);
  assert.deepEqual([first.kind, given + into.toString('utf8', 0, bytes), kind], ['more', lines(10), 'last']);
  assert.match(String(error), /damaged/);

  let blocks = 0;
  const stopped = new ChunkReader(blocksOf(lines(100), 50));
  const cut = await stopped.readInto(Buffer.alloc(100), () => false);
  const last = await stopped.readInto(Buffer.alloc(2000), () => blocks++ === 2);
  assert.deepEqual([last.kind, cut.bytes + last.bytes], ['last', 200]);
});

test('a text of no more than a chunk is left to be read as a whole: it may be of any kind', async () => {
  for (const text of ['', lines(3), '[\n {"n": 1}\n]\n'])
    assert.deepEqual(await chunksOf(text, 10, 64), [['', 'uncut']]);
});
