/** How much of what an assistant knows has left, and to whom, by the documents that its answers rest on. It weighs nothing. */
import * as v from 'valibot';
import { Count, Finite, Instant, Names, Probability, Time } from '../../../schema/shapes.ts';

/** Documents that as many requests of other accounts of the log come to: the mean, and a band that holds 95% of their curves from beginning to end. */
const Expected = v.object({ low: Finite, middle: Finite, high: Finite });

export const DocumentReader = v.object({
  /** An account, an organisation, or the number of a campaign. */
  name: v.string(),
  kind: v.picklist(['account', 'organisation', 'campaign']),
  accounts: Count,
  /** Its requests whose answers name documents. */
  requests: Count,
  /** Different documents among them. */
  documents: Count,
  /** Share of all documents of the log. */
  share: Probability,
  /**
   * Those that others got too: how many of them it got, and the share with its 95% interval (Wilson). Whoever goes through a list without
   * regard to what is popular has this share of all there is, also of what nobody asked for. Absent where nobody else got any.
   */
  others: v.exactOptional(v.object({ seen: Count, total: Count, low: Probability, high: Probability })),
  /** Documents that nobody else got, with the titles of some, which are absent when prompts are kept out. */
  alone: v.object({ documents: Count, titles: Names }),
  /** What as many requests of other accounts see. Absent where too few others got any document. */
  expected: v.exactOptional(Expected),
  /** How it grew, in order of time: at most twelve points. */
  curve: v.array(v.object({ requests: Count, time: Time, documents: Count, expected: v.exactOptional(Expected) })),
  /** When it has 95% of the documents of the log at the pace of its last half. Absent where it has, or would not within two years. */
  reaches: v.exactOptional(Instant),
});
export type DocumentReader = v.InferOutput<typeof DocumentReader>;

export const DocumentCoverage = v.object({
  /** Different documents that answers of the log rest on. */
  documents: Count,
  /** Where there are too many: so many of them were drawn, and all numbers of documents are estimated from these. */
  sampled: v.exactOptional(Count),
  /** Answers that name documents. */
  requests: Count,
  /** Accounts that got any, and those with enough requests to be shown. */
  accounts: Count,
  judged: Count,
  /** Groups, then accounts, each with the largest share first. */
  readers: v.array(DocumentReader),
});
export type DocumentCoverage = v.InferOutput<typeof DocumentCoverage>;
