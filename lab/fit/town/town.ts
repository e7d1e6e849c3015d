/** What everybody who writes to a log of the town is given. */
import type { Random } from '../../../src/math/random.ts';
import type { Log } from './log.ts';

export interface Town {
  log: Log;
  random: Random;
  /** System prompts of products that customers of the town use, with topics that their customers ask about. */
  products: Product[];
}

export interface Product {
  prompt: string;
  topics: readonly string[];
  things: readonly string[];
}

/** Writes some residents and their requests; about so many requests. */
export type Population = (town: Town, requests: number) => void;
