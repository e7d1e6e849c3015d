import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSignature } from './signature.ts';

/** Rows as they stand in logs: small fields beside a long text in JSON. */
const ROWS = Array.from({ length: 40 }, (_, n) => ({
  id: n,
  seconds: 1_772_409_600.5 + n,
  ok: true,
  user: n % 3 === 0 ? null : `u-${n}`,
  body: JSON.stringify({
    messages: [{ role: 'user', content: `Question ${n}: ${'why is the sky blue? '.repeat(20)}` }],
  }),
  list: [1, -2, 70_000],
}));

/** The notations in few lines, without what these rows do not need. */
function msgpack(value: unknown): Buffer {
  if (value === null) return Buffer.from([0xc0]);
  if (typeof value === 'boolean') return Buffer.from([value ? 0xc3 : 0xc2]);
  if (typeof value === 'number') return number(value, 0xcb, 0xd2);
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    const head = text.length < 32 ? [0xa0 | text.length] : [0xda, text.length >> 8, text.length & 255];
    return Buffer.concat([Buffer.from(head), text]);
  }
  if (Array.isArray(value)) return Buffer.concat([Buffer.from([0x90 | value.length]), ...value.map(msgpack)]);
  const fields = Object.entries(value as object);
  return Buffer.concat([Buffer.from([0x80 | fields.length]), ...fields.flat().map(msgpack)]);
}

function cbor(value: unknown): Buffer {
  if (value === null) return Buffer.from([0xf6]);
  if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4]);
  if (typeof value === 'number') return value < 0 ? Buffer.from([0x1f - value]) : number(value, 0xfb, 0x1a);
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    const head = text.length < 24 ? [0x60 | text.length] : [0x79, text.length >> 8, text.length & 255];
    return Buffer.concat([Buffer.from(head), text]);
  }
  if (Array.isArray(value)) return Buffer.concat([Buffer.from([0x80 | value.length]), ...value.map(cbor)]);
  const fields = Object.entries(value as object);
  return Buffer.concat([Buffer.from([0xa0 | fields.length]), ...fields.flat().map(cbor)]);
}

function number(value: number, float: number, int: number): Buffer {
  const bytes = Buffer.alloc(Number.isInteger(value) ? 5 : 9);
  bytes[0] = Number.isInteger(value) ? int : float;
  if (Number.isInteger(value)) bytes.writeInt32BE(value, 1);
  else bytes.writeDoubleBE(value, 1);
  return bytes;
}

function nameOf(bytes: Buffer): string {
  const signature = readSignature(bytes.subarray(0, 4096));
  return 'refusal' in signature ? `${signature.kind}: ${signature.refusal}` : 'read';
}

test('records in MessagePack and CBOR are named, though most of their bytes are text', () => {
  const fields = msgpack('tag');
  for (const [bytes, name] of [
    [Buffer.concat(ROWS.map(msgpack)), /^lost: .*MessagePack.*JSON Lines/],
    [
      Buffer.concat([Buffer.from([0x92]), fields, msgpack(ROWS.slice(0, 9).map((row) => [row.id, row]))]),
      /MessagePack/,
    ],
    [Buffer.concat([Buffer.from([0xdc, 0, 40]), ...ROWS.map(msgpack)]), /MessagePack/],
    [Buffer.concat(ROWS.map(cbor)), /^lost: .*CBOR.*JSON Lines/],
    [Buffer.concat([Buffer.from([0xd9, 0xd9, 0xf7]), ...ROWS.map(cbor)]), /CBOR/],
    [Buffer.concat([Buffer.from([0x9f]), ...ROWS.map(cbor), Buffer.from([0xff])]), /CBOR/],
    [msgpack(ROWS[0]), /MessagePack/],
    [cbor(ROWS[0]), /CBOR/],
  ] as const)
    assert.match(nameOf(bytes), name);
});

test('a table of a format that is not read is named with what to do, though most of its bytes are text', () => {
  const text = ROWS.map((row) => JSON.stringify(row)).join('\n');
  for (const [magic, name] of [
    ['Obj\x01\x04\x16avro.schema', /^lost: .*Avro.*JSON Lines/],
    ['ARROW1\0\0', /^lost: .*Arrow.*Parquet/],
    ['ORC\x08\x03', /^lost: .*ORC.*Parquet/],
    ['PARE\x15\x04', /^lost: .*encrypted/],
    ['\x1b\0\0\0\x02prompt\0\x06\0\0\0Hello\0\x08b\0\x01\0', /^lost: .*BSON.*bsondump/],
  ] as const)
    assert.match(nameOf(Buffer.from(magic + text, 'latin1')), name);
});

test('texts in any letters and encoding are no binary records', () => {
  const long = 'Wörter über Größe, naïve façade, “quoted” words and ‘more’ of them. '.repeat(80);
  for (const start of [
    '“',
    '‘',
    '¡hola ',
    'Þing ',
    'ß',
    'ø',
    '{"a":1}\n',
    '[1,2]\n',
    'a b c',
    '日本語',
    '\ufeff',
    ' ',
    '€uro ',
  ])
    for (const encoding of ['utf8', 'latin1'] as const)
      assert.equal(nameOf(Buffer.from(start + long, encoding)), 'read', `${start} ${encoding}`);
  // Windows-1252, in which quotes are single bytes.
  for (const byte of [0x80, 0x82, 0x84, 0x8b, 0x91, 0x92, 0x93, 0x94, 0xab, 0xa1, 0xbf, 0xc4, 0xdc, 0xde, 0xdf])
    assert.equal(nameOf(Buffer.concat([Buffer.from([byte]), Buffer.from(long, 'latin1')])), 'read', String(byte));
});

test('text that begins with the letters of a binary file is text', () => {
  for (const text of [
    'PARENT_ID,prompt\n1,Hello\n',
    'ORCHESTRATOR started\n',
    'REDIS connected\n',
    '12:30:error, no route\n',
  ])
    assert.ok(!('refusal' in readSignature(Buffer.from(text))), text);
});
