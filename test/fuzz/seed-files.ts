import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const SAMPLES = path.join(__dirname, '../golden/formats/samples');
const SEEDS = path.join(__dirname, 'seeds');

/** The sample logs of all formats that match, whole. */
export function sampleLogs(matches = /./): Buffer[] {
  return readdirSync(SAMPLES)
    .filter((name) => !name.endsWith('.expected.json') && matches.test(name))
    .sort()
    .map((name) => readFileSync(path.join(SAMPLES, name)));
}

/** The seeds that are kept for a target. */
export function seedsOf(target: string): Buffer[] {
  const folder = path.join(SEEDS, target);
  return readdirSync(folder)
    .sort()
    .map((name) => readFileSync(path.join(folder, name)));
}

/** Single lines of logs, for targets that take one value. */
export function linesOf(logs: readonly Buffer[]): Buffer[] {
  return logs.flatMap((log) =>
    log
      .toString('latin1')
      .split('\n')
      .filter((line) => line.startsWith('{') && line.length < 8000)
      .map((line) => Buffer.from(line, 'latin1')),
  );
}
