/** Who sends the requests of a made-up log, and what for. */
import type { AccountClass } from '../../../src/report/benchmark/truth.ts';

export interface Enrolled {
  class: AccountClass;
  persona: string;
  campaign: string | null;
  requests: number;
  harvest: number;
}
