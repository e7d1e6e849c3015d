/**
 * What an audit on a cluster takes, from constants that were measured on small logs: sizes by arithmetic, times by playing the
 * job through, part by part, with parts that differ and tasks that are lost. `npm run references` writes the tables of
 * docs/scale.md from it.
 */
import { neededMemory } from '../../src/engine/ingest/needed-memory.ts';
import { count } from '../../src/text/numbers.ts';
import { Random } from '../../src/math/random.ts';
import { markdown } from '../format-docs.ts';

/** Measured; docs/scale.md says how. Bytes, and seconds of one core. */
export const MEASURED = {
  requestBytes: 2600,
  textsPerRequest: 0.5,
  stateBytes: 142,
  /** Read from a log and written into a state, and put through a merge. */
  mapSeconds: 36e-6,
  mergeSeconds: 4e-6,
  finishSeconds: 96e-6,
  /** Start of Node and of a task. */
  startSeconds: 2,
  clausesPerRequest: 5,
  /** Of a report, for an account. */
  reportBytes: 5700,
  partBytes: 256 << 20,
  statesAtOnce: 32,
} as const;

/** Tasks that are lost and run again, and how far parts of one size differ, both of them assumed. */
const LOST = 0.002;
const SPREAD = 0.2;

export interface Job {
  logBytes: number;
  accounts: number;
  cores: number;
}

export interface Cost {
  requests: number;
  parts: number;
  rounds: number;
  stateBytes: number;
  movedBytes: number;
  /** Wall time in hours of each step. */
  map: number;
  merge: number;
  finish: number;
  /** Core hours for each terabyte of log. */
  coreHours: number;
  finishMemory: number;
  reportBytes: number;
}

export function costOf({ logBytes, accounts, cores }: Job, m = MEASURED): Cost {
  const random = new Random(1);
  const requests = logBytes / m.requestBytes;
  const parts = Math.ceil(logBytes / m.partBytes);
  const stateBytes = requests * m.stateBytes;
  const map = play(parts, (requests / parts) * m.mapSeconds + m.startSeconds, cores, random);
  let [left, rounds, merge, merging] = [parts, 0, 0, 0];
  while (left > m.statesAtOnce) {
    left = Math.ceil(left / m.statesAtOnce);
    const round = play(left, (requests / left) * m.mergeSeconds + m.startSeconds, cores, random);
    merge += round.wall;
    merging += round.work;
    rounds++;
  }
  const finish = requests * m.finishSeconds;
  return {
    requests,
    parts,
    rounds,
    stateBytes,
    // At the end they are cut into pieces, which the last step then fetches.
    movedBytes: stateBytes * (rounds + 2),
    map: map.wall / 3600,
    merge: merge / 3600,
    finish: finish / 3600,
    coreHours: (map.work + merging + finish) / 3600 / (logBytes / 1e12),
    finishMemory: neededMemory({
      requests,
      facts: 0,
      texts: requests * m.textsPerRequest,
      clauses: requests * m.clausesPerRequest,
      accounts,
    }),
    reportBytes: accounts * m.reportBytes,
  };
}

/** Hands out tasks to whichever core is free first, as a scheduler does; a lost one is run again from its beginning. */
function play(tasks: number, seconds: number, cores: number, random: Random): { wall: number; work: number } {
  const free = new Float64Array(Math.min(cores, tasks));
  let work = 0;
  for (let task = 0; task < tasks; task++) {
    const own = seconds * (1 + SPREAD * (2 * random.next() - 1));
    const spent = random.next() < LOST ? own * (1 + random.next()) : own;
    work += spent;
    // A heap whose root is the core that is free first.
    free[0]! += spent;
    sink(free);
  }
  return { wall: free.reduce((last, at) => Math.max(last, at), 0), work };
}

function sink(heap: Float64Array): void {
  const value = heap[0]!;
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
    if (heap[child]! >= value) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = value;
}

const LOGS: readonly (Job & { log: string; who: string })[] = [
  { log: '0.1 TB', who: '10^5', logBytes: 1e11, accounts: 1e5, cores: 16 },
  { log: '1 TB', who: '10^6', logBytes: 1e12, accounts: 1e6, cores: 64 },
  { log: '10 TB', who: '10^7', logBytes: 1e13, accounts: 1e7, cores: 256 },
  { log: '100 TB', who: '10^8', logBytes: 1e14, accounts: 1e8, cores: 1024 },
];

export function sizeTable(): string {
  return markdown([
    [
      'log',
      'accounts',
      'requests',
      'parts',
      'rounds',
      'states, GB',
      'moved by Spark, GB',
      'memory of `finish`, GB',
      'report, GB',
    ],
    ...LOGS.map(({ log, who, ...job }) => {
      const cost = costOf(job);
      return [
        ...[log, who, millions(cost.requests), count(cost.parts), `${cost.rounds}`],
        ...[cost.stateBytes, cost.movedBytes, cost.finishMemory, cost.reportBytes].map(gigabytes),
      ];
    }),
  ]);
}

export function timeTable(): string {
  return markdown([
    ['log', 'cores', 'map, h', 'merge, h', 'finish, h, on one core', 'core hours a TB'],
    ...LOGS.map(({ log, who: _, ...job }) => {
      const { map, merge, finish, coreHours } = costOf(job);
      return [log, count(job.cores), ...[map, merge, finish, coreHours].map((hours) => rounded(hours))];
    }),
  ]);
}

const rounded = (value: number): string =>
  value >= 100 ? count(Math.round(value)) : Number(value.toPrecision(2)).toString();
const gigabytes = (bytes: number): string => rounded(bytes / 1e9);
const millions = (number: number): string =>
  number >= 1e9 ? `${rounded(number / 1e9)} G` : `${rounded(number / 1e6)} M`;
