/**
 * What a report says about campaigns, accounts and templates, and the evidence for it. Longer than 250 lines: it is one shape, and
 * half of it are comments, which the published schema shows.
 */
import * as v from 'valibot';
import { EXPLANATIONS } from '../../text/explanations.ts';
import { GRADES } from '../../text/techniques.ts';
import { Count, Finite, Instant, Names, Probability, Time } from '../../schema/shapes.ts';
import { KnownClientUse, ReleaseMove } from '../../engine/accounts/team-use.ts';
import { LineRef } from '../../engine/ingest/line-ref.ts';
import { TemplatePart } from '../../engine/templates/intent/template-part.ts';
import { Activity } from './activity/activity.ts';
import { Exposure } from './exposure/exposure.ts';
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
   * it would make the report longer by more than a tenth, and in reports of earlier versions.
   */
  activity: v.exactOptional(Activity),
  evidence: v.array(Evidence),
  counterEvidence: v.array(Evidence),
});
export type AccountReport = v.InferOutput<typeof AccountReport>;

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

/** What was measured of a group that was cleared. */
export const ConsideredReason = v.object({ detector: v.string(), text: v.string(), weight: Finite });
export type ConsideredReason = v.InferOutput<typeof ConsideredReason>;

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

/** Accounts that share templates, were judged, and are not likely enough to be a campaign of the report. */
export const ConsideredGroup = v.object({
  /** `G1` is the most suspicious, of distillation or of a harvest by one customer. */
  id: v.string(),
  score: Probability,
  /** The first of its accounts; `size` counts all. */
  accounts: Names,
  size: Count,
  templates: Names,
  requests: Count,
  /** Whose accounts they are: then they work together, and `customer.score` says how likely that is a harvest. */
  customer: v.exactOptional(OneCustomer),
  /** The accounts of no known customer act as one, and what they ask speaks against a harvest. Absent where that is not so. */
  coordinated: v.exactOptional(v.literal(true)),
  /** One sentence: who sent what. */
  summary: v.string(),
  /** What points to distillation, heaviest first, at most two. */
  evidence: v.array(ConsideredReason),
  /** What cleared it, heaviest first, at most three. */
  clearedBy: v.array(ConsideredReason),
  /** Other cleared groups that measure alike, the nearest first. */
  lookAlikes: v.array(LookAlike),
});
export type ConsideredGroup = v.InferOutput<typeof ConsideredGroup>;

/** An account that asks for what a harvest collects, by templates that too few accounts use to be judged. It accuses nobody. */
export const SingleAccountHarvest = v.object({
  account: v.string(),
  /** Its requests of these templates. */
  requests: Count,
  /** The templates with most of them first, at most 20. */
  templates: Names,
  /** What they ask for, most requests first. */
  asksFor: Names,
  lines: Lines,
});
export type SingleAccountHarvest = v.InferOutput<typeof SingleAccountHarvest>;

/** Who asks for what a harvest collects without enough others to be judged. Nothing more is said of them. */
export const SingleAccountHarvests = v.object({
  /** All of them, and their requests: those too that are not listed. */
  accounts: Count,
  requests: Count,
  /** Most requests first, at most 20. */
  first: v.array(SingleAccountHarvest),
});
export type SingleAccountHarvests = v.InferOutput<typeof SingleAccountHarvests>;

/** Groups that were judged and cleared. */
export const Considered = v.object({
  /** All of them, those too that are not listed. */
  total: Count,
  /** The most suspicious first. */
  groups: v.array(ConsideredGroup),
  /** Accounts that were not judged for a harvest of their own. Absent where there is none. */
  alone: v.exactOptional(SingleAccountHarvests),
});
export type Considered = v.InferOutput<typeof Considered>;

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
  /** What it is if it is innocent, most likely first; the shares sum to 1. Absent for relays and in reports of earlier versions. */
  explanations: v.exactOptional(v.array(InnocentExplanation)),
  /** What it took. It weighs nothing. Absent for relays and in reports of earlier versions. */
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
