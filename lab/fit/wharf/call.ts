/** A call of the service: what was sent, when, by whom, from where. */
import type { Exchange } from './exchange.ts';
import type { Account } from './people.ts';

export interface Call {
  /** Seconds from the beginning of the log. */
  time: number;
  account: Account;
  exchange: Exchange;
  model: string;
  address: string;
  agent: string;
  session: string;
  /** Whom the caller says it is for. */
  endUser?: string;
  /** Whether it harvests. */
  harvest: boolean;
  /** HTTP status if the call failed. */
  failed?: number;
}
