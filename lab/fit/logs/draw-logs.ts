/** The command line of the project's own generators: `--seed N --count N --out FOLDER`, and for some `--times N`. */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../../../src/math/random.ts';

export interface DrawnLog {
  campaigns: readonly { type: string }[];
  /** Lines of the log, and the truth as `readTruth` reads it. */
  written(random: Random): { lines: readonly string[]; truth: unknown };
}

/**
 * Writes WORLD-SEED-NUMBER.jsonl and WORLD-SEED-NUMBER.truth.json into the folder.
 * @param lines names the random numbers that lines are written with
 * @param hasTimes whether a log can hold so many times as many requests
 */
export function drawLogs(
  world: string,
  logOf: (seed: number, number: number, times: number) => DrawnLog,
  lines: string,
  hasTimes = false,
): void {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '12' },
      times: { type: 'string', default: '1' },
      out: { type: 'string' },
    },
  });
  if (values.out === undefined) throw new Error('Name a folder: --out FOLDER');
  const times = Number(values.times);
  if (times !== 1 && !hasTimes) throw new Error(`${world} has no --times.`);
  mkdirSync(values.out, { recursive: true });
  for (let number = 0; number < Number(values.count); number++) {
    const seed = Number(values.seed);
    const log = logOf(seed, number, times);
    const name = `${world}-${seed}-${String(number).padStart(2, '0')}${times === 1 ? '' : `-${times}`}`;
    writeLog(values.out, name, log, new Random(lines, values.seed, number));
  }
}

/** Lines that are joined before they are written: all of a large log are longer than a string can be. */
const AT_ONCE = 10_000;

/** Writes NAME.jsonl and NAME.truth.json into the folder, and says what they hold. */
export function writeLog(folder: string, name: string, log: DrawnLog, random: Random): void {
  const { lines, truth } = log.written(random);
  const file = openSync(join(folder, `${name}.jsonl`), 'w');
  for (let from = 0; from < lines.length; from += AT_ONCE)
    writeSync(file, `${lines.slice(from, from + AT_ONCE).join('\n')}\n`);
  closeSync(file);
  writeFileSync(join(folder, `${name}.truth.json`), JSON.stringify(truth));
  const types = log.campaigns.map(({ type }) => type).join('; ');
  console.log(`${name}: ${lines.length} requests, ${types || 'no campaign'}`);
}
