/** People and firms of a made-up log, and what all of them have: subjects to ask about, models that think, sessions that go on. */
import { Random } from '../../src/math/random.ts';
import { capital, coined, Lexicon, type Subject } from '../fit/wharf/text/lexicon.ts';
import { manner, reply } from '../fit/wharf/text/answers.ts';
import { problem } from '../fit/wharf/text/problems.ts';
import type { Call, Model, Reply, Thought, Turn } from './call.ts';

export const HOUR = 3600;
export const DAY = 24 * HOUR;
/** Days of a log. */
const DAYS = 14;

export interface Who {
  account: string;
  organisation: string;
  address: string;
  device: string;
  agent: string;
}

const AGENTS = ['claude-cli/2.1.190 (external, cli)', 'OpenAI/Python 2.8', 'Anthropic/JS 0.70', 'python-requests/2.32'];
/** When somebody works, how much, and how long the answers are that are asked for. */
interface Habit {
  /** Hours of the day, in the middle. */
  hour: number;
  busy: number;
  words: number;
}

const KINDS = ['sum', 'riddle', 'explanation', 'choice'] as const;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export class World {
  readonly random: Random;
  readonly calls: Call[] = [];
  private readonly lexicon: Lexicon;
  private readonly manner;

  constructor(...seed: (string | number)[]) {
    this.random = new Random(...seed);
    this.lexicon = new Lexicon(this.random);
    this.manner = manner(this.random);
  }

  code(length: number): string {
    return Array.from({ length }, () => DIGITS[this.random.below(DIGITS.length)]).join('');
  }

  who(organisation = `org-${this.code(8)}`): Who {
    const { random } = this;
    return {
      account: `key-${this.code(10)}`,
      organisation,
      address: Array.from({ length: 4 }, () => 1 + random.below(250)).join('.'),
      device: this.code(16),
      agent: random.pick(AGENTS),
    };
  }

  subject(): Subject {
    return this.lexicon.subject(this.random);
  }

  task(subject = this.subject()): string {
    return problem(this.random, subject, this.random.pick(KINDS));
  }

  prose(words: number, subject = this.subject()): string {
    return reply(this.random, subject, words, this.manner, 'prose');
  }

  /** A sentence that a firm makes up once, and sends with all it asks. */
  phrase(words = 24): string {
    return capital(this.subject().sentence(this.random, words));
  }

  name(): string {
    return capital(coined(this.random));
  }

  thought(): Thought {
    const tokens = Math.round(80 * Math.exp(1.1 * Math.abs(this.random.normal())));
    return { signature: `Er${this.code(120)}`, item: `rs_${this.code(40).toLowerCase()}`, tokens };
  }

  reply(words = 90): Reply {
    return { text: this.prose(words), thought: this.thought() };
  }

  /** What a model makes of a text of so many tokens when it writes it out: it leaves some out and adds some. */
  copied(tokens: number): string {
    const letters = Math.max(40, Math.round(4 * tokens * Math.exp(0.2 * this.random.normal())));
    let text = this.prose(Math.max(8, Math.round(tokens / 1.5)));
    while (text.length < letters) text += ` ${this.prose(12)}`;
    return text.slice(0, letters);
  }

  call(
    who: Who,
    time: number,
    rest: Omit<Call, keyof Who | 'time' | 'session' | 'model'> & { model?: Model; session?: string },
  ): Call {
    const call: Call = { ...who, time, session: this.code(12), model: 'large', ...rest };
    this.calls.push(call);
    return call;
  }

  habit(): Habit {
    const { random } = this;
    return {
      hour: 24 * random.next(),
      busy: Math.exp(0.7 * random.normal()),
      words: Math.round(90 * Math.exp(0.4 * random.normal())),
    };
  }

  /** A time of somebody's day, in seconds. */
  when({ hour }: Habit, from: number, to: number): number {
    const day = Math.floor((from + this.random.next() * (to - from)) / DAY);
    return day * DAY + ((((hour + 2.5 * this.random.normal() + 24) % 24) + 24) % 24) * HOUR;
  }

  /** A session of some turns that sends back what it got, as honest ones do. */
  session(
    who: Who | ((turn: number) => Who),
    time: number,
    { turns = 3, system, first, history = [], model = 'large', reply: made }: SessionOptions = {},
  ): Call[] {
    const subject = this.subject();
    const sent: Turn[] = [...history, { role: 'user', text: first ?? this.task(subject) }];
    const session = this.code(12);
    let at = time;
    return Array.from({ length: turns }, (_, turn) => {
      const own = made?.(turn) ?? this.reply();
      const call = this.call(typeof who === 'function' ? who(turn) : who, at, {
        turns: [...sent],
        reply: own,
        session,
        model,
        ...(system !== undefined && { system }),
      });
      sent.push({ role: 'assistant', ...own }, { role: 'user', text: this.task(subject) });
      at += 30 + this.random.exponential(200);
      return call;
    });
  }

  /** Customers who have nothing to do with what else is in the log: people, and products with a prompt of their own. */
  people(customers = 60, sessions = 5): void {
    const { random } = this;
    for (let n = 0; n < customers; n++) {
      const organisation = `org-${this.code(8)}`;
      const system = random.chance(0.5)
        ? `You are ${this.name()}, the assistant of ${this.name()}. ${this.phrase()}`
        : undefined;
      for (let key = 0; key < 1 + random.below(3); key++) {
        const [who, habit] = [this.who(organisation), this.habit()];
        const from = random.below(DAYS - 2) * DAY;
        for (let one = 0; one < Math.max(1, sessions * habit.busy); one++)
          this.session(who, this.when(habit, from, DAYS * DAY), {
            turns: 1 + random.below(4),
            ...(system !== undefined && { system }),
            model: random.chance(0.2) ? 'small' : 'large',
            reply: () => this.reply(habit.words),
          });
      }
    }
  }
}

export interface SessionOptions {
  turns?: number;
  system?: string;
  first?: string;
  history?: Turn[];
  model?: Model;
  reply?: (turn: number) => Reply;
}
