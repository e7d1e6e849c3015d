/**
 * Exact facts about one call that few logs hold: refusals, signed reasoning, what was resent, who says it is whom. They are
 * evidence of their own kind and feed the techniques, never the fitted statistics.
 *
 * A fact comes from the part of the record that is named here: `answer` facts are read from the model's answer or the
 * gateway's fields only, `request` facts from what the client sent. No blob is kept, only its hash.
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
  /** Request: signed or encrypted reasoning that the client sent back, oldest first. */
  resent?: ResentReasoning[];
  /** Answer: why the provider dropped resent reasoning, for example `organization_binding_mismatch`. */
  dropped?: string[];
  /** Request: ids of tool calls in the history that the client sent, oldest first, at most 64. */
  historyToolIds?: string[];
  /** Answer: ids of tool calls that this call issued. */
  issuedToolIds?: string[];
  /** Request: hash of each assistant turn in the history, oldest first, at most 64. */
  historyTurns?: string[];
  /** Answer: hash of the text of the answer, as a later request would resend it. */
  answerTurn?: string;
  /** Request: the device and the session that the client states about itself. */
  device?: string;
  clientSession?: string;
  /** Request: day that the prompt says is today, in ms UTC. */
  statedDay?: number;
  /** Request: what the system prompt says the assistant is called, for example `kimi`; lower case. */
  statedIdentity?: string;
  /** Log: model that was asked for, where another one answered. */
  modelAsked?: string;
  /** Answer: an official fallback of the provider answered instead. */
  fallback?: true;
  /** Log: id of the batch that the call belongs to. */
  batchId?: string;
  /** Log: verdicts of guardrails, each `name:verdict`. */
  guardrails?: string[];
  /** Answer: name of the tag that the answer opens with, lower case, and the share of the answer inside it. */
  openingTag?: { name: string; share: number };
  /** Request: hash of each user turn after the first, and of each changed system prompt, oldest first, at most 16. */
  laterTurns?: string[];
}

export interface SignedReasoning {
  /** Hash of the signature or of the encrypted content. */
  hash: string;
  /** The vendor's id of the item, where it has one: one item can have several ciphertexts. */
  item?: string;
  /** What the unauthenticated envelope says: the producing model, and when it was made in ms UTC. */
  producer?: string;
  minted?: number;
}

export interface ResentReasoning extends SignedReasoning {
  /** Hash of everything that the client sent before this block. */
  prefix: string;
  /** True where the block stands in the last assistant turn before the request's end. */
  last: boolean;
}
