/**
 * Exact facts about one call that few logs hold: refusals, signed reasoning, what was resent, who says it is whom. They are
 * evidence of their own kind and feed the techniques, never the fitted statistics.
 *
 * A fact comes from the part of the record that is named here: `answer` facts are read from the model's answer or the
 * gateway's fields only, `request` facts from what the client sent. No blob is kept, only its hash. Every list is bounded, and
 * keeps its order. Hashes of texts and ids are numbers below 2^53.
 */
export interface Facts {
  /** Answer: the model or a safety system refused. `category` as the vendor names it, `unspecified` where it names none. */
  refusal?: { category: string };
  /** Log or answer: class of an error body, for example `invalid_signature`, `invalid_encrypted_content`, `invalid_prompt`. */
  errorClass?: string;
  /** Answer: in which form the model's reasoning is shown. */
  thinking?: 'text' | 'summary' | 'redacted';
  /** Answer: tokens of reasoning, as the log states them. */
  thinkingTokens?: number;
  /** Answer: signed or encrypted reasoning that this call produced. */
  produced?: SignedReasoning[];
  /** Request whose answer is signed: Hash of the client's turn that it answers. */
  asked?: number;
  /** Request: signed or encrypted reasoning that the client sent back, oldest first. */
  resent?: ResentReasoning[];
  /** Answer: why the provider dropped resent reasoning, for example `organization_binding_mismatch`. */
  dropped?: string[];
  /** Request: Hashes of the ids of tool calls whose results the client sent back, oldest first: see `LIMITS`. */
  historyToolIds?: number[];
  /** Answer: hashes of the ids of tool calls that this call issued. */
  issuedToolIds?: number[];
  /** Request: the device and the session that the client states about itself. */
  device?: string;
  clientSession?: string;
  /** Request: day that the prompt says is today, in ms UTC. */
  statedDay?: number;
  /** Request: what the system prompt says the assistant is called, for example `kimi`; lower case. Names of model families only. */
  statedIdentity?: string;
  /** Log: model that answered, where `model` is another one that was asked for. */
  modelServed?: string;
  /** Answer: an official fallback of the provider answered instead. */
  fallback?: true;
  /** Log: id of the batch that the call belongs to. */
  batchId?: string;
  /** Log: verdicts of guardrails, each `name:verdict`. */
  guardrails?: string[];
  /** Answer or log: documents that the answer rests on, those that were named first. */
  documents?: DocumentName[];
  /** Answer: name of the tag that the answer opens with, lower case, and the share of the answer inside it. */
  openingTag?: { name: string; share: number };
  /** Answer that the provider keeps: hash of its id, and of the id of the kept answer whose conversation it goes on with, if it does. */
  keptAnswer?: number;
  earlierAnswer?: number;
  /** Request that resends reasoning: Hash of the text of each user turn after the first, the newest ones, oldest first. */
  laterTurns?: number[];
}

export interface DocumentName {
  /** Hash of its id, never 0. */
  readonly key: number;
  /** A short title; `''` where it has none. */
  readonly title: string;
}

export interface SignedReasoning {
  /** SHA-256 of the signature or of the encrypted content, its first 128 bits in hexadecimal. */
  hash: string;
  /** The vendor's id of the item, where it has one: one item can have several ciphertexts. */
  item?: string;
  /** What the unauthenticated envelope says: the producing model, and when it was made in ms UTC. */
  producer?: string;
  minted?: number;
}

export interface ResentReasoning extends SignedReasoning {
  /** Hash of all that stands before the assistant turn with this block, with the system prompt. */
  prefix: number;
  /** Hash of the client's turn before it alone: an edited history keeps this one, another conversation does not. */
  before: number;
  /** True where the block stands in the last assistant turn of the request. */
  last: boolean;
}

/**
 * How much of each list is kept. Of a long history the oldest and the newest tell what it is, and so do those of the blocks
 * that were sent back.
 */
export const LIMITS = {
  blocks: 16,
  toolIds: 16,
  reasons: 4,
  guardrails: 4,
  laterTurns: 8,
  documents: 32,
  title: 80,
  text: 200,
} as const;

/** Ids of a history as they are kept: each once. */
export function keptIds(ids: readonly number[]): number[] {
  return endsOf([...new Set(ids)], LIMITS.toolIds);
}

/** A list of at most `most`: the oldest half and the newest half. */
export function endsOf<T>(list: readonly T[], most: number): T[] {
  return list.length <= most ? [...list] : [...list.slice(0, most / 2), ...list.slice(-most / 2)];
}
