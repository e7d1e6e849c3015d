/** What a report says about accounts, templates and techniques, and the evidence for it. */
import * as v from 'valibot';
import { GRADES } from '../../text/techniques.ts';
import { Count, Finite, Names, Probability, Time } from '../../schema/shapes.ts';
import { LineRef } from '../../engine/ingest/line-ref.ts';
import { TemplatePart } from '../../engine/templates/intent/template-part.ts';
import { Activity } from './activity/activity.ts';
import { Verdict } from './verdict.ts';

/** Log lines that prove something. */
const Lines = v.pipe(v.array(LineRef), v.maxLength(20));

export const ItemKind = v.picklist(['campaign', 'account', 'template']);
export type ItemKind = v.InferOutput<typeof ItemKind>;

/** One piece of evidence. */
export const Evidence = v.object({
  /** Id of the detector. */
  detector: v.string(),
  /** One sentence a person can read, with its numbers. */
  text: v.string(),
  /**
   * Log likelihood ratio in nats: positive speaks for distillation, negative against. The prior's log odds plus all weights
   * of an account is the log odds of its score.
   */
  weight: Finite,
  /**
   * What it says where that is neither for nor against distillation. `cap`: the score is at most as sure as membership is,
   * which `statistic` says; its weight is what that takes away. `relay` and `automation`: it shows these, and weighs nothing.
   */
  role: v.exactOptional(v.picklist(['cap', 'relay', 'automation'])),
  statistic: Finite,
  /** Chance of such a value without an attack, where a null was available. */
  p: v.exactOptional(Probability),
  /** False discovery rate at which the evidence is accepted together with all that has a smaller p. */
  q: v.exactOptional(Probability),
  /** What the null is made of. */
  stratum: v.exactOptional(v.string()),
  /** Number of observations behind the statistic. */
  n: Count,
  /** Log lines that show it. */
  lines: Lines,
});
export type Evidence = v.InferOutput<typeof Evidence>;

/** The account's requests of one template. */
export const SliceReport = v.object({ template: v.string(), requests: Count, score: Probability });
export type SliceReport = v.InferOutput<typeof SliceReport>;

export const AccountReport = v.object({
  account: v.string(),
  /** `weak` when the account is only an address or a file name. */
  identity: v.picklist(['strong', 'weak']),
  /** Log odds before any evidence: with all weights added they are the log odds of the score. */
  priorLogOdds: Finite,
  score: Probability,
  verdict: Verdict,
  requests: Count,
  /** Requests that belong to flagged slices. */
  flaggedRequests: Count,
  outputTokens: Count,
  /** ms since 1970, UTC; null when no request has a time. */
  first: Time,
  /** ms since 1970, UTC; null when no request has a time. */
  last: Time,
  organisation: v.exactOptional(v.string()),
  /** Another account of the log, whose name looks the same and is another one. */
  looksLike: v.exactOptional(v.string()),
  /** Id of the campaign the account belongs to; of several the one that its verdict is of. */
  campaign: v.exactOptional(v.string()),
  /** Largest slices: the account's requests of one template. */
  slices: v.pipe(v.array(SliceReport), v.maxLength(20)),
  /**
   * When it asked, by template: `1h Tcfbc4645! 493503x3 1 1x2;- 493510;- ?x4`. The length of a step; then for each template (`-`
   * for none, `!` where the score is about them) the steps since 1970 that have requests, the first by its number and each other by its
   * distance from the one before, `x` and how many these are where they are several; `?` are requests without a time. Absent where
   * it would make the report longer by more than a tenth.
   */
  activity: v.exactOptional(Activity),
  evidence: v.array(Evidence),
  counterEvidence: v.array(Evidence),
});
export type AccountReport = v.InferOutput<typeof AccountReport>;

/** An honest use that looks like the technique, and what the log says of it. */
export const TechniqueReading = v.object({
  reading: v.string(),
  /** What was checked, with its numbers. */
  checked: v.string(),
  /** `open`: the log cannot tell. */
  outcome: v.picklist(['ruled out', 'open']),
});
export type TechniqueReading = v.InferOutput<typeof TechniqueReading>;

export const TechniqueReport = v.object({
  /** Stays the same in all reports: `T3`. */
  id: v.string(),
  name: v.string(),
  /**
   * How sure its own statistic is. `near proof` calls a campaign by itself, `strong` is a reason among others, `weak` and `context`
   * weigh nothing.
   */
  grade: v.picklist(GRADES),
  /** Accounts that take part. */
  accounts: Names,
  requests: Count,
  /** Campaigns of this report that most of these accounts belong to. */
  campaigns: Names,
  /** One sentence: what was seen, with its numbers. */
  text: v.string(),
  /** The statistic, and observations behind it. */
  statistic: Finite,
  n: Count,
  readings: v.array(TechniqueReading),
  /** Ids of MITRE ATLAS. */
  atlas: Names,
  /** Log lines that show it. */
  lines: v.pipe(v.array(LineRef), v.maxLength(20)),
});
export type TechniqueReport = v.InferOutput<typeof TechniqueReport>;

export const IntentReport = v.object({
  intent: v.string(),
  /** Probability given the template's fixed text. */
  probability: Probability,
  /** Words of the template that speak most for it. */
  spans: Names,
});
export type IntentReport = v.InferOutput<typeof IntentReport>;

export const TemplateReport = v.object({
  /** 32 bits of a hash that anybody can compute: by it alone nobody knows what a template says. */
  id: v.string(),
  /** 128 bits of SHA-256 of what its fixed clauses say. Absent where that is not known of each. */
  says: v.exactOptional(v.string()),
  score: Probability,
  verdict: Verdict,
  requests: Count,
  accounts: Count,
  organisations: Count,
  /** The prompt with its variable places; for long prompts cut at 4,000 characters. Empty when prompts are kept out. */
  parts: v.array(TemplatePart),
  /** What the prompt asks for, most probable first; nothing below 5%, which says only what it is not. */
  intents: v.array(IntentReport),
  /** Ids of campaigns that use it. */
  campaigns: Names,
  lines: v.array(LineRef),
});
export type TemplateReport = v.InferOutput<typeof TemplateReport>;

/** Something to look at, with the log lines that prove it. */
export const Finding = v.object({
  id: v.string(),
  kind: ItemKind,
  /** Id of the campaign, the account or the template. */
  subject: v.string(),
  verdict: Verdict,
  score: Probability,
  title: v.string(),
  detail: v.string(),
  /** The line to open first, then further ones. */
  lines: Lines,
});
export type Finding = v.InferOutput<typeof Finding>;
