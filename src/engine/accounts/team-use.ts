/** What a report says of a campaign and of what the team knows: apart from the latter, since pages show reports and read no configuration. */
import * as v from 'valibot';
import { Count } from '../../schema/shapes.ts';

/** A client that the configuration file lists, as far as a campaign consists of its requests. */
export const KnownClientUse = v.object({
  /** What the file calls it. */
  name: v.string(),
  /** Requests of the campaign that came from it. */
  requests: Count,
  /** Accounts of the campaign that sent them. */
  accounts: Count,
});
export type KnownClientUse = v.InferOutput<typeof KnownClientUse>;

/**
 * Accounts that moved to a model when it was released: they sent requests before, first used it on that day or the next, and sent
 * it at least half of what they sent from then on. Those that could have moved sent requests before and after, and did not use it
 * before.
 */
export const ReleaseMove = v.object({
  model: v.string(),
  /** Day of the release by the configuration file. */
  released: v.string(),
  /** Accounts of the campaign that moved, of those that could. */
  moved: Count,
  able: Count,
  /** The same of all other accounts of the log. */
  othersMoved: Count,
  othersAble: Count,
});
export type ReleaseMove = v.InferOutput<typeof ReleaseMove>;
