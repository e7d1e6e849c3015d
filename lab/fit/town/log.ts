/** A log of the town: requests in time order with the truth about each. */
import type { Random } from '../../../src/math/random.ts';
import type { AccountClass } from '../../../src/report/benchmark/truth.ts';
import type { Enrolled } from '../logs/enrolled.ts';
import type { Account } from './people.ts';
import { passage } from './words.ts';

export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface Call {
  /** Seconds from the beginning of the log. */
  time: number;
  account: Account;
  messages: readonly Message[];
  answer: string;
  parameters?: Readonly<Record<string, number>>;
  endUser?: string;
  model?: string;
  /** Campaign that this request harvests for. */
  harvest?: string;
}

const START = Date.UTC(2026, 2, 2) / 1000;
const TOKEN = 4;
/** Share of requests that are sent once more. */
const RETRIED = 0.015;

export class Log {
  /** Seconds that the log covers. */
  readonly length: number;
  readonly residents = new Map<string, Enrolled>();
  readonly campaigns: { id: string; type: string }[] = [];
  private readonly calls: Call[] = [];
  private readonly random: Random;

  constructor(days: number, random: Random) {
    this.length = days * 86_400;
    this.random = random;
  }

  /** Whoever is in the log has to be enrolled first. */
  enrol(account: Account, persona: string, as: AccountClass = 'benign', campaign: string | null = null): Account {
    this.residents.set(account.id, { class: as, persona, campaign, requests: 0, harvest: 0 });
    return account;
  }

  /** A request, and now and then the same once more, as after a time-out. Nothing is sent before an account came or after it went. */
  add(call: Call): void {
    const { from, until } = call.account;
    if (call.time < from * this.length || call.time >= until * this.length) return;
    const resident = this.residents.get(call.account.id)!;
    const sent = this.random.chance(RETRIED)
      ? [call, { ...call, time: call.time + 3 + this.random.exponential(20) }]
      : [call];
    for (const one of sent) {
      if (one.time >= this.length) continue;
      resident.requests++;
      if (one.harvest !== undefined) resident.harvest++;
      this.calls.push(one);
    }
  }

  get requests(): number {
    return this.calls.length;
  }

  /** Lines of the log, and the truth as `fit:dump` reads it. */
  written(random: Random): { lines: string[]; truth: unknown } {
    this.calls.sort((a, b) => a.time - b.time);
    const present = [...this.residents].filter(([, { requests }]) => requests > 0);
    return {
      lines: this.calls.map((call, at) => JSON.stringify(lineOf(call, at, random))),
      truth: {
        accounts: Object.fromEntries(present),
        campaigns: this.campaigns,
        harvest_lines: this.calls.flatMap(({ harvest }, at) => (harvest === undefined ? [] : [at + 1])),
      },
    };
  }
}

/** The request as a LiteLLM `StandardLoggingPayload`. */
function lineOf(call: Call, at: number, random: Random): unknown {
  const { account, messages, answer, endUser } = call;
  const sent = Math.ceil(messages.reduce((sum, { content }) => sum + content.length, 0) / TOKEN);
  const output = Math.max(1, Math.ceil(answer.length / TOKEN));
  const start = START + Math.round(call.time * 1000) / 1000;
  const id = `chatcmpl-${at.toString(16).padStart(8, '0')}${random.below(2 ** 31).toString(16)}`;
  const model = call.model ?? account.model;
  return {
    id,
    call_type: 'acompletion',
    status: 'success',
    custom_llm_provider: 'town',
    startTime: start,
    endTime: Math.round((start + 0.5 + output / 60) * 1000) / 1000,
    model,
    metadata: {
      user_api_key_hash: account.id,
      user_api_key_org_id: account.organisation ?? null,
      user_api_key_end_user_id: endUser ?? null,
      requester_ip_address: account.address,
      user_agent: account.agent,
    },
    prompt_tokens: sent,
    completion_tokens: output,
    total_tokens: sent + output,
    end_user: endUser ?? '',
    requester_ip_address: account.address,
    messages,
    model_parameters: call.parameters ?? account.parameters,
    response: {
      id,
      object: 'chat.completion',
      model,
      choices: [{ index: 0, message: { role: 'assistant', content: answer }, finish_reason: 'stop' }],
      usage: { prompt_tokens: sent, completion_tokens: output, total_tokens: sent + output },
    },
  };
}

/** An answer of about so many sentences, more or fewer by what the account likes. */
export const answer = (random: Random, sentences: number, { verbosity }: Pick<Account, 'verbosity'>): string =>
  passage(random, Math.max(1, Math.round(sentences * verbosity * Math.exp(0.4 * random.normal()))));

export const user = (content: string): Message => ({ role: 'user', content });
export const system = (content: string): Message => ({ role: 'system', content });
