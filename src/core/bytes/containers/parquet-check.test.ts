import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { readParquetText } from './parquet-text.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'prompt-audit-parquet-'));
after(() => rmSync(folder, { recursive: true, force: true }));

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
  const start = process.cpuUsage();
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
  const { user, system } = process.cpuUsage(start);
  assert.ok(user + system < 30e6, 'seconds of processor time for each');
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
