/** The world of one log: what everyone in it shares, and how an account does its work. */
import { Random } from '../../../src/math/random.ts';
import { Clients } from './clients.ts';
import type { Draft } from './exchange.ts';
import { Log } from './log.ts';
import { Models } from './models.ts';
import { Network } from './network.ts';
import { type Account, hex, Names } from './people.ts';
import { pause, RHYTHMS, type Rhythm, rhythm } from './rhythm.ts';
import type { Shell } from './tasks/shell.ts';
import { LANGUAGES } from './text/languages.ts';
import { Lexicon, rank, type Subject, usual } from './text/lexicon.ts';

/** Where an account is opened, and with what. What is not given is drawn. */
export type Seat = Partial<Omit<Account, 'id'>> & { at?: 'home' | 'cloud' };

export interface Work {
  draft: Draft;
  rhythm: Rhythm;
  requests: number;
  subject?: Subject;
  /** What the sitting of this number is about; drawn anew if it is not given. */
  item?: (at: number) => Random;
  harvest?: boolean;
  endUser?: () => string;
}

const ZONES = [-8, -7, -6, -5, -3, 0, 0, 1, 1, 2, 3, 5.5, 8, 8, 9, 10];

export class World {
  readonly random: Random;
  readonly log: Log;
  readonly lexicon: Lexicon;
  readonly models: Models;
  readonly network: Network;
  readonly clients: Clients;
  readonly names: Names;
  /** Length of texts; 1 is middling. */
  readonly size: number;
  /** Requests of a middling account. */
  readonly grain: number;
  /** What innocent people do, for whoever wants to look like one. */
  readonly habits: Draft[] = [];
  /** Clients that many use: their prompt, their tools, their name. */
  readonly shells: Shell[] = [];
  /** Keys of each relay. */
  readonly relays: (readonly Account[])[] = [];
  private readonly zones: readonly number[];
  private readonly foreign: number;
  private readonly roaming: number;
  private end = 0;

  constructor(seed: number, number: number) {
    const random = new Random('wharf', seed, number);
    this.random = random;
    this.log = new Log(2 + random.below(20), new Random('faults', seed, number));
    this.lexicon = new Lexicon(random);
    this.models = new Models(random, this.log.length);
    this.network = new Network(random);
    this.clients = new Clients(random);
    this.names = new Names(random);
    this.size = Math.exp(-0.4 + 0.7 * random.next());
    this.grain = Math.exp(1.2 + 2.6 * random.next());
    this.zones = random.shuffle([...ZONES]);
    this.foreign = 0.25 * random.next();
    this.roaming = 0.15 * random.next();
  }

  /** Whether whoever works now has used up the bytes allotted. */
  get full(): boolean {
    return this.log.bytes > this.end;
  }

  /** Lets the log grow by so many bytes. */
  allot(bytes: number): void {
    this.end = this.log.bytes + bytes;
  }

  account(random: Random, { at, ...seat }: Seat = {}): Account {
    const place = at ?? (random.chance(0.6) ? 'cloud' : 'home');
    const { length } = this.log;
    return {
      id: this.names.account(random),
      ...(random.chance(0.3) ? { organisation: this.names.organisation(random) } : {}),
      ...(random.chance(0.15) ? { project: this.names.project(random) } : {}),
      addresses: random.chance(this.roaming) ? this.network.roaming(random) : this.network[place](random),
      agent: this.clients.kit(random),
      model: this.models.any(random),
      moves: random.chance(0.5) ? Math.exp(9.5 + 2 * random.normal()) : Infinity,
      zone: usual(random, this.zones),
      from: random.chance(0.3) ? 0.9 * length * random.next() : 0,
      until: random.chance(0.1) ? length * (0.9 + 0.1 * random.next()) : Infinity,
      ...seat,
    };
  }

  /** Something to write about, mostly in English. */
  subject(random: Random): Subject {
    return this.lexicon.subject(random, random.chance(this.foreign) ? usual(random, LANGUAGES) : undefined);
  }

  subjects(random: Random, count: number): Subject[] {
    return Array.from({ length: count }, () => this.subject(random));
  }

  rhythm(random: Random): Rhythm {
    return rhythm(random, random.pick(RHYTHMS));
  }

  /** Requests of one account among many: most have few, a few have very many. */
  volume(random: Random, mean: number, spread = 1.1): number {
    return Math.max(1, Math.round(mean * Math.exp(spread * random.normal() - (spread * spread) / 2)));
  }

  /** An account does its work. */
  work(
    random: Random,
    account: Account,
    { draft, rhythm: when, requests, subject, item, harvest = false, endUser }: Work,
  ): void {
    const from = Math.max(0, account.from);
    const until = Math.min(this.log.length, account.until);
    if (until <= from) return;
    const sittings = Math.max(1, Math.round(requests / draft.requests));
    when(random, sittings, from, until, account.zone).forEach((begin, at) => {
      if (this.full) return;
      const content = item?.(at) ?? new Random('own', random.below(2 ** 31), random.below(2 ** 31));
      const model = begin > this.models.release + account.moves ? this.models.fresh : account.model;
      const exchanges = draft.ask({
        content,
        random,
        manner: this.models.manner(model),
        ...(subject ? { subject } : {}),
      });
      const session = hex(random, 10);
      const address = account.addresses[rank(random, account.addresses.length)]!;
      const user = endUser?.();
      let time = begin;
      for (const exchange of exchanges) {
        this.log.add({
          time,
          account,
          exchange,
          model,
          address,
          agent: draft.agent ?? account.agent,
          session,
          harvest,
          ...(user === undefined ? {} : { endUser: user }),
        });
        time += pause(random, draft.pace);
      }
    });
  }
}

/** A group of people or programs with about so many requests. */
export type Crowd = (world: World, requests: number) => void;
