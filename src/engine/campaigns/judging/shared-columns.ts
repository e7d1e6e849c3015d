/** Columns that several threads read at once. */
import type { ColumnArray } from '../../../math/columns.ts';

const VIEW = { Uint8Array, Uint16Array, Uint32Array, Float32Array, Float64Array } as const;

/**
 * Copies of the first `length` values of every column, in memory that `postMessage` hands on without copying it again. They are told to be
 * ordinary ones, which they are to who reads them: they can be neither moved to a thread nor given back at once.
 */
export function sharedColumns<C extends Record<string, ColumnArray>>(columns: C, length: number): C {
  const copies = Object.entries(columns).map(([name, column]) => {
    const memory: unknown = new SharedArrayBuffer(length * column.BYTES_PER_ELEMENT);
    const copy = new VIEW[column[Symbol.toStringTag]](memory as ArrayBuffer);
    copy.set(column.subarray(0, length));
    return [name, copy] as const;
  });
  return Object.fromEntries(copies) as C;
}
