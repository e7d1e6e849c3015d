import { DAY, habitTime, type Habit } from './clock.ts';
import { hash, LogRandom } from '../random.ts';
import type { TrafficSource } from './source.ts';
import { words } from '../../schema/words.ts';

export interface DemoAccount {
  /** 64 hexadecimal digits, as a gateway stores a hashed key. */
  id: string;
  /** Kind of customer, or `campaign`. */
  kind: string;
  campaign?: string;
  organisation?: string;
  address: string;
  agent: string;
  habit: Habit;
  /** The model used until `adopts`. */
  model: string;
  /** Second of the plan from which the newest model is used; infinite for those who stay. */
  adopts: number;
}

export interface DemoCampaign {
  id: string;
  /** What is harvested, in one sentence. */
  about: string;
  accounts: string[];
}

/** One request: at `time` (seconds of the plan) an account sends a turn of an item of a source. */
export interface DemoEvent {
  time: number;
  account: DemoAccount;
  source: TrafficSource;
  item: number;
  turn: number;
  /** Tells answers to the same question apart. */
  copy: number;
  /** True for the requests of a campaign that are not cover traffic. */
  attack: boolean;
}

export interface PlanSize {
  days: number;
  /** Second at which the newest model comes out. */
  releaseAt: number;
  /** 1 for the usual size: numbers of accounts and of requests an account both follow its square root. */
  size: number;
  /** Factor on the requests of an account that brings the total to the number that was asked for. */
  correction: number;
}

const MODELS = words(`harbour-2-large harbour-2-large harbour-2-large harbour-2-small
  harbour-2-small harbour-1`);
export const NEWEST_MODEL = 'harbour-3-large';

const AGENTS = {
  browser: [
    'Mozilla/5.0 (X11; Linux x86_64) Firefox/139.0',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15) Safari/605.1',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/137.0',
    'chat-mobile/4.2 (Android)',
    'chat-mobile/4.2 (iOS)',
  ],
  program: [
    'OpenAI/Python 1.99.6',
    'OpenAI/Python 1.99.6',
    'OpenAI/JS 5.12.2',
    'python-httpx/0.27.2',
    'axios/1.7.7',
    'Go-http-client/2.0',
  ],
  coder: [
    'tern-cli/2.4.0 (linux)',
    'tern-cli/2.4.0 (darwin)',
    'tern-cli/2.4.1 (darwin)',
    'tern-cli/2.4.1 (win32)',
    'tern-editor/0.9.3',
  ],
} as const;
const ZONES = [-8, -6, -5, -3, 0, 0, 1, 1, 2, 3, 5, 8, 9];

/** Collects accounts and events; every draw depends on the seed and a name, so that groups do not affect each other. */
export class Planner {
  readonly accounts: DemoAccount[] = [];
  readonly campaigns: DemoCampaign[] = [];
  private readonly events: DemoEvent[] = [];
  private serial = 0;
  private volumes = 0;

  constructor(
    private readonly seed: number,
    readonly size: PlanSize,
  ) {}

  random(...name: readonly (string | number)[]): LogRandom {
    return new LogRandom(this.seed, ...name);
  }

  /** A seed for the texts of a source. */
  textSeed(...name: readonly (string | number)[]): number {
    return hash(this.seed, 'text', this.serial++, ...name);
  }

  /** Number of accounts a group has at the size of this plan. */
  headCount(usual: number, least = 0): number {
    return Math.max(least, Math.round(usual * Math.sqrt(this.size.size)));
  }

  /**
   * Number of requests of one account: log-normal around the usual number, at least `least`. The draw is the same whatever was
   * drawn before, so that the total follows the correction smoothly.
   */
  volume(usual: number, sigma: number, least = 1): number {
    const random = this.random('volume', this.volumes++);
    const size = Math.sqrt(this.size.size) * this.size.correction;
    return Math.max(least, Math.round(Math.min(usual * 8, random.logNormal(usual, sigma)) * size));
  }

  account(kind: string, client: keyof typeof AGENTS, given: Partial<DemoAccount> = {}): DemoAccount {
    const random = this.random('account', this.accounts.length);
    const adopts = this.size.releaseAt + random.exponential(5 * DAY);
    const account: DemoAccount = {
      id: random.hex(64),
      kind,
      address: random.address(),
      agent: random.pick(AGENTS[client]),
      habit: { zone: random.pick(ZONES), office: false },
      model: random.pick(MODELS),
      adopts: random.chance(0.6) ? adopts : Infinity,
      ...given,
    };
    this.accounts.push(account);
    return account;
  }

  event(
    account: DemoAccount,
    source: TrafficSource,
    item: number,
    time: number,
    given: { turn?: number; attack?: boolean } = {},
  ): void {
    const { turn = 0, attack = false } = given;
    this.events.push({ time, account, source, item, turn, copy: this.events.length, attack });
  }

  /** All turns of an item, some seconds apart; gives the number of requests made, at most `limit`. */
  conversation(
    account: DemoAccount,
    source: TrafficSource,
    item: number,
    start: number,
    pause: number,
    random: LogRandom,
    limit: number,
  ): number {
    const turns = Math.min(limit, source.turns(item));
    let time = start;
    for (let turn = 0; turn < turns; turn++) {
      this.event(account, source, item, time, { turn });
      time += random.logNormal(pause, 0.8);
    }
    return turns;
  }

  /** `count` requests of a person or program at the hours of its habit. */
  addRequests(account: DemoAccount, source: TrafficSource, count: number, pause: number, random: LogRandom): void {
    for (let made = 0, item = 0; made < count; item++) {
      const start = habitTime(account.habit, this.size.days, random);
      made += this.conversation(account, source, item, start, pause, random, count - made);
    }
  }

  /** The plan, without anything beyond its last day. */
  finish(): { accounts: DemoAccount[]; campaigns: DemoCampaign[]; events: DemoEvent[] } {
    const end = this.size.days * DAY;
    const events = this.events.filter((event) => event.time < end).sort((a, b) => a.time - b.time || a.copy - b.copy);
    const active = new Set(events.map((event) => event.account));
    return { accounts: this.accounts.filter((account) => active.has(account)), campaigns: this.campaigns, events };
  }
}
