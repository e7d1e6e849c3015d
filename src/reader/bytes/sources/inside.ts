/** What packed bytes unpack to, by how their text begins. */
import { SIGNATURE_BYTES } from '../files/file-head.ts';
import type { Refused } from '../files/refused.ts';
import { readSignature } from '../files/signature.ts';
import type { Source } from '../files/source.ts';

/** A text and how it is written, something that is refused by name, or a container that would have to be opened as well. */
export type Inside = { encoding: Source['encoding'] } | Refused | { nested: 'tar' | 'packed' };

/** @param unpacked damage in it is left for whoever reads the file to find */
export async function lookInside(unpacked: AsyncIterable<Buffer>): Promise<Inside> {
  const head = await firstBytes(unpacked).catch(() => Buffer.alloc(0));
  const signature = readSignature(head);
  if ('refusal' in signature) return signature;
  if ('archive' in signature) return { nested: signature.archive === 'tar' ? 'tar' : 'packed' };
  const { container, compression, encoding } = signature;
  return container === 'parquet' || compression !== 'none' ? { nested: 'packed' } : { encoding };
}

/** Damage after the first of them is left for whoever reads the file to find. */
export async function firstBytes(blocks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const block of blocks) {
      parts.push(Buffer.from(block.subarray(0, SIGNATURE_BYTES - length)));
      length += block.length;
      if (length >= SIGNATURE_BYTES) break;
    }
  } catch (error) {
    if (length === 0) throw error;
  }
  return Buffer.concat(parts);
}
