/** What left with all answers of a log: those of its campaigns, and its largest customers side by side. It weighs nothing. */
import * as v from 'valibot';
import { Count } from '../../../schema/shapes.ts';
import { KindTaken } from './exposure.ts';

export const CustomerTaken = v.object({
  /** An organisation, or an account whose organisation nobody named. */
  name: v.string(),
  kind: v.picklist(['organisation', 'account']),
  accounts: Count,
  /** Requests that did not fail, by the log. */
  answers: Count,
  /** Output tokens, as far as the log states them. */
  outputTokens: Count,
  /** Different prompts: system prompt and first user message. */
  prompts: Count,
  /** What its templates ask for, most requests first, at most three. */
  kinds: v.array(KindTaken),
  /** True where it asks for what a harvest collects, and whether it may is a question to it and no finding. */
  asks: v.exactOptional(v.literal(true)),
});
export type CustomerTaken = v.InferOutput<typeof CustomerTaken>;

export const LogExposure = v.object({
  /** Requests of the log that did not fail. */
  answers: Count,
  outputTokens: Count,
  /** Answers of campaigns that are flagged as distillation, each counted once. */
  campaigns: v.object({ answers: Count, outputTokens: Count }),
  /** The largest first, by output tokens, or by answers where the log states none. */
  customers: v.array(CustomerTaken),
});
export type LogExposure = v.InferOutput<typeof LogExposure>;
