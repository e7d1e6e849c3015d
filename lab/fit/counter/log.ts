/** A log of the counter: requests in time order, with the truth about each. */
import type { Random } from '../../../src/math/random.ts';
import type { AccountClass } from '../../../src/report/benchmark/truth.ts';
import type { Enrolled } from '../logs/enrolled.ts';
import { lineOf, nameIn, type Recording } from './line.ts';
import type { Call } from './call.ts';
import type { Account } from './people.ts';

/** Share of requests that a client sends once more, as after a time-out. */
const RETRIED = 0.008;

export class Log {
  readonly enrolled = new Map<string, Enrolled>();
  readonly campaigns: { id: string; type: string }[] = [];
  readonly recording: Recording;
  /** Seconds that the log covers. */
  readonly length: number;
  private readonly calls: Call[] = [];
  private readonly random: Random;

  constructor(days: number, recording: Recording, random: Random) {
    this.length = days * 86_400;
    this.recording = recording;
    this.random = random;
  }

  /** Whoever is in the log has to be enrolled first. */
  enrol(account: Account, persona: string, as: AccountClass = 'benign', campaign: string | null = null): Account {
    this.enrolled.set(account.id, { class: as, persona, campaign, requests: 0, harvest: 0 });
    return account;
  }

  /** A request. Nothing is sent before an account came or after it went. */
  add(call: Call): void {
    const { from, until, id } = call.account;
    if (call.time < from * this.length || call.time >= until * this.length) return;
    const enrolled = this.enrolled.get(id)!;
    const sent = this.random.chance(RETRIED)
      ? [call, { ...call, time: call.time + 2 + this.random.exponential(15) }]
      : [call];
    for (const one of sent) {
      if (one.time >= this.length) continue;
      enrolled.requests++;
      if (one.harvest !== undefined) enrolled.harvest++;
      this.calls.push(one);
    }
  }

  get requests(): number {
    return this.calls.length;
  }

  /** Lines of the log, and the truth as `fit:dump` reads it. A campaign's account that never harvests is unused. */
  written(random: Random): { lines: string[]; truth: unknown } {
    this.calls.sort((a, b) => a.time - b.time);
    const accounts: Record<string, Enrolled> = {};
    for (const [id, one] of this.enrolled) {
      const isUnused = one.class === 'distillation' && one.harvest === 0;
      if (one.requests > 0) accounts[nameIn(this.recording, id)] = isUnused ? { ...one, class: 'unused' } : one;
    }
    return {
      lines: this.calls.map((call) => JSON.stringify(lineOf(call, this.recording, random))),
      truth: {
        accounts,
        campaigns: this.campaigns,
        harvest_lines: this.calls.flatMap(({ harvest }, at) => (harvest === undefined ? [] : [at + 1])),
      },
    };
  }
}
