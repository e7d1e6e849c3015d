/** In how many other prompts of its accounts each clause comes back. */
import { MIN_PROMPTS } from './clause-numbers.ts';
import type { ClauseLists, RecurringClauses } from './recurring-clauses.ts';

/**
 * Of an account's other prompts, those that hold a clause which one of them holds, as a number and as a share. Measured
 * on composed logs whose slots were filled from public data: 99% of fillers lie below one of the two, 97% of the clauses
 * of frames above both.
 */
const RECURRENT = { prompts: 0.8, share: 0.01 };
/** This many other prompts are enough in an account of any size: a log without accounts is one account. */
const RECURRENT_ANYWAY = 8;
export class Recurrence {
  private readonly holders: Uint32Array;
  private readonly others: Float64Array;
  private readonly shares: Float64Array;
  /** Of the account that is looked at: prompts that hold each clause, and the clauses that it has. */
  private readonly here: Uint32Array;
  private readonly touched: Uint32Array;
  private end = 0;
  /** An account sends many prompts under one system prompt, whose clauses need to be looked at only once. */
  private readonly withSystem: Uint32Array;
  private readonly used: number[] = [];

  constructor(private readonly recurring: RecurringClauses) {
    const clauses = recurring.prompts.length;
    this.holders = new Uint32Array(clauses);
    this.others = new Float64Array(clauses);
    this.shares = new Float64Array(clauses);
    this.here = new Uint32Array(clauses);
    this.touched = new Uint32Array(clauses);
    this.withSystem = new Uint32Array(recurring.promptsOf.length);
  }

  /** Adds a prompt of the account. */
  add(prompt: number): void {
    const { users, systemOf } = this.recurring;
    this.count(users, prompt, 1);
    if (this.withSystem[systemOf[prompt]!]!++ === 0) this.used.push(systemOf[prompt]!);
  }

  /** Goes on to the next account. */
  close(prompts: number): void {
    const { holders, others, shares, here, touched, withSystem, used } = this;
    for (const system of used) {
      this.count(this.recurring.systems, system, withSystem[system]!);
      withSystem[system] = 0;
    }
    used.length = 0;
    const rest = Math.max(1, prompts - 1);
    for (let at = 0; at < this.end; at++) {
      const clause = touched[at]!;
      const n = here[clause]!;
      here[clause] = 0;
      holders[clause]! += n;
      others[clause]! += n * (n - 1);
      shares[clause]! += (n * (n - 1)) / rest;
    }
    this.end = 0;
  }

  /** 1 for each clause that comes back often enough. */
  frames(): Uint8Array {
    const { prompts } = this.recurring;
    const isFrame = new Uint8Array(prompts.length);
    for (let clause = 0; clause < isFrame.length; clause++) {
      if (prompts[clause]! < MIN_PROMPTS) continue;
      const others = this.others[clause]! / this.holders[clause]!;
      const share = this.shares[clause]! / this.holders[clause]!;
      if (others >= RECURRENT_ANYWAY || (others >= RECURRENT.prompts && share >= RECURRENT.share)) isFrame[clause] = 1;
    }
    return isFrame;
  }

  private count({ start, list }: ClauseLists, text: number, prompts: number): void {
    const { here, touched } = this;
    let end = this.end;
    for (let i = start[text]!; i < start[text + 1]!; i++) {
      const clause = list[i]!;
      if (here[clause] === 0) touched[end++] = clause;
      here[clause]! += prompts;
    }
    this.end = end;
  }
}
