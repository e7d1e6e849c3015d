/** A made-up log with one scenario in it, as a file. */
import { writeFileSync } from 'node:fs';
import { ATTACKS, type Attack } from './attacks.ts';
import { LOOK_ALIKES } from './look-alikes.ts';
import { line, type Shape } from './shapes.ts';
import { World } from './world.ts';

export interface Scenario extends Attack {
  name: string;
  shape: Shape;
  /** Leaves out what the techniques read. */
  bare: boolean;
  seed: number;
}

/** Writes it and gives the accounts that take part. */
export function writeLog(path: string, { name, shape, bare, seed, accounts, wording }: Scenario): Set<string> {
  const world = new World(name, seed, accounts);
  const names = (ATTACKS[name] ?? LOOK_ALIKES[name]!)(world, { accounts, wording });
  world.people();
  const calls = world.calls.sort((a, b) => a.time - b.time);
  writeFileSync(path, calls.map((call, n) => `${JSON.stringify(line(call, shape, n, bare))}\n`).join(''));
  return names;
}
