/** What everybody who writes to one log shares, and how a conversation gets into it. */
import { Random } from '../../../src/math/random.ts';
import { type Assistant, found, systemPrompt } from './assistants/assistant.ts';
import type { Matter } from './language/matter.ts';
import { assistantSays, type Message, system, user } from './call.ts';
import type { Log } from './log.ts';
import type { Account, Society } from './people.ts';
import { thinking } from './rhythm.ts';

export interface Counter {
  log: Log;
  random: Random;
  society: Society;
  assistants: readonly Assistant[];
  season: readonly number[];
  /** Share of calls that fail on an ordinary day. */
  failing: number;
}

/** Adds about so many requests of one kind of people. */
export type Population = (counter: Counter, requests: number) => void;

export interface Turn {
  text: string;
  answer: string | undefined;
  /** What is searched for in the help centre. */
  matter?: Matter | undefined;
  /** Campaign that the turn harvests for. */
  harvest?: string | undefined;
}

export interface Visit {
  account: Account;
  assistant: Assistant;
  /** Second at which it begins. */
  start: number;
  turns: readonly Turn[];
  /** Seconds between an answer and the next message; as people do if it is left out. */
  pace?: ((random: Random) => number) | undefined;
  endUser?: string | undefined;
  address?: string | undefined;
}

/** One conversation: each message goes out with the history that the assistant keeps. */
export function visit(
  { log, random, failing }: Counter,
  { account, assistant, start, turns, pace, endUser, address }: Visit,
): void {
  const session = `s-${random.below(2 ** 31).toString(36)}${random.below(2 ** 20).toString(36)}`;
  const from = address ?? random.pick(account.addresses);
  const agent = random.pick(account.agents);
  const past: Message[] = [];
  let time = start;
  for (const { text, answer: given, matter, harvest } of turns) {
    const answer = random.chance(failing) ? undefined : given;
    const asked = matter && assistant.passages === 'user' ? withPassages(random, assistant, matter, text) : text;
    const told = systemPrompt(random, assistant, account, start / log.length, matter);
    const kept = assistant.memory > 0 ? past.slice(-assistant.memory) : [];
    log.add({
      time,
      account,
      address: from,
      agent,
      session,
      messages: [system(told), ...kept, user(asked)],
      answer,
      model: assistant.model,
      parameters: assistant.parameters,
      endUser,
      harvest,
    });
    past.push(user(text), assistantSays(answer ?? 'Something went wrong. Please try again.'));
    time += 2 + (pace ? pace(random) : thinking(random, text.length));
  }
}

/** The wording around passages is the assistant's own and stays. */
function withPassages(random: Random, assistant: Assistant, matter: Matter, text: string): string {
  const passages = found(random, assistant, matter);
  return new Random(assistant.company).pick([
    `${passages}\n\nQuestion: ${text}`,
    `Use these articles to answer.\n${passages}\n---\n${text}`,
    `${text}\n\n<context>\n${passages}\n</context>`,
  ]);
}

/** Repeats a step until it has added so many requests. A step may add none. */
export function fill({ log }: Counter, requests: number, step: () => void): void {
  const end = log.requests + requests;
  for (let tries = 0; log.requests < end && tries < 20 + 3 * requests; tries++) step();
}

/** An assistant as the traffic of the company is spread: the first has most of it. */
export const anyAssistant = ({ assistants }: Counter, random: Random): Assistant =>
  assistants[Math.floor(assistants.length * random.next() ** 2)]!;
