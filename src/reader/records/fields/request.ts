/**
 * The canonical request: one call to a language model, whatever log it was read from.
 *
 * Every field that a log may lack is optional; nothing is made up. Times are milliseconds since 1970 in UTC, input
 * tokens include cached ones, and costs are US dollars.
 */
import type { Blob } from '../facts/blobs.ts';
import type { Facts } from '../facts/facts.ts';

export interface RequestRecord {
  /** Name of the format the record was read with, for example `litellm`. */
  format: string;
  /** The provider's or gateway's id of the call. */
  id?: string;
  /** Start of the request in ms UTC. Absent when the log has no time. */
  time?: number;
  /** False when the log wrote a local time without a zone, which was read as UTC. */
  zoneKnown?: boolean;
  /** Who pays for the call: see `identity.ts` for the order in which fields are tried. */
  account?: Identity;
  /** True when a field was named for the account, and the request does not have it: `account` is what it would be without. */
  accountMissed?: true;
  /** Organisation or team the account belongs to, as the log states it. */
  organisation?: string;
  /** The customer's own end user, where the customer forwards it. */
  endUser?: string;
  session?: string;
  /** Where the product that traced the call shows it. */
  trace?: TraceIds;
  address?: string;
  userAgent?: string;
  model?: string;
  /** System prompt and developer messages, joined by a blank line. */
  system: string;
  /** The conversation sent with the request, oldest first, without the system prompt. */
  messages: Message[];
  tools: Tool[];
  /** What definitions of tools and of the form of answers say in words; it is no part of the prompt. Absent where they say nothing. */
  definitions?: string;
  parameters: Parameters;
  /** What the model answered. Absent when the log does not hold the answer. */
  answer?: Answer;
  inputTokens?: number;
  outputTokens?: number;
  latencyMs?: number;
  /** What the call cost in US dollars, as the log states it; no price is looked up. */
  costUsd?: number;
  /** Sent through a batch API: thousands of prompts of one template are the rule there. */
  batch?: true;
  status: 'ok' | 'error' | 'blocked' | 'cached' | 'unknown';
  content: Content;
  /** Exact facts that few logs hold; absent where the log has none of them. */
  facts?: Facts;
  /** Reasoning that the client sent back, each with the number of messages before it, until it becomes facts. */
  sentBlobs?: (Blob & { at: number })[];
}

/** How much of the text of a request the log holds. Detectors that need text abstain on anything but `full`. */
export type Content = 'full' | 'truncated' | 'redacted' | 'reference' | 'none';

/** An account name with the kind of field it came from. `address` and `file` are weak: many people may share one. */
export interface Identity {
  value: string;
  kind: 'key' | 'user' | 'end-user' | 'principal' | 'project' | 'address' | 'file';
}

/** As the log writes them. */
export interface TraceIds {
  trace: string;
  /** The span, or the observation, of the call within its trace. */
  span?: string;
}

export interface Message {
  role: 'user' | 'assistant' | 'tool';
  /** All text parts joined by a line break. Images and files are not text: see `media`. */
  text: string;
  /** Names and arguments of tools the assistant called, as compact JSON; empty for other roles. */
  toolCalls?: string;
  /** What the assistant is said to have thought; see `sentReasoning`. */
  reasoning?: string;
  /** Number of images, audio clips and files in the message. */
  media?: number;
  /** Hashes of those that the log holds; see `pictureOf`. */
  pictures?: string[];
}

export interface Tool {
  name: string;
  /** Canonical text of the schema, used only to tell tools apart. */
  schema: string;
}

export interface Parameters {
  temperature?: number;
  topP?: number;
  maxTokens?: number;
  /** Number of answers requested. */
  choices?: number;
  logprobs?: boolean;
  stream?: boolean;
  /** A JSON schema or `json_object` was demanded. */
  structured?: boolean;
}

export interface Answer {
  text: string;
  /** Tool calls of the answer as compact JSON, empty when there are none. */
  toolCalls: string;
  finish?: string;
}

/** A record with nothing in it yet. */
export function newRecord(format: string): RequestRecord {
  return { format, system: '', messages: [], tools: [], parameters: {}, status: 'unknown', content: 'none' };
}
