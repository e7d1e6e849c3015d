/** Logs of the demo's requests, with what models thought before they answered, every other one packed with gzip. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { demoLines } from '../../src/demo/demo-lines.ts';
import { planDemo } from '../../src/demo/demo-plan.ts';
import { LogRandom } from '../../src/demo/random.ts';

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

/** Writes logs to a folder. The same numbers give the same bytes. */
export function makeClusterLogs(folder: string, { bytes: all, files, kilobytes }: ClusterLogs): void {
  mkdirSync(folder, { recursive: true });
  const random = new LogRandom('thoughts', 1);
  const pieces = Array.from({ length: PIECES }, () => piece(random));
  const requests = Math.ceil(all / (kilobytes * PIECE_LETTERS + 2400));
  let [lines, bytes, number]: [string[], number, number] = [[], 0, 0];
  const write = (): void => {
    const text = Buffer.from(lines.join(''));
    const file = join(folder, `part-${String(number).padStart(3, '0')}.jsonl`);
    if (number++ % 2 === 0) writeFileSync(file, text);
    else writeFileSync(`${file}.gz`, gzipSync(text, { level: 1 }));
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

function piece(random: LogRandom): string {
  let text = '';
  while (text.length < PIECE_LETTERS) text += `${random.hex(random.between(2, 9))} `;
  return text.slice(0, PIECE_LETTERS);
}
