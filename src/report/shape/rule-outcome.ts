/** What people's own rules came to. Hits are next to the judged findings and move no score. */
import * as v from 'valibot';
import { Count, Names, Time } from '../../schema/shapes.ts';
import { LineRef } from '../../engine/ingest/line-ref.ts';

/** From the least to the most serious, as in Sigma. */
export const LEVELS = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof LEVELS)[number];

/** Hits of a rule that are listed. */
export const MAX_HITS = 100;

/** Matches of a rule that have the values of some fields in common. */
export const RuleHit = v.object({
  /** The fields and their values. */
  group: v.array(v.object({ field: v.string(), value: v.string() })),
  /** Requests or slices that matched; for a rule with a window, in the window with the most. */
  matches: Count,
  /** Different values in that window, for a rule that counts values: at least so many. */
  values: v.exactOptional(Count),
  /** Windows in which the rule matched. */
  windows: v.exactOptional(Count),
  /** ms since 1970, UTC; null when no match has a time. */
  first: Time,
  /** ms since 1970, UTC; null when no match has a time. */
  last: Time,
  /** The first lines that matched. */
  lines: v.pipe(v.array(LineRef), v.maxLength(5)),
});
export type RuleHit = v.InferOutput<typeof RuleHit>;

/** What a rule came to. */
export const RuleOutcome = v.object({
  /** `rule/` and the id of the rule. */
  id: v.string(),
  title: v.string(),
  level: v.picklist(LEVELS),
  tags: Names,
  /** File and line of the rule, as it was named; absent for those that come with the program: `docs/rules/ID.md` is their page. */
  place: v.exactOptional(v.string()),
  /** `blind` when it cannot have matched because the log lacks what it reads: that is not a sign of a clean log. */
  state: v.picklist(['ran', 'blind']),
  /** What it could not judge, in a sentence. */
  reason: v.exactOptional(v.string()),
  /** Groups in which it matched; of them at most 100 are listed. */
  hitCount: Count,
  /** Most matches first. */
  hits: v.pipe(v.array(RuleHit), v.maxLength(MAX_HITS)),
});
export type RuleOutcome = v.InferOutput<typeof RuleOutcome>;
