/** Files that are known by their first bytes and not read, each with what to do about it. */
import { binaryRecords } from './binary-records.ts';

/** A sentence, and whether requests are lost with the file: see `Refusal`. */
export interface Refused {
  refusal: string;
  kind: 'lost' | 'foreign';
}

/** First bytes in Latin-1, what the file is, what to do with it, and whether it may well hold requests. */
const MAGIC: readonly (readonly [magic: string, is: string, advice: string, kind: Refused['kind']])[] = [
  [
    'SQLite f',
    'This is an SQLite database.',
    'Write it out with “sqlite3 FILE .dump”, or export the log table as JSON Lines, and scan that.',
    'foreign',
  ],
  ['BZh', 'This file is compressed with bzip2.', 'Unpack it first.', 'lost'],
  ['\xfd7zXZ\0', 'This file is compressed with xz.', 'Unpack it first.', 'lost'],
  ['\x04\x22\x4d\x18', 'This file is compressed with lz4.', 'Unpack it first.', 'lost'],
  ['7z\xbc\xaf\x27\x1c', 'This is a 7z archive.', 'Unpack it and scan the folder.', 'lost'],
  ['Rar!\x1a\x07', 'This is a rar archive.', 'Unpack it and scan the folder.', 'lost'],
  [
    'Obj\x01',
    'This is an Avro file.',
    'Write its rows as JSON Lines (“avro-tools tojson FILE”) and scan that.',
    'lost',
  ],
  ['ARROW1', 'This is an Arrow or Feather file.', 'Save the table as Parquet or JSON Lines and scan that.', 'lost'],
  ['FEA1', 'This is a Feather file.', 'Save the table as Parquet or JSON Lines and scan that.', 'lost'],
  ['\xff\xff\xff\xff', 'This is an Arrow stream.', 'Save the table as Parquet or JSON Lines and scan that.', 'lost'],
  ['ORC', 'This is an ORC file.', 'Save the table as Parquet or JSON Lines and scan that.', 'lost'],
  ['PARE', 'This is an encrypted Parquet table.', 'Decrypt it first.', 'lost'],
  [
    'PGDMP',
    'This is a dump of PostgreSQL in its own format.',
    'Write it out with “pg_restore -f out.sql FILE” and scan that.',
    'lost',
  ],
  ['REDIS', 'This is a dump of Redis.', 'Export what is in it as JSON Lines and scan that.', 'foreign'],
  ['\x89HDF\r\n', 'This is an HDF5 file.', 'Save the table as Parquet or JSON Lines and scan that.', 'lost'],
  [
    '\xd0\xcf\x11\xe0',
    'This is a file of Office, such as an old Excel workbook.',
    'Save the sheet as CSV and scan that.',
    'lost',
  ],
];

const LOOKED_AT = 256;
/** Some of these letters begin words, such as a column `PARENT`: no text has such a byte among its first. */
const isControl = (byte: number): boolean => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b);

/** A netstring of a dictionary whose first key has its length before it, too. */
const MITMPROXY = /^\d{2,12}:(\d{1,3}):([a-z_]+)[;,]/;

/** @param head first bytes of a file */
export function refusedByMagic(head: Uint8Array): Refused | undefined {
  const start = Buffer.from(head.subarray(0, LOOKED_AT)).toString('latin1');
  const [, length, key] = MITMPROXY.exec(start) ?? [];
  if (key !== undefined && key.length === Number(length))
    return { refusal: 'This is a capture in mitmproxy’s own format. Save it as HAR and scan that.', kind: 'lost' };
  // Opening a pickle runs code that its writer chose.
  if (head[0] === 0x80 && head[1] !== undefined && head[1] >= 2 && head[1] <= 5)
    return { refusal: PICKLE, kind: 'foreign' };
  if (!head.subarray(0, LOOKED_AT).some(isControl)) return undefined;
  for (const [magic, is, advice, kind] of MAGIC)
    if (start.startsWith(magic)) return { refusal: `${is} ${advice}`, kind };
  return undefined;
}

const PICKLE =
  'This is a Python pickle. Opening one can run someone else’s code, so it is not read. Export JSON Lines instead.';

/** Records of a binary notation, most of whose bytes may be text. @param head first bytes of a file */
export function refusedByStructure(head: Uint8Array): Refused | undefined {
  const name = binaryRecords(head);
  if (name === undefined) return undefined;
  return { refusal: `This file holds records in ${name}. Write them as JSON Lines and scan that.`, kind: 'lost' };
}
