/**
 * Draws logs of a town without a campaign in which users of something public stand out: labs of 3 to 40 users that grade one to five
 * models each by one benchmark, courses, and notebooks.
 *
 *   npm run --prefix lab fit:commons -- --seed 1 --count 24 --out FOLDER [--benchmarks FILE [--each]]
 *
 * FILE holds real benchmarks, as JSON `[{ name, system, user, items }]`, each name drawn as often as the others: what
 * `make-public-prompts.ts --benchmarks` writes. Without it they are made up. With --each there is one log of labs for each name of FILE,
 * numbered in its order, users and models drawn. Nobody is guilty in any of these logs.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Random } from '../../../src/math/random.ts';
import { writeLog } from '../logs/draw-logs.ts';
import { Log } from '../town/log.ts';
import { POPULATIONS, productOf } from '../town/make-town.ts';
import { chatters } from '../town/neighbours.ts';
import type { Town } from '../town/town.ts';
import { type Benchmark, courseWork, drawnBenchmark, labs, notebookOverOwnFile } from './labs.ts';

const USERS = [8, 3, 5, 12, 20, 40] as const;
/** Requests of everybody else. */
const OTHERS = 3000;

/** The log of this seed and number: two in three hold labs, one in six each a course and a notebook. */
export function commonsLog(seed: number, number: number, benchmarks: readonly Benchmark[]): Log {
  const random = new Random('commons', seed, number);
  const town = bystanders(random, seed, number);
  const users = { users: USERS[number % USERS.length]!, models: 1 + (Math.floor(number / USERS.length) % 5) };
  const kind = random.below(6);
  if (kind === 4) courseWork(town, { ...users, users: 3 * users.users });
  else if (kind === 5) notebookOverOwnFile(town, users);
  else labs(town, benchmarks.length > 0 ? oneOf(random, benchmarks) : drawnBenchmark(random), users);
  return town.log;
}

/** The log of this seed whose labs use one benchmark of these. */
function labsLog(seed: number, number: number, benchmarks: readonly Benchmark[]): Log {
  const random = new Random('labs', seed, number);
  const town = bystanders(random, seed, number);
  labs(town, random.pick(benchmarks), { users: random.pick(USERS), models: 1 + random.below(5) });
  return town.log;
}

function bystanders(random: Random, seed: number, number: number): Town {
  const log = new Log(6 + random.below(15), new Random('retries', seed, number));
  const town: Town = { log, random, products: Array.from({ length: 2 }, () => productOf(random)) };
  chatters(town, 0.4 * OTHERS);
  for (const population of random.shuffle([...POPULATIONS]).slice(0, 3)) population(town, 0.2 * OTHERS);
  return town;
}

/** Of each name as often: one harness has more prompts than all others. */
function oneOf(random: Random, benchmarks: readonly Benchmark[]): Benchmark {
  const name = random.pick([...new Set(benchmarks.map((benchmark) => benchmark.name))]);
  return random.pick(benchmarks.filter((benchmark) => benchmark.name === name));
}

function main(): void {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '12' },
      benchmarks: { type: 'string' },
      each: { type: 'boolean', default: false },
      out: { type: 'string' },
    },
  });
  if (values.out === undefined) throw new Error('Name a folder: --out FOLDER');
  mkdirSync(values.out, { recursive: true });
  const benchmarks =
    values.benchmarks === undefined ? [] : (JSON.parse(readFileSync(values.benchmarks, 'utf8')) as Benchmark[]);
  const names = [...new Set(benchmarks.map(({ name }) => name))];
  const seed = Number(values.seed);
  for (let number = 0; number < (values.each ? names.length : Number(values.count)); number++) {
    const name = `${values.each ? 'commons-labs' : 'commons'}-${seed}-${String(number).padStart(2, '0')}`;
    const log = values.each
      ? labsLog(
          seed,
          number,
          benchmarks.filter((one) => one.name === names[number]),
        )
      : commonsLog(seed, number, benchmarks);
    writeLog(values.out, name, log, new Random('lines', name));
  }
}

if (require.main === module) main();
