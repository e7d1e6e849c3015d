/** The command line of the project's own generators: `--seed N --count N --out FOLDER`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../../../src/core/math/random.ts';

export interface DrawnLog {
  campaigns: readonly { type: string }[];
  /** Lines of the log, and the truth as `readTruth` reads it. */
  written(random: Random): { lines: readonly string[]; truth: unknown };
}

/**
 * Writes WORLD-SEED-NUMBER.jsonl and WORLD-SEED-NUMBER.truth.json into the folder.
 * @param lines names the random numbers that lines are written with
 */
export function drawLogs(world: string, logOf: (seed: number, number: number) => DrawnLog, lines: string): void {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '12' },
      out: { type: 'string' },
    },
  });
  if (values.out === undefined) throw new Error('Name a folder: --out FOLDER');
  mkdirSync(values.out, { recursive: true });
  for (let number = 0; number < Number(values.count); number++) {
    const log = logOf(Number(values.seed), number);
    const name = `${world}-${values.seed}-${String(number).padStart(2, '0')}`;
    const written = log.written(new Random(lines, values.seed, number));
    writeFileSync(join(values.out, `${name}.jsonl`), `${written.lines.join('\n')}\n`);
    writeFileSync(join(values.out, `${name}.truth.json`), JSON.stringify(written.truth));
    const types = log.campaigns.map(({ type }) => type).join('; ');
    console.log(`${name}: ${written.lines.length} requests, ${types || 'no campaign'}`);
  }
}
