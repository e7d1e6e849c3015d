/** Logs in many files, every other one packed with gzip. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { demoLines } from '../../src/demo/demo-lines.ts';
import { planDemo } from '../../src/demo/demo-plan.ts';
import { LogRandom } from '../../src/demo/random.ts';
import { writeShortRecords } from './make-logs.ts';

/** Different pieces of thought: each request takes some of them. */
const PIECES = 4096;
const PIECE_LETTERS = 1024;
const PLACE = '"message":{';

export interface ClusterLogs {
  /** Bytes of text of all logs. */
  bytes: number;
  /** There is one more where the last is not full. */
  files: number;
  /** Thoughts of a request, in KB. */
  kilobytes: number;
}

/** The demo's requests, with what models thought before they answered. The same numbers give the same bytes. */
export function makeClusterLogs(folder: string, { bytes: all, files, kilobytes }: ClusterLogs): void {
  mkdirSync(folder, { recursive: true });
  const random = new LogRandom('thoughts', 1);
  const pieces = Array.from({ length: PIECES }, () => piece(random));
  const requests = Math.ceil(all / (kilobytes * PIECE_LETTERS + 2400));
  let [lines, bytes, number]: [string[], number, number] = [[], 0, 0];
  const write = (): void => {
    const file = partOf(folder, number);
    writeFileSync(file, lines.join(''));
    if (number++ % 2 === 1) packInPlace(file);
    [lines, bytes] = [[], 0];
  };
  for (const line of demoLines(planDemo({ seed: 11, requests }))) {
    const thoughts = Array.from({ length: kilobytes }, () => pieces[random.below(PIECES)]!).join('');
    lines.push(line.replace(PLACE, () => `${PLACE}"reasoning_content":"${thoughts}",`));
    bytes += lines.at(-1)!.length;
    if (bytes > all / files) write();
  }
  if (lines.length > 0) write();
}

/**
 * Short records without answers, as many in each file.
 * @returns bytes of their text
 */
export function makeShortLogs(folder: string, accounts: number, records: number, files: number): number {
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  const each = Math.ceil(records / files);
  for (let number = 0; number < files; number++) {
    const file = partOf(folder, number);
    bytes += writeShortRecords(file, accounts, number * each, Math.min(records, (number + 1) * each));
    if (number % 2 === 1) packInPlace(file);
  }
  return bytes;
}

const partOf = (folder: string, number: number): string =>
  join(folder, `part-${String(number).padStart(3, '0')}.jsonl`);

function packInPlace(file: string): void {
  writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 1 }));
  rmSync(file);
}

function piece(random: LogRandom): string {
  let text = '';
  while (text.length < PIECE_LETTERS) text += `${random.hex(random.between(2, 9))} `;
  return text.slice(0, PIECE_LETTERS);
}
