/**
 * Writes the demo's requests, with what models thought before they answered, to a folder of logs, every other one packed with gzip:
 *
 *   node --import tsx scripts/bench-speed/make-cluster-logs.ts FOLDER [GB] [FILES] [KB OF THOUGHTS A REQUEST]
 *
 * By default 5.2 GB in 44 files, 24 KB of thoughts a request. The same words give the same bytes.
 */
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

function main([folder, gigabytes = '5.2', files = '44', kilobytes = '24']: string[]): void {
  if (folder === undefined) throw new Error('Name a folder.');
  mkdirSync(folder, { recursive: true });
  const most = (Number(gigabytes) * 1e9) / Number(files);
  const random = new LogRandom('thoughts', 1);
  const pieces = Array.from({ length: PIECES }, () => piece(random));
  const requests = Math.ceil((Number(gigabytes) * 1e9) / (Number(kilobytes) * PIECE_LETTERS + 2400));
  let [lines, bytes, number]: [string[], number, number] = [[], 0, 0];
  const write = (): void => {
    const text = Buffer.from(lines.join(''));
    const file = join(folder, `part-${String(number).padStart(3, '0')}.jsonl`);
    if (number++ % 2 === 0) writeFileSync(file, text);
    else writeFileSync(`${file}.gz`, gzipSync(text, { level: 1 }));
    [lines, bytes] = [[], 0];
  };
  for (const line of demoLines(planDemo({ seed: 11, requests }))) {
    const thoughts = Array.from({ length: Number(kilobytes) }, () => pieces[random.below(PIECES)]!).join('');
    lines.push(line.replace(PLACE, () => `${PLACE}"reasoning_content":"${thoughts}",`));
    bytes += lines.at(-1)!.length;
    if (bytes > most) write();
  }
  if (lines.length > 0) write();
}

function piece(random: LogRandom): string {
  let text = '';
  while (text.length < PIECE_LETTERS) text += `${random.hex(random.between(2, 9))} `;
  return text.slice(0, PIECE_LETTERS);
}

main(process.argv.slice(2));
