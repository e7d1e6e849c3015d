/** What everybody who writes to a log of the real world is given. */
import type { Random } from '../../../src/math/random.ts';
import { heavy } from '../town/clock.ts';
import type { Log, Message } from '../town/log.ts';
import { type Account, newAccount } from '../town/people.ts';
import { clientTimes, conversations } from './arrivals.ts';
import { type Deployment, deploymentOf } from './deployment.ts';
import type { Material, Pool, RealTemplate } from './material.ts';

export class World {
  readonly log: Log;
  readonly random: Random;
  readonly material: Material;

  constructor(log: Log, random: Random, material: Material) {
    this.log = log;
    this.random = random;
    this.material = material;
  }

  /** Public prompts of a side, of these kinds where there are any. */
  templates(side: RealTemplate['side'], kinds?: RegExp): RealTemplate[] {
    const own = this.material.templates.filter((template) => template.side === side);
    const wanted = kinds === undefined ? own : own.filter(({ kind }) => kinds.test(kind));
    return wanted.length > 0 ? wanted : own;
  }

  deploy(template: RealTemplate): Deployment {
    return deploymentOf(this.random, template, this.material);
  }

  item(pool: Pool): string {
    return this.random.pick(this.material.pools[pool]);
  }

  /** What an account works on: texts of its own, of which some come again. */
  ownItems(pool: Pool, count: number): string[] {
    return Array.from({ length: count }, () => this.item(pool));
  }

  /** @param times length of the answer next to that of a conversation */
  answer(times: number): string {
    const letters = Math.max(12, Math.round(4 * times * this.random.pick(this.material.answers)));
    let text = this.item('passages');
    while (text.length < letters) text += `\n${this.item('passages')}`;
    const from = this.random.below(Math.max(1, text.length - letters));
    return text.slice(from, from + letters);
  }

  /** Requests of a program: as a real client's arrive. */
  run(
    account: Account,
    deployment: Deployment,
    count: number,
    items: readonly string[],
    long = 1,
    harvest?: string,
  ): void {
    const { log, random } = this;
    const times = clientTimes(
      random,
      random.pick(this.material.clients),
      account.from * log.length,
      account.until * log.length,
      count,
    );
    for (const time of times) this.send(account, time, deployment, this.picked(deployment, items), long, harvest);
  }

  /** Whoever works off a queue gets answers of one distribution; others have settings and data of their own. */
  send(
    account: Account,
    time: number,
    deployment: Deployment,
    items: readonly string[],
    long = 1,
    harvest?: string,
  ): void {
    const messages = deployment.say(items);
    this.log.add({
      time,
      account,
      messages,
      answer: this.answer(harvest === undefined ? long * account.verbosity : long),
      ...(harvest !== undefined && { harvest }),
    });
  }

  picked({ items }: Deployment, from: readonly string[]): string[] {
    return Array.from({ length: items }, () => this.random.pick(from));
  }

  /** Conversations of a person, with a frame before each where there is one. */
  talk(
    account: Account,
    turns: number,
    frame: readonly Message[] = [],
    pools: readonly Pool[] = ['requests', 'requests', 'questions', 'short'],
  ): void {
    const { log, random } = this;
    for (const session of conversations(random, this.material, log.length, account.zone, turns)) {
      const messages: Message[] = [...frame];
      for (const [turn, time] of session.entries()) {
        messages.push({ role: 'user', content: this.item(turn === 0 ? random.pick(pools) : 'short') });
        const answer = this.answer(account.verbosity);
        log.add({ time, account, messages: [...messages], answer });
        messages.push({ role: 'assistant', content: answer });
      }
    }
  }

  /** So many strangers. */
  strangers(count: number, persona: string, known: Partial<Account> = {}): Account[] {
    return Array.from({ length: count }, () => this.log.enrol(newAccount(this.random, known), persona));
  }

  /** A number of accounts around a median. */
  many(median: number): number {
    return 3 + heavy(this.random, median, 0.7);
  }
}

/** Writes some residents and about so many requests. */
export type Innocents = (world: World, requests: number) => void;

export const perAccount = (requests: number, accounts: number): number => Math.max(1, requests / accounts);
