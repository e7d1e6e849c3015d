import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { parquetMetadataAsync } from 'hyparquet';
import { checkSize } from './parquet-check.ts';
import { readParquetText } from './parquet-text.ts';
import { workOf } from '../../../../test/harness/work.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-parquet-');

const ROWS = 40;
const TABLE = Buffer.from(
  parquetWriteBuffer({
    columnData: [
      { name: 'prompt', data: Array.from({ length: ROWS }, (_, n) => (n % 3 === 0 ? null : 'same')), type: 'STRING' },
      { name: 'tokens', data: Array.from({ length: ROWS }, (_, n) => n), type: 'INT32' },
    ],
    codec: 'UNCOMPRESSED',
  }),
);

async function linesOf(table: Buffer): Promise<number> {
  const file = path.join(folder, 'table.parquet');
  writeFileSync(file, table);
  let text = '';
  for await (const block of readParquetText(file, () => undefined)) text += block.toString();
  return text.split('\n').length - 1;
}

test('a whole table passes', async () => {
  assert.equal(await linesOf(TABLE), ROWS);
});

test('no byte of a table, whatever it is changed to, makes the reading endless', async () => {
  let refused = 0;
  for (let at = 4; at < TABLE.length - 8; at += 2) {
    for (const byte of [0x7f, 0x80, 0xfe]) {
      const changed = Buffer.from(TABLE);
      changed[at] = byte;
      await linesOf(changed).catch((error: unknown) => {
        assert.ok(error instanceof Error);
        refused++;
      });
    }
  }
  assert.ok(refused > 50);
});

test('a run of a thousand million values is refused before it is unfolded', async () => {
  // The runs of the first column say which rows have no value. The head of the first one becomes the longest that there is.
  const long = Buffer.from([0xfe, 0xff, 0xff, 0xff, 0x07, 0x00]);
  let refused = 0;
  for (let at = 4; at < 80; at++) {
    const changed = Buffer.from(TABLE);
    long.copy(changed, at);
    await linesOf(changed).catch((error: unknown) => {
      if (/damaged/.test(String(error))) refused++;
    });
  }
  assert.ok(refused > 5);
});

test('a table with encrypted columns is named, although its description is not encrypted', async () => {
  const metadata = await parquetMetadataAsync(TABLE.buffer.slice(TABLE.byteOffset, TABLE.byteOffset + TABLE.length));
  assert.doesNotThrow(() => checkSize(metadata));
  metadata.row_groups[0]!.columns[1]!.crypto_metadata = {};
  assert.throws(() => checkSize(metadata), /encrypted. Decrypt it first/);
});

const MAGIC = Buffer.from('PAR1');

/** A table that is nothing but its description. */
function described(footer: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([MAGIC, footer, length, MAGIC]);
}

/** What a description is refused with, and what that took. */
async function refusal(footer: Buffer): Promise<{ error: Error; work: number; megabytes: number }> {
  const before = process.memoryUsage().rss;
  let error = new Error('it was read');
  const work = await workOf(() =>
    linesOf(described(footer)).catch((thrown: unknown) => {
      error = thrown instanceof Error ? thrown : new Error(String(thrown));
    }),
  );
  return { error, work, megabytes: (process.memoryUsage().rss - before) / 2 ** 20 };
}

const HOSTILE_FOOTERS: Readonly<Record<string, Buffer>> = {
  'a number of a megabyte': Buffer.concat([Buffer.from([0x16]), Buffer.alloc(1 << 20, 0xff)]),
  'lists in lists, each of thirty million elements': Buffer.concat([
    Buffer.from([0x19]),
    ...Array.from({ length: 200 }, () => Buffer.from([0xf9, 0x80, 0x80, 0x80, 0x0f])),
  ]),
  'a million structs within each other': Buffer.alloc(1 << 20, 0x1c),
  'twenty million empty structs': Buffer.concat([
    Buffer.from([0x19, 0xfc, 0x80, 0xda, 0xc4, 0x09]),
    Buffer.alloc(20_000_000, 0),
  ]),
  'a text longer than the file': Buffer.from([0x18, 0xff, 0xff, 0xff, 0xff, 0x07]),
};

for (const [name, footer] of Object.entries(HOSTILE_FOOTERS)) {
  test(`a description with ${name} is refused at once`, async () => {
    const { error, work, megabytes } = await refusal(footer);
    assert.match(error.message, /the Parquet table is damaged/);
    assert.ok(work < 4 * footer.length + 1_000_000, `${work} blocks for ${footer.length} bytes`);
    assert.ok(megabytes < 400, `${megabytes} MB`);
  });
}

test('the pages of a table, however many, are unpacked by one instance of WebAssembly', async () => {
  const words = Array.from({ length: 600 }, (_, n) => `question ${n}: why is the sky blue?`);
  const table = parquetWriteBuffer({
    columnData: [{ name: 'prompt', data: words, type: 'STRING' }],
    codec: 'SNAPPY',
    ...{ pageSize: 100, rowGroupSize: 20 },
  });
  const { WebAssembly: host } = globalThis as unknown as { WebAssembly: { Instance: new (module: object) => object } };
  const { Instance } = host;
  let instances = 0;
  host.Instance = class extends Instance {
    constructor(module: object) {
      super(module);
      instances++;
    }
  };
  try {
    assert.equal(await linesOf(Buffer.from(table)), words.length);
  } finally {
    host.Instance = Instance;
  }
  assert.equal(instances, 1);
});
