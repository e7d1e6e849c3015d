/** One request to an assistant, before a log writes it down in its own form. */
import type { Account } from './people.ts';

export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface Call {
  /** Seconds from the beginning of the log. */
  time: number;
  account: Account;
  address: string;
  agent: string;
  session: string;
  messages: readonly Message[];
  /** Undefined if the call failed. */
  answer: string | undefined;
  model: string;
  parameters: Readonly<Record<string, number>>;
  endUser?: string | undefined;
  /** Campaign that this request harvests for. */
  harvest?: string | undefined;
}

export const user = (content: string): Message => ({ role: 'user', content });
export const system = (content: string): Message => ({ role: 'system', content });
export const assistantSays = (content: string): Message => ({ role: 'assistant', content });
