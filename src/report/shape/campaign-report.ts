/** What a report says of a campaign, now and in earlier scans. */
import * as v from 'valibot';
import { EXPLANATIONS } from '../../text/explanations.ts';
import { Count, Finite, Instant, Names, Probability, Time } from '../../schema/shapes.ts';
import { KnownClientUse, ReleaseMove } from '../../engine/accounts/team-use.ts';
import { Exposure } from './exposure/exposure.ts';
import { Evidence } from './report-items.ts';
import { Verdict } from './verdict.ts';

/** Something of the network or the client that several members of a campaign have in common. */
export const SharedTrace = v.object({
  /** `payment` is the mark of a means of payment, which only an account directory has. */
  kind: v.picklist(['address', 'userAgent', 'organisation', 'payment']),
  /** As the log or the directory has it, cut at 300 characters. */
  value: v.string(),
  /** Places of these members in the campaign's accounts, ascending. */
  members: v.array(Count),
  /** Requests of the campaign that carry it. */
  requests: Count,
  /** Accounts of the log that are no such member and have it too. */
  others: Count,
});
export type SharedTrace = v.InferOutput<typeof SharedTrace>;

/** An innocent reason for what a campaign's accounts share, and how likely it is if the campaign is innocent. */
export const InnocentExplanation = v.object({ explanation: v.picklist(EXPLANATIONS), share: Probability });
export type InnocentExplanation = v.InferOutput<typeof InnocentExplanation>;

/** A test against a null, or why it could not be made. */
export const CampaignTest = v.object({
  /** What the campaign is compared with. */
  against: v.string(),
  statistic: v.exactOptional(Finite),
  /** Chance of at least such a value under the null: at least 1 / (n + 1). */
  p: v.exactOptional(Probability),
  /** Cases of the null. */
  n: v.exactOptional(Count),
  /** Why there is no test. */
  untested: v.exactOptional(v.string()),
});
export type CampaignTest = v.InferOutput<typeof CampaignTest>;

/** Requests of a campaign that went to one model. */
export const ModelUse = v.object({ model: v.string(), requests: Count });
export type ModelUse = v.InferOutput<typeof ModelUse>;

/** A group that was cleared and measures alike, and the measure that tells the two apart the most. */
export const LookAlike = v.object({
  /** Id of the group. */
  group: v.string(),
  /** How far apart their evidence is, in nats: the root of the squared differences of all weights. */
  distance: Finite,
  /** Id of the detector whose weights differ the most; empty where all are the same. */
  detector: v.string(),
  /** What it says of the group. */
  text: v.string(),
  /** Its weight there, in nats. */
  weight: Finite,
});
export type LookAlike = v.InferOutput<typeof LookAlike>;

/** The one customer that nearly all accounts of a group belong to, and how likely what it asks is a harvest. */
export const OneCustomer = v.object({
  organisation: v.string(),
  /** Accounts of the group that belong to it. */
  accounts: Count,
  /** Probability of a harvest: all evidence counts but the one of the detector `organisations`. Not of a coordinated attack. */
  score: Probability,
  /** Whether what the templates ask for speaks for a harvest: without that, nothing one customer does is called one. */
  asks: v.boolean(),
});
export type OneCustomer = v.InferOutput<typeof OneCustomer>;

/** What earlier scans found of a campaign, where a scan was given what they left behind (`--state`). */
export const CampaignHistory = v.object({
  /** `new`: no earlier scan found it. `known`: the one before did. `back`: an earlier one did, and the one before did not. */
  status: v.picklist(['new', 'known', 'back']),
  /** Scans that found it, this one too. */
  scans: Count,
  /** When the first of them was made, ms since 1970. Absent where it is this one: a report holds no clock time of its own. */
  firstScan: v.exactOptional(Instant),
  /** First request that any of them saw, ms since 1970, UTC; null when no request has a time. */
  first: Time,
});
export type CampaignHistory = v.InferOutput<typeof CampaignHistory>;

/** A campaign that earlier scans found and this one does not. */
export const GoneCampaign = v.object({
  key: v.string(),
  /** What it takes, and how many accounts it had. */
  name: v.string(),
  verdict: Verdict,
  scans: Count,
  /** When the first and the last scan that found it were made, ms since 1970. */
  firstScan: Instant,
  lastScan: Instant,
  /** Its first and last request that these scans saw, ms since 1970, UTC; null when no request has a time. */
  first: Time,
  last: Time,
});
export type GoneCampaign = v.InferOutput<typeof GoneCampaign>;

/** What guardrails of gateways said of a campaign's requests, as the log tells it. */
export const GuardrailUse = v.object({
  /** Requests with a verdict of at least one. */
  requests: Count,
  /** Each `name:verdict` with its requests, the most first, at most eight. */
  kinds: v.pipe(v.array(v.object({ verdict: v.string(), requests: Count })), v.maxLength(8)),
});
export type GuardrailUse = v.InferOutput<typeof GuardrailUse>;

/** A campaign of another report that is the same, by what `prompt-audit match` found. */
export const SeenIn = v.object({
  /** Name of the file of that report, and the campaign's id in it. */
  report: v.string(),
  campaign: v.string(),
  /** `weak` where only addresses, programs or texts of a data set agree, which others have too. */
  grade: v.picklist(['strong', 'weak']),
  /** What both have and no other traffic of the reports, as a clause without a full stop. */
  text: v.string(),
});
export type SeenIn = v.InferOutput<typeof SeenIn>;

/** A group that a campaign was joined from. */
export const PartReport = v.object({
  /** Those that most of its requests use come first. */
  templates: Names,
  /** How many. */
  accounts: Count,
  /** How many of them are in another part, too. */
  inCommon: Count,
  requests: Count,
  /** Its score by itself. */
  score: Probability,
});
export type PartReport = v.InferOutput<typeof PartReport>;

export const CampaignReport = v.object({
  /**
   * Numbered by score. Campaigns are listed in the order in which they are worth a look: the gravest verdict first, of these what a
   * fact near proof shows, then by score and accounts.
   */
  id: v.string(),
  /**
   * Stays the same in later scans while most of its accounts use the same template; of a relay, while the same account sends most.
   * With a state (`--state`) it is the one that an earlier scan gave it, whatever template comes first by now. `id` is only its
   * place in this report.
   */
  key: v.exactOptional(v.string()),
  /** What earlier scans found of it. Absent without a state. */
  history: v.exactOptional(CampaignHistory),
  /** Log odds before any evidence: with all weights added they are the log odds of the score. */
  priorLogOdds: Finite,
  score: Probability,
  verdict: Verdict,
  /** Absent where several customers or nobody known is behind the accounts. */
  customer: v.exactOptional(OneCustomer),
  /** Why it is not called, however high its score: a rule of last resort. Absent where no such rule holds. */
  atMostSuspected: v.exactOptional(v.string()),
  /** That it is not suspected either, but by exact facts: its accounts send the same items, or come once or twice and alone. */
  notSuspected: v.exactOptional(v.literal(true)),
  /** That each account words its prompts in its own way, and the accounts were put together by the words that these have in common. */
  reworded: v.exactOptional(v.literal(true)),
  /** The groups that it was joined from because they work alike, most suspicious first. Absent where it is one. */
  parts: v.exactOptional(v.array(PartReport)),
  accounts: Names,
  templates: Names,
  /** Of each template `says`, in their order; empty where it has none. Absent where none has. */
  says: v.exactOptional(Names),
  requests: Count,
  /** ms since 1970, UTC; null when no request has a time. */
  first: Time,
  /** ms since 1970, UTC; null when no request has a time. */
  last: Time,
  /** One sentence: what is being harvested and how. */
  summary: v.string(),
  evidence: v.array(Evidence),
  counterEvidence: v.array(Evidence),
  /** What it is if it is innocent, most likely first; the shares sum to 1. Absent for relays. */
  explanations: v.exactOptional(v.array(InnocentExplanation)),
  /** What it took. It weighs nothing. Absent for relays. */
  exposure: v.exactOptional(Exposure),
  /** Its requests that guardrails of gateways did not let pass; they weigh nothing. Absent when the log tells of none. */
  guardrails: v.exactOptional(GuardrailUse),
  /** Other reports that hold it. Absent where nobody compared, and where none does. */
  seenIn: v.exactOptional(v.array(SeenIn)),
  /** Models its requests went to, most requests first, at most eight. Absent when the log names none. */
  models: v.exactOptional(v.array(ModelUse)),
  /** Clients of the configuration file that sent some of its requests; they weigh nothing. Absent when none did. */
  knownClients: v.exactOptional(v.array(KnownClientUse)),
  /** Releases with which at least two of its accounts moved; they weigh nothing. Absent when none are known. */
  releases: v.exactOptional(v.array(ReleaseMove)),
  /** Groups that were cleared and measure alike, the nearest first. Absent when none was cleared. */
  lookAlikes: v.exactOptional(v.array(LookAlike)),
  /** What members share besides templates, at most eight of each kind; it weighs nothing. Absent when nothing is shared. */
  infrastructure: v.exactOptional(v.array(SharedTrace)),
  /** Tests of the campaign as a whole. They are next to the score and weigh nothing in it. */
  tests: v.exactOptional(v.array(CampaignTest)),
  /** Share of false ones to expect among this campaign and all with a higher score, as far as scores are calibrated. */
  falseDiscoveryRate: v.exactOptional(Probability),
});
export type CampaignReport = v.InferOutput<typeof CampaignReport>;
