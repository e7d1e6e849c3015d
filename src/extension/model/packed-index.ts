import * as v from 'valibot';
import { type RequestIndex, TRAIT_KINDS } from '../../report/shape/request-index.ts';
import { guardOf } from '../../schema/guard.ts';
import { Count, Names } from '../../schema/shapes.ts';
import { literals } from '../../schema/words.ts';

/**
 * The request index as one run of bytes, to be kept in a file: a magic number, the length of a JSON header, the header,
 * then each column at a multiple of 8 bytes in the byte order of the machine. It is read back on the same machine.
 */
const MAGIC = 0x50544131; // "PTA1"

const COLUMNS = literals('file line offset bytes time account template model outputTokens score');

const Header = v.object({
  length: Count,
  files: Names,
  accounts: Names,
  templates: Names,
  models: Names,
  toolCount: v.exactOptional(v.boolean()),
  /** Lengths of the columns of `threads`. */
  threads: v.exactOptional(v.object({ starts: Count, rows: Count })),
  /** With the lengths of their columns. */
  traits: v.exactOptional(
    v.array(
      v.object({ kind: v.picklist(TRAIT_KINDS), names: Names, of: v.picklist(['request', 'account']), length: Count }),
    ),
  ),
});
type Header = v.InferOutput<typeof Header>;

const isHeader = guardOf(Header);

export function packIndex(index: RequestIndex): Uint8Array {
  const { length, files, accounts, templates, models, toolCount, threads, traits } = index;
  const names: Header = {
    ...{ length, files, accounts, templates, models },
    ...(toolCount && { toolCount: true }),
    ...(threads && { threads: { starts: threads.starts.length, rows: threads.rows.length } }),
    ...(traits && { traits: traits.map(({ column, ...trait }) => ({ ...trait, length: column.length })) }),
  };
  const header = new TextEncoder().encode(JSON.stringify(names));
  const columns = columnsOf(index);
  let size = aligned(8 + header.length);
  for (const { byteLength } of columns) size += aligned(byteLength);
  const packed = new Uint8Array(size);
  new DataView(packed.buffer).setUint32(0, MAGIC);
  new DataView(packed.buffer).setUint32(4, header.length);
  packed.set(header, 8);
  let at = aligned(8 + header.length);
  for (const { buffer, byteOffset, byteLength } of columns) {
    packed.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += aligned(byteLength);
  }
  return packed;
}

/**
 * The columns are views into `packed`, which must start at a multiple of 8 bytes of its buffer.
 * @throws when the bytes are no packed index, or cut short
 */
export function unpackIndex(packed: Uint8Array): RequestIndex {
  const damaged = new Error('The saved request index is damaged.');
  const { buffer, byteOffset, byteLength } = packed;
  if (byteLength < 8 || byteOffset % 8 !== 0) throw damaged;
  const view = new DataView(buffer, byteOffset, byteLength);
  const headerLength = view.getUint32(4);
  if (view.getUint32(0) !== MAGIC || 8 + headerLength > byteLength) throw damaged;
  const header: unknown = JSON.parse(new TextDecoder().decode(packed.subarray(8, 8 + headerLength)));
  if (!isHeader(header)) throw damaged;
  let at = aligned(8 + headerLength);
  const take = <T>(
    make: { new (buffer: ArrayBufferLike, at: number, length: number): T; BYTES_PER_ELEMENT: number },
    length = header.length,
  ): T => {
    const bytes = length * make.BYTES_PER_ELEMENT;
    if (at + bytes > byteLength) throw damaged;
    const column = new make(buffer, byteOffset + at, length);
    at += aligned(bytes);
    return column;
  };
  const { toolCount, threads, traits, ...names } = header;
  // In the order of COLUMNS.
  return {
    ...names,
    file: take(Uint16Array),
    line: take(Uint32Array),
    offset: take(Float64Array),
    bytes: take(Uint32Array),
    time: take(Float64Array),
    account: take(Uint32Array),
    template: take(Uint32Array),
    model: take(Uint16Array),
    outputTokens: take(Uint32Array),
    score: take(Float32Array),
    ...(toolCount === true && { toolCount: take(Uint8Array) }),
    ...(threads && { threads: { starts: take(Uint32Array, threads.starts), rows: take(Uint32Array, threads.rows) } }),
    ...(traits && {
      traits: traits.map(({ length, ...trait }) => ({ ...trait, column: take(Uint32Array, length) })),
    }),
  };
}

/** The buffers behind the columns, each once, for a transfer to another thread. */
export function buffersOf(index: RequestIndex): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const { buffer } of columnsOf(index)) {
    if (buffer instanceof ArrayBuffer) buffers.add(buffer);
  }
  return [...buffers];
}

/** In the order in which they are packed. */
const columnsOf = (index: RequestIndex): readonly ArrayBufferView[] => [
  ...COLUMNS.map((name) => index[name]),
  ...(index.toolCount ? [index.toolCount] : []),
  ...(index.threads ? [index.threads.starts, index.threads.rows] : []),
  ...(index.traits ?? []).map(({ column }) => column),
];

function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
