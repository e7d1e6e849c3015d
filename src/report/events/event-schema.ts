/**
 * Events: campaigns and accounts that are new, changed or gone since the previous report. The type, the guard and the
 * published `media/event.schema.json` are all derived from this file.
 */
import * as v from 'valibot';
import { Count, Names, Probability } from '../../schema/shapes.ts';
import { LineRef } from '../../engine/ingest/line-ref.ts';
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

/** One line of `--events`, and what `--on-finding` gets on standard input. */
export const FindingEvent = v.object({
  /** Version of this shape. It changes when a field changes its meaning or goes. */
  version: v.literal(EVENT_VERSION),
  tool: v.object({ name: v.literal('prompt-traffic-audit'), version: v.string() }),
  /** When the event was made. */
  time: Moment,
  change: EventChange,
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
});
export type FindingEvent = v.InferOutput<typeof FindingEvent>;
