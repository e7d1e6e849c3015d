import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { scan } from '../../../engine/ingest/scan.ts';
import { inlineRow, workbook, zip as zipOf } from '../../../../test/fixtures/archives.ts';
import { CONTAINERS } from './container-table.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-containers-');

const records = [0, 1, 2].map((i) => ({ ts: 1767225600 + i, user_id: 'u', prompt: `Hello ${i}`, response: 'Hi' }));
const lines = records.map((record) => JSON.stringify(record)).join('\n');

/** A file of each container that a few lines of code can write, with three requests in it. */
const MAKE: Readonly<Record<string, () => Buffer>> = {
  'JSON Lines': () => Buffer.from(`\ufeff${lines.replaceAll('\n', '\r\n')}\n{"ts":`),
  Python: () => Buffer.from(lines.replaceAll('"', "'")),
  'JSON array': () => Buffer.from(JSON.stringify(records)),
  'JSON over lines': () => Buffer.from(records.map((record) => JSON.stringify(record, null, 2)).join('\n')),
  'Tables in JSON': () =>
    Buffer.from(
      [Object.keys(records[0]!), ...records.map((row) => Object.values(row))]
        .map((row) => JSON.stringify(row))
        .join('\n'),
    ),
  CSV: () =>
    Buffer.from(`ts,user_id,prompt,response\n${records.map((row) => Object.values(row).join(',')).join('\n')}\n`),
  'SQL dump': () =>
    Buffer.from(
      `CREATE TABLE calls (ts int, user_id text, prompt text, response text);\nCOPY calls (ts, user_id, prompt, response) FROM stdin;\n${records.map((row) => Object.values(row).join('\t')).join('\n')}\n\\.\n`,
    ),
  'UTF-16': () => Buffer.from(`\ufeff${lines}\n`, 'utf16le'),
  'Carriage returns': () => Buffer.from(`${lines.replaceAll('\n', '\r')}\r`),
  gzip: () => Buffer.concat(lines.split('\n').map((line) => gzipSync(`${line}\n`))),
  zip: () => zip('log.jsonl', Buffer.from(lines)),
  tar: () => tar('log.jsonl', Buffer.from(lines)),
  'Excel workbook': () =>
    workbook({
      Log: [Object.keys(records[0]!), ...records.map((row) => Object.values(row).map(String))]
        .map((row) => inlineRow(...row))
        .join(''),
    }),
  Wrappers: () =>
    Buffer.from(JSON.stringify({ records: records.map((record) => ({ message: JSON.stringify(record) })) })),
};

for (const { name, isRead } of CONTAINERS) {
  const make = MAKE[name];
  if (!isRead || make === undefined) continue;
  test(`${name} is read as the list of containers says`, async () => {
    const file = path.join(folder, name.replaceAll(' ', '-'));
    writeFileSync(file, make());
    const { inputs, release } = await scan([file]);
    await release();
    assert.equal(inputs.requests, 3, JSON.stringify(inputs.reasons));
  });
}

const REFUSED: Readonly<Record<string, number[]>> = {
  pickle: [0x80, 0x04, 0x95, 0x10],
  SQLite: [...Buffer.from('SQLite format 3\0')],
  'bzip2, xz': [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
  'lz4, 7z, rar': [...Buffer.from('Rar!\x1a\x07')],
  Avro: [...Buffer.from('Obj\x01')],
  'Feather, Arrow': [...Buffer.from('ARROW1\0\0')],
  ORC: [...Buffer.from('ORC\x08\x03')],
  HDF5: [0x89, ...Buffer.from('HDF\r\n\x1a\n')],
  'encrypted Parquet': [...Buffer.from('PARE\x15\x04')],
  'MessagePack, CBOR, BSON': [27, 0, 0, 0, 2, ...Buffer.from('prompt\0\x06\0\0\0Hello\0\x08b\0\x01\0')],
  PostgreSQL: [...Buffer.from('PGDMP\x01\x0f')],
  'Other workbooks': [...zipOf({ mimetype: 'application/vnd.oasis', 'content.xml': '<office/>' })],
  Office: [0xd0, 0xcf, 0x11, 0xe0],
};

for (const { name, isRead } of CONTAINERS) {
  if (isRead) continue;
  test(`${name} is refused by name`, async () => {
    const file = path.join(folder, name);
    const magic = REFUSED[name];
    assert.ok(magic, 'no sample of what is refused');
    writeFileSync(file, Buffer.from(magic));
    const { inputs, release } = await scan([file]);
    await release();
    assert.match(
      inputs.files[0]?.error ?? '',
      new RegExp(
        name
          .split(', ')
          .at(-1)!
          .replace(/^Other (.*)s$/, '$1'),
        'i',
      ),
    );
  });
}

/** A zip archive with one compressed file. */
function zip(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const crc = crc32(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(crc, 14);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(crc, 16);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(content.length, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]);
}

function crc32(bytes: Buffer): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/** A tar archive (ustar) with one file. */
function tar(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(512);
  head.write(name, 0);
  head.write('0000644\0', 100);
  head.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  head.write('        ', 148);
  head.write('0', 156);
  head.write('ustar\0', 257);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([head, content, Buffer.alloc((512 - (content.length % 512)) % 512), Buffer.alloc(1024)]);
}
