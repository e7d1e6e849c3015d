/**
 * Draws labelled logs of real text: prompts of public applications and of public pipelines of training data, public documents and questions,
 * and arrivals as providers published them.
 *
 *   npm run --prefix lab fit:real -- --material MATERIAL.json --seed 1 --count 16 --out FOLDER [--half a|b] [--innocent|--popular]
 *
 * `collect-material.ts` makes MATERIAL.json. One log in four has no campaign. A half holds the prompts of half of the repositories; both have
 * the same kinds, sizes and dates. Innocent logs have no campaign and
 * larger groups of the later kinds, popular ones public programs with hundreds of users, to look for a group that is called.
 */
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Random } from '../../../src/math/random.ts';
import { writeLog } from '../logs/draw-logs.ts';
import { Log } from '../town/log.ts';
import { campaign } from './campaigns.ts';
import { people } from './innocents.ts';
import { INNOCENTS, LATER, PUBLIC_PROGRAMS } from './kinds.ts';
import { halfOf, type Material, readMaterial } from './material.ts';
import { World } from './world.ts';

/** The log of this seed and number. */
export function realLog(seed: number, number: number, material: Material): Log {
  const random = new Random('real', seed, number);
  const log = new Log(5 + random.below(10), new Random('retries', seed, number));
  const world = new World(log, random, material);
  const requests = Math.round(6000 * Math.exp(random.next()));
  people(world, 0.25 * requests);
  const chosen = random.shuffle([...INNOCENTS]).slice(0, 8 + random.below(8));
  for (const innocents of chosen) innocents(world, ((0.5 + random.next()) * 0.75 * requests) / chosen.length);
  const campaigns = number % 4 === 3 ? 0 : 1 + random.below(3);
  for (let at = 0; at < campaigns; at++) campaign(world, `campaign-${at + 1}`, (0.4 * requests) / campaigns);
  return log;
}

/** A log without a campaign in which some of the later kinds are large. */
export function innocentLog(seed: number, number: number, material: Material): Log {
  const random = new Random('hunt', seed, number);
  const log = new Log(5 + random.below(10), new Random('retries', 'hunt', seed, number));
  const world = new World(log, random, material);
  people(world, 1500);
  for (const innocents of random.shuffle([...LATER]).slice(0, 9)) innocents(world, 250 * Math.exp(2.3 * random.next()));
  return log;
}

/** A log without a campaign in which two public programs have hundreds of users. */
export function popularLog(seed: number, number: number, material: Material): Log {
  const random = new Random('popular', seed, number);
  const log = new Log(5 + random.below(10), new Random('retries', 'popular', seed, number));
  const world = new World(log, random, material, 25);
  people(world, 2500);
  for (const innocents of random.shuffle([...PUBLIC_PROGRAMS]).slice(0, 2))
    innocents(world, 5000 * Math.exp(1.2 * random.next()));
  return log;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      material: { type: 'string' },
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '16' },
      half: { type: 'string', default: '' },
      innocent: { type: 'boolean', default: false },
      popular: { type: 'boolean', default: false },
      out: { type: 'string' },
    },
  });
  if (values.material === undefined || values.out === undefined)
    throw new Error('Name both: --material FILE --out FOLDER');
  if (!['', 'a', 'b'].includes(values.half)) throw new Error('A half is a or b.');
  mkdirSync(values.out, { recursive: true });
  const material = halfOf(readMaterial(values.material), values.half as 'a' | 'b' | '');
  const [kind, logOf] = values.popular
    ? (['popular', popularLog] as const)
    : values.innocent
      ? (['innocent', innocentLog] as const)
      : (['real', realLog] as const);
  for (let number = 0; number < Number(values.count); number++) {
    const name = `${kind}-${values.seed}${values.half}-${String(number).padStart(2, '0')}`;
    writeLog(values.out, name, logOf(Number(values.seed), number, material), new Random('lines', name));
  }
}

if (require.main === module) main();
