/** What goes over the wire: a request with its answer, before a recorder gives it the form of its log. */
import type { Random } from '../../../src/math/random.ts';
import type { Manner } from './text/answers.ts';
import type { Subject } from './text/lexicon.ts';

export interface ToolSpec {
  name: string;
  description: string;
  /** JSON schema of its arguments. */
  schema: Readonly<Record<string, unknown>>;
}

export interface ToolCall {
  id: string;
  name: string;
  arguments: Readonly<Record<string, unknown>>;
}

export interface Turn {
  /** A turn of a tool is the result of `call`. */
  role: 'user' | 'assistant' | 'tool';
  text: string;
  calls?: readonly ToolCall[];
  call?: string;
  /** Pictures that were sent along. */
  images?: number;
}

export interface Parameters {
  temperature?: number;
  top_p?: number;
  max_tokens?: number;
  n?: number;
  seed?: number;
  stop?: readonly string[];
  stream?: boolean;
  json?: boolean;
}

export interface Answer {
  text: string;
  calls?: readonly ToolCall[];
}

export interface Exchange {
  system?: string;
  turns: readonly Turn[];
  tools?: readonly ToolSpec[];
  parameters: Parameters;
  /** More than one where several were asked for. */
  answers: readonly Answer[];
}

/** Somebody sits down to one item of work. */
export interface Sitting {
  /** Draws what is asked about: the same for everyone who works on the same item. */
  content: Random;
  /** Draws everything else. */
  random: Random;
  manner: Manner;
  /** What this person's own work is about, if it is not what the draft is about. */
  subject?: Subject;
}

/** A piece of work as one programmer or one person puts it: the same wording and form every time. */
export interface Draft {
  kind: string;
  /** Client that sends it, if it comes through one. */
  agent?: string;
  /** How soon the next request of a sitting follows. */
  pace: 'human' | 'machine';
  /** Requests of a sitting, about. */
  requests: number;
  ask: (sitting: Sitting) => readonly Exchange[];
}
