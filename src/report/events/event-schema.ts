/**
 * Events: campaigns, accounts and hits of rules that are new, changed or gone since the previous report. The types, the guards and
 * the published `media/event.schema.json` are all derived from this file.
 */
import * as v from 'valibot';
import { guardOf } from '../../schema/guard.ts';
import { Count, Names, Probability } from '../../schema/shapes.ts';
import { LineRef } from '../../engine/ingest/line-ref.ts';
import { LEVELS } from '../shape/rule-outcome.ts';
import { CaseStatus } from '../shape/triage-summary.ts';
import { Verdict } from '../shape/verdict.ts';

export const EVENT_VERSION = 1;

/** ISO 8601 with milliseconds, in UTC. */
const Moment = v.pipe(v.string(), v.regex(/^\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/));

export const EventChange = v.picklist(['new', 'changed', 'gone']);
export type EventChange = v.InferOutput<typeof EventChange>;

export const EventSubject = v.object({
  kind: v.picklist(['campaign', 'account']),
  /** Number of the campaign in its report, which another report may give to another, or name of the account. */
  name: v.string(),
  /** Stays the same as long as it is the same campaign or account, whatever number it has. That of a campaign is in reports too. */
  key: v.pipe(v.string(), v.regex(/^(?:K[0-9a-f]{8}|[0-9a-f]{32})$/)),
  /** What a campaign takes, and how many accounts it has. */
  title: v.exactOptional(v.string()),
});
export type EventSubject = v.InferOutput<typeof EventSubject>;

/** What every event says. */
const AnyEvent = v.object({
  /** Version of this shape. It changes when a field changes its meaning or goes. */
  version: v.literal(EVENT_VERSION),
  tool: v.object({ name: v.literal('prompt-traffic-audit'), version: v.string() }),
  /** When the event was made. */
  time: Moment,
  change: EventChange,
});

/** A campaign or an account. */
export const FindingEvent = v.object({
  ...AnyEvent.entries,
  subject: EventSubject,
  verdict: Verdict,
  /** Probability of distillation. */
  score: Probability,
  /** The one customer that nearly all accounts of a campaign belong to, and the probability that it is a harvest. */
  customer: v.exactOptional(v.object({ organisation: v.string(), score: Probability })),
  /** The same in the report before, where it had it. */
  before: v.exactOptional(
    v.object({
      verdict: Verdict,
      score: Probability,
      customer: v.exactOptional(v.object({ score: Probability })),
    }),
  ),
  /** One sentence: what it is. */
  summary: v.string(),
  /** Techniques that its accounts use, those that weigh: `T3 replayed thinking (near proof): …`. Absent when there are none. */
  techniques: v.exactOptional(Names),
  /** Ids in MITRE ATLAS of what the verdict and these techniques say was done. Absent when there are none. */
  atlas: v.exactOptional(Names),
  /** What changed, each in a few words. */
  notes: Names,
  requests: Count,
  /** Accounts of a campaign; 1 for an account. */
  accounts: Count,
  /** Names of the first hundred of them. */
  members: v.pipe(Names, v.maxLength(100)),
  /** Addresses that members share and no other account of the log uses. */
  addresses: Names,
  /** First request; of a campaign the first that any scan saw. */
  first: v.exactOptional(Moment),
  /** Last request. */
  last: v.exactOptional(Moment),
  /** Which scans found the campaign before. */
  history: v.exactOptional(
    v.object({
      /** `new`: none. `known`: the one before. `back`: an earlier one, but not the one before. */
      status: v.picklist(['new', 'known', 'back']),
      /** Scans that found it, this one too. */
      scans: Count,
      /** When the first of them was made; absent where it is this one. */
      firstScan: v.exactOptional(Moment),
    }),
  ),
  /** The log line to look at first. */
  line: v.exactOptional(LineRef),
  /** What a person decided about it. Nothing is told of what was marked benign or allowed. */
  decision: v.exactOptional(v.picklist(['confirmed', 'watch'])),
  /** Where the work on a campaign stands. Absent while nobody has worked on it. */
  case: v.exactOptional(
    v.object({
      status: CaseStatus,
      /** Who works on it. */
      owner: v.exactOptional(v.string()),
      /** Link or number of the ticket about it. */
      ticket: v.exactOptional(v.string()),
    }),
  ),
});
export type FindingEvent = v.InferOutput<typeof FindingEvent>;

/** Requests of one group that a rule matches. It is no verdict: a rule says what it was written to say. */
export const RuleEvent = v.object({
  ...AnyEvent.entries,
  subject: v.object({
    kind: v.literal('rule'),
    /** Id of the rule, as in reports: `rule/account-burst`. */
    name: v.string(),
    /** Stays the same as long as it is the same rule and the same group. */
    key: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
    /** What the rule finds. */
    title: v.string(),
  }),
  level: v.picklist(LEVELS),
  /** One sentence: in what the rule matched, how often and when. */
  summary: v.string(),
  /** The fields that the matches have in common, and their values; what people wrote is left out. */
  group: v.array(v.object({ field: v.string(), value: v.string() })),
  matches: Count,
  /** Matches in the report before, where it had the hit. */
  before: v.exactOptional(v.object({ matches: Count })),
  /** Ids in MITRE ATLAS that the rule is tagged with. Absent when there are none. */
  atlas: v.exactOptional(Names),
  /** The account that all matches are of, where they are of one. */
  members: v.pipe(Names, v.maxLength(1)),
  /** First match. */
  first: v.exactOptional(Moment),
  /** Last match. */
  last: v.exactOptional(Moment),
  /** The log line to look at first. */
  line: v.exactOptional(LineRef),
});
export type RuleEvent = v.InferOutput<typeof RuleEvent>;

export const areRuleEvents = guardOf(v.array(RuleEvent));

/** One line of `--events`, and what `--on-finding` gets on standard input. */
export const Event = v.union([FindingEvent, RuleEvent]);
export type Event = v.InferOutput<typeof Event>;
