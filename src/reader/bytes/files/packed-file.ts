import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/**
 * Plain data with typed arrays in a file that only its owner may read: a line of JSON in which each array is replaced by
 * its type and length, then the arrays, each at a multiple of eight bytes, then a checksum of both. Made for gigabytes: arrays are
 * written from and read into their own memory.
 */

type NumberArray = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;

const TYPES = { Uint8Array, Uint16Array, Uint32Array, Float32Array, Float64Array } as const;
type TypeName = keyof typeof TYPES;

/** Key of an object that stands for an array in the line of JSON. */
const ARRAY = '\0array';
const ALIGNMENT = 8;
/** Longest line of JSON that is read: names of a million accounts are some 50 MB. */
const MAX_LINE_BYTES = 256 << 20;
/** One write or read of Node is at most 2 GB. */
const STEP_BYTES = 256 << 20;

/** Writes next to the file first and puts it in place at the end: a crash leaves the old file or the new one. */
export async function writePacked(path: string, value: unknown): Promise<void> {
  const arrays: NumberArray[] = [];
  const line = `${JSON.stringify(value, (_key, part: unknown) => {
    if (!isNumberArray(part)) return part;
    arrays.push(part);
    return { [ARRAY]: [typeName(part), part.length] };
  })}\n`;
  const fresh = `${path}.${randomUUID()}.new`;
  const handle = await open(fresh, 'wx', 0o600);
  try {
    const sum = new Checksum();
    let position = await writeAll(handle, Buffer.from(line), 0, sum);
    for (const { buffer, byteOffset, byteLength } of arrays) {
      position = await writeAll(handle, new Uint8Array(buffer, byteOffset, byteLength), aligned(position), sum);
    }
    await writeAll(handle, sum.bytes(), aligned(position));
    await handle.close();
    await rename(fresh, path);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(fresh, { force: true });
    throw error;
  }
}

/** @throws when there is no such file, or it is damaged: one bit that is not as it was written is noticed */
export async function readPacked(path: string): Promise<unknown> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const line = await readLine(handle, size);
    const wanted: NumberArray[] = [];
    let end = aligned(line.length);
    const value: unknown = JSON.parse(line.toString(), (_key, part: unknown) => {
      const spec = arraySpec(part);
      if (spec === undefined) return part;
      end = aligned(end) + spec.length * TYPES[spec.type].BYTES_PER_ELEMENT;
      if (end > size) throw new Error('the file is cut');
      const array = new TYPES[spec.type](spec.length);
      wanted.push(array);
      return array;
    });
    const sum = new Checksum();
    sum.add(line);
    let position = line.length;
    for (const { buffer } of wanted) position = await readAll(handle, new Uint8Array(buffer), aligned(position), sum);
    const told = Buffer.alloc(CHECKSUM_BYTES);
    await readAll(handle, told, aligned(position));
    if (!told.equals(sum.bytes())) throw new Error('its checksum is wrong');
    return value;
  } finally {
    await handle.close();
  }
}

function arraySpec(part: unknown): { type: TypeName; length: number } | undefined {
  if (typeof part !== 'object' || part === null || !(ARRAY in part)) return undefined;
  const spec: unknown = part[ARRAY];
  if (!Array.isArray(spec)) throw new Error('the file is damaged');
  const [type, length] = spec as unknown[];
  if (!isTypeName(type) || typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) {
    throw new Error('the file is damaged');
  }
  return { type, length };
}

function isTypeName(value: unknown): value is TypeName {
  return typeof value === 'string' && Object.hasOwn(TYPES, value);
}

function isNumberArray(value: unknown): value is NumberArray {
  return ArrayBuffer.isView(value) && isTypeName(value.constructor.name);
}

function typeName(array: NumberArray): string {
  return array.constructor.name;
}

function aligned(position: number): number {
  return Math.ceil(position / ALIGNMENT) * ALIGNMENT;
}

async function readLine(handle: FileHandle, size: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  const step = Math.min(1 << 20, size);
  for (let position = 0; position < MAX_LINE_BYTES;) {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(step), 0, step, position);
    const end = buffer.subarray(0, bytesRead).indexOf(10);
    parts.push(buffer.subarray(0, end < 0 ? bytesRead : end + 1));
    if (end >= 0) return Buffer.concat(parts);
    if (bytesRead === 0) break;
    position += bytesRead;
  }
  throw new Error('the file is damaged');
}

/** @returns the position after what was written */
async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number, sum?: Checksum): Promise<number> {
  sum?.add(bytes);
  for (let at = 0; at < bytes.length;) {
    const length = Math.min(STEP_BYTES, bytes.length - at);
    at += (await handle.write(bytes, at, length, position + at)).bytesWritten;
  }
  return position + bytes.length;
}

/** @returns the position after what was read */
async function readAll(handle: FileHandle, into: Uint8Array, position: number, sum?: Checksum): Promise<number> {
  for (let at = 0; at < into.length;) {
    const length = Math.min(STEP_BYTES, into.length - at);
    const { bytesRead } = await handle.read(into, at, length, position + at);
    if (bytesRead === 0) throw new Error('the file is cut');
    at += bytesRead;
  }
  sum?.add(into);
  return position + into.length;
}

const CHECKSUM_BYTES = 4;

/** A CRC-32 over all that is given to it. */
class Checksum {
  private sum = 0;

  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += STEP_BYTES)
      this.sum = crc32(bytes.subarray(at, at + STEP_BYTES), this.sum);
  }

  bytes(): Buffer {
    const bytes = Buffer.alloc(CHECKSUM_BYTES);
    bytes.writeUInt32LE(this.sum);
    return bytes;
  }
}
