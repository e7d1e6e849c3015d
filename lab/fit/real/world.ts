/** What everybody who writes to a log of the real world is given. */
import type { Random } from '../../../src/math/random.ts';
import { heavy } from '../town/clock.ts';
import type { Log, Message } from '../town/log.ts';
import { type Account, newAccount } from '../town/people.ts';
import { clientTimes, conversations } from './arrivals.ts';
import { type Deployment, deploymentOf } from './deployment.ts';
import type { Material, Pool, RealTemplate } from './material.ts';
import type { Trade } from './trades.ts';

const DAY = 86_400;

export class World {
  readonly log: Log;
  readonly random: Random;
  readonly material: Material;

  private readonly crowds: number;

  /** @param crowds how many times as many accounts kinds have */
  constructor(log: Log, random: Random, material: Material, crowds = 1) {
    this.crowds = crowds;
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

  /** A prompt of a trade as its members got it: all have the same. */
  tool(trade: Trade, wanted?: RegExp): Deployment {
    return this.deploy(this.random.pick(this.tradeTemplates(trade, wanted)));
  }

  /** Prompts of one repository of a trade: those that say this, where some do. */
  tradeTemplates(trade: Trade, wanted?: RegExp): RealTemplate[] {
    const all = this.templates('trade').filter(({ kind }) => kind === trade);
    const said = wanted ? all.filter(({ text }) => wanted.test(text)) : all;
    const { repository } = this.random.pick(said.length > 0 ? said : all);
    return (said.length > 0 ? said : all).filter((one) => one.repository === repository);
  }

  /** What fills a request about one item: it stands where something long is asked for, and what is short beside it is drawn. */
  around(deployment: Deployment, item: string): string[] {
    const { places } = deployment;
    if (places.length < 2) return [item];
    const long = places.findIndex((pool) => pool !== 'short');
    return places.map((pool, at) => (at === Math.max(0, long) ? item : this.item(pool)));
  }

  /** A program goes through a list: one request after the other, so many seconds apart in the mean. */
  burst(
    account: Account,
    from: number,
    deployment: Deployment,
    list: readonly string[],
    gap: number,
    long = 1,
  ): number {
    let time = from;
    for (const item of list) {
      this.send(account, time, deployment, this.around(deployment, item), long);
      time += 1 + this.random.exponential(gap);
    }
    return time;
  }

  /** A request whose messages are known. */
  say(account: Account, time: number, messages: readonly Message[], long = 1): void {
    this.log.add({ time, account, messages, answer: this.answer(long * account.verbosity) });
  }

  /** A conversation: what it begins with, and a turn at each of these times. */
  thread(
    account: Account,
    times: readonly number[],
    opening: readonly Message[],
    next = () => this.item('short'),
  ): Message[] {
    const messages = [...opening];
    for (const [turn, time] of times.entries()) {
      if (turn > 0) messages.push({ role: 'user', content: next() });
      const answer = this.answer(account.verbosity);
      this.log.add({ time, account, messages: [...messages], answer });
      messages.push({ role: 'assistant', content: answer });
    }
    return messages;
  }

  /** Conversations of a person, with a frame before each where there is one. */
  talk(
    account: Account,
    turns: number,
    frame: readonly Message[] = [],
    pools: readonly Pool[] = ['requests', 'requests', 'questions', 'short'],
  ): void {
    const { log, random } = this;
    for (const session of conversations(random, this.material, log.length, account.zone, turns))
      this.thread(account, session, [...frame, { role: 'user', content: this.item(random.pick(pools)) }]);
  }

  /** An evening on the clock of an account, so many days before another time or on that day. */
  evening(account: Account, before: number, days: number): number {
    const day = Math.max(0, Math.floor(before / DAY) - Math.floor(this.random.exponential(days)));
    return day * DAY + (19.5 + 2 * this.random.normal() - account.zone) * 3600;
  }

  /** Some time of an office day on the clock of an account. */
  office(account: Account): number {
    const { random, log } = this;
    for (;;) {
      const day = random.below(Math.ceil(log.length / DAY));
      if (day % 7 < 5 || random.chance(0.05)) return day * DAY + (8.5 + 9 * random.next() - account.zone) * 3600;
    }
  }

  /** So many strangers. */
  strangers(count: number, persona: string, known: Partial<Account> = {}): Account[] {
    return Array.from({ length: count }, () => this.log.enrol(newAccount(this.random, known), persona));
  }

  /** A number of accounts around a median. */
  many(median: number): number {
    return 3 + heavy(this.random, this.crowds * median, 0.7);
  }
}

/** Writes some residents and about so many requests. */
export type Innocents = (world: World, requests: number) => void;

export const perAccount = (requests: number, accounts: number): number => Math.max(1, requests / accounts);
