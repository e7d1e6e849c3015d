/** How much of a log could be judged, and why the rest could not: a clean result says no more than that. */
import * as v from 'valibot';
import { Count, Probability } from '../../schema/shapes.ts';
import { literals } from '../../schema/words.ts';

export const BlindCause = v.object({
  /**
   * What is missing. `rejected`: lines that should hold requests and could not be read; `no-text`: prompts are not in the log;
   * `coded`: prompts are mostly Base64 or another code without words; `beside`: definitions of tools or of the form of answers say
   * more than the prompt, and something else each time;
   * `no-account`: nothing says who sent a request; `one-account`: most requests are of one account, so that it may stand for
   * many people; `few-accounts`: fewer accounts than make a campaign; `one-request`: accounts with a single request.
   */
  id: v.picklist(literals('rejected no-text coded beside no-account one-account few-accounts one-request')),
  /** Requests that could not be judged for it; lines for `rejected`. */
  count: Count,
  /** Their share of all requests; for `rejected`, of all lines that hold or should hold requests. */
  share: Probability,
  /** A clause that ends a sentence such as `Cannot be judged:`, with its numbers. */
  text: v.string(),
});
export type BlindCause = v.InferOutput<typeof BlindCause>;

/** Accounts that are the only users of the addresses they share, in a log without text. It accuses nobody. */
export const Lead = v.object({
  /** The first of them. */
  accounts: v.array(v.string()),
  /** Number of accounts. */
  size: Count,
  /** The first of the addresses. */
  addresses: v.array(v.string()),
  /** Number of addresses that several of them use. */
  shared: Count,
  requests: Count,
});
export type Lead = v.InferOutput<typeof Lead>;

export const Coverage = v.object({
  /**
   * `judged` when all was; `partly` when some was not; `not-judged` when so little was that no finding says nothing: below
   * the least share of requests, or above the largest share of rejected lines, that the settings name.
   */
  state: v.picklist(['judged', 'partly', 'not-judged']),
  /** Requests that were judged: those with text, of accounts that were judged. */
  requests: Count,
  /** Accounts that were judged. */
  accounts: Count,
  /** Share of all requests that was judged. */
  share: Probability,
  /** Share of lines that were rejected, of those that hold or should hold requests. */
  rejected: Probability,
  /** What kept requests from being judged: first what decided that the log is not judged, then the largest. */
  causes: v.array(BlindCause),
  /** Where to log prompts first, of a log without them; absent for none. */
  leads: v.exactOptional(v.array(Lead)),
});
export type Coverage = v.InferOutput<typeof Coverage>;
