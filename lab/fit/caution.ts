/** How much to take off the prior: from what weights call in logs and generators that they have not seen. */
import { logOdds } from '../../src/math/log-odds.ts';
import { THRESHOLD } from './accused.ts';
import type { HeldOut } from './held-out.ts';

/** Nats that may be taken, least first. */
export const CAUTIONS: readonly number[] = Array.from({ length: 31 }, (_, step) => step / 10);

/** Share of what is called that may be innocent: one in two hundred costs little more than one in fifty. */
const FALSE = 0.005;

export interface Called {
  called: number;
  innocent: number;
}

/** What is called with so many nats taken off. */
export function falseAt(items: readonly Pick<HeldOut, 'logOdds' | 'positive'>[], caution: number): Called {
  const called = items.filter((one) => one.logOdds - caution >= logOdds(THRESHOLD));
  return { called: called.length, innocent: called.filter(({ positive }) => !positive).length };
}

export const sumOf = (a: Called, b: Called): Called => ({
  called: a.called + b.called,
  innocent: a.innocent + b.innocent,
});

export const isFew = ({ called, innocent }: Called): boolean => innocent <= FALSE * called;

/** Accounts that are innocent, and how many of them are accused. */
export interface Accused {
  accounts: number;
  accused: number;
}

/** One innocent account in so many may be accused where the generator of the log was left out. */
const ONE_IN = 10_000;

export const isRare = ({ accounts, accused }: Accused): boolean => accused * ONE_IN <= accounts;
