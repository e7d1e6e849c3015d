/** The files of a saved scan, and how they are written. */
import { open, readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type Report, REPORT_VERSION } from '../../report/shape/report.ts';
import { isObject } from '../../schema/is-object.ts';

export const FOLDER = 'last-scan';
export const SUMMARY = 'scan.json';
export const REPORT = 'report.json';
export const INDEX = 'index.bin';

const SUM_BYTES = 4;

/** Only the owner may read it: logs hold prompts of other people. A checksum is at its end. */
export async function writePrivate(path: string, content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.writeFile(sumOf(bytes));
  } finally {
    await handle.close();
  }
}

/** @throws when there is no such file, or it is not as it was written */
export async function readPrivate(path: string): Promise<Buffer> {
  const bytes = await readFile(path);
  const content = bytes.subarray(0, Math.max(0, bytes.length - SUM_BYTES));
  if (!sumOf(content).equals(bytes.subarray(content.length))) throw new Error(`The saved file ${path} is damaged.`);
  return content;
}

function sumOf(bytes: Uint8Array): Buffer {
  const sum = Buffer.alloc(SUM_BYTES);
  sum.writeUInt32LE(crc32(bytes));
  return sum;
}

/** The file is ours and whole, since it was put in place by renaming: its version says whether its shape is known. */
export function isOwnReport(value: unknown): value is Report {
  return isObject(value) && value['version'] === REPORT_VERSION && Array.isArray(value['accounts']);
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
