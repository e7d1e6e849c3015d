/** What was taken by a campaign: a description of its requests and their answers that weighs nothing in its score. */
import * as v from 'valibot';
import { Count, Finite, Instant, Time } from '../../../schema/shapes.ts';

const Taken = {
  requests: Count,
  /** Output tokens, as far as the log states them. */
  outputTokens: Count,
};

/** What was asked for, as the intent reader takes the fixed text of each template. */
export const KindTaken = v.object({
  /** Id of the intent; `unread` where the log has no text of the template. */
  intent: v.string(),
  ...Taken,
});
export type KindTaken = v.InferOutput<typeof KindTaken>;

export const ModelTaken = v.object({
  model: v.string(),
  ...Taken,
  /** ms since 1970, UTC; null when no request has a time. */
  first: Time,
  last: Time,
});
export type ModelTaken = v.InferOutput<typeof ModelTaken>;

export const DayTaken = v.object({
  /** Start of the day in UTC, ms since 1970. */
  day: Instant,
  ...Taken,
});
export type DayTaken = v.InferOutput<typeof DayTaken>;

export const Exposure = v.object({
  /** Requests of its accounts with its templates, and with those of `beside`. */
  requests: Count,
  /** Those that ended in an error, by the log: nothing was taken with them. */
  failed: Count,
  /** Different prompts among those that did not fail: system prompt and first user message. */
  prompts: Count,
  /** Mean number of user messages a request. */
  turns: Finite,
  inputTokens: Count,
  outputTokens: Count,
  /** Requests whose output tokens the log states. */
  counted: Count,
  /**
   * Output tokens of all answers: those stated, and for the others four letters of the answer to a token. Where an answer is not in the
   * log it counts as long as the rest. Absent where all are stated, and where neither a count nor an answer is in the log.
   */
  estimatedTokens: v.exactOptional(Count),
  /** Templates that most of its accounts share, that nobody else has, and that are too rare to judge anybody by. Absent where there are none. */
  beside: v.exactOptional(v.object({ requests: Count, templates: Count })),
  /**
   * All that its accounts got, whatever they asked with: what was taken is at least what stands above and at most this. Absent where it
   * is the same.
   */
  ofAccounts: v.exactOptional(v.object({ answers: Count, outputTokens: Count })),
  /** Answers among these that count for other campaigns of the report too: sums of campaigns hold them several times. Absent where there are none. */
  shared: v.exactOptional(Count),
  /** List price of what was taken, by the prices of the configuration file. Absent without them. */
  price: v.exactOptional(
    v.object({
      usd: Finite,
      /** Requests to models with a price; the others are not in the sum. */
      priced: Count,
    }),
  ),
  /** Most requests first. */
  kinds: v.array(KindTaken),
  /** Most requests first, at most eight. */
  models: v.array(ModelTaken),
  /** Days with requests, the earliest first, at most the last 400. */
  days: v.array(DayTaken),
});
export type Exposure = v.InferOutput<typeof Exposure>;
