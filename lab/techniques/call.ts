/** One call of a made-up log, before it is written in any shape. */
export interface Thought {
  /** What is sent back: a signature, or the ciphertext of an item. */
  signature: string;
  item: string;
  tokens: number;
}

export interface Turn {
  role: 'user' | 'assistant';
  text: string;
  thought?: Thought;
}

export interface Reply {
  text: string;
  thought?: Thought;
}

export interface Call {
  account: string;
  organisation: string;
  address: string;
  device: string;
  session: string;
  agent: string;
  /** Seconds from the start of the log. */
  time: number;
  model: Model;
  system?: string;
  turns: Turn[];
  /** Absent where the provider refused. */
  reply?: Reply;
  refusal?: string;
  batch?: string;
}

/** A model by what it is: each shape has its vendor's names. */
export type Model = 'large' | 'small' | 'next';
