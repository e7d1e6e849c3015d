import { planCampaigns } from './traffic/campaigns.ts';
import { DAY } from './traffic/clock.ts';
import { ORDINARY } from './traffic/ordinary.ts';
import { planThinking } from './traffic/thinking.ts';
import { Planner, type DemoAccount, type DemoCampaign, type DemoEvent } from './traffic/planner.ts';

export interface DemoOptions {
  /** The same seed and number of requests give the same bytes. */
  seed: number;
  /** Approximate number of requests in the log, those with thinking aside. */
  requests: number;
  /** Without models that show how they think: the log as weights were fitted on and as speed is measured on. */
  plain?: true;
}

/** Who calls when, and with what; the texts are generated when the lines are written. */
export interface DemoPlan {
  accounts: readonly DemoAccount[];
  campaigns: readonly DemoCampaign[];
  /** In the order of time. */
  events: readonly DemoEvent[];
}

/** Number of requests the shares of the groups add up to at size 1. */
const FULL = 20_000;

/** Corrections of the total; the third changes less than one request in a hundred. */
const ROUNDS = 3;

/** Plans a log of ten days. Small ones have fewer accounts and only as many campaigns as can still be found in them. */
export function planDemo(options: DemoOptions): DemoPlan {
  let correction = 1;
  let made = plan(options, correction);
  // Sizes are random and have lower bounds, so the first total is only close to the number that was asked for.
  for (let round = 0; round < ROUNDS; round++) {
    correction *= options.requests / made.events.length;
    made = plan(options, correction);
  }
  return options.plain ? made : plan(options, correction, planThinking);
}

function plan({ seed, requests }: DemoOptions, correction: number, more?: (planner: Planner) => void): DemoPlan {
  const planner = new Planner(seed, { days: 10, releaseAt: 6 * DAY + 9 * 3600, size: requests / FULL, correction });
  planCampaigns(planner);
  for (const [name, group] of Object.entries(ORDINARY)) group(planner, planner.random('group', name));
  // Last, so that all before it is what it is without.
  more?.(planner);
  return planner.finish();
}
