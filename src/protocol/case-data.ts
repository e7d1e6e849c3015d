/** Data for the proof on a campaign's page, the comparisons on an account's page, and the log-line texts on both. */
import * as v from 'valibot';
import { Considered, LineRef } from '../report/shape/report.ts';
import { Called } from './chart-data.ts';
import { Count, Finite, Name, Names, Time } from '../schema/shapes.ts';
import { Nothing, type QuestionShapes } from './exchange.ts';
import { PromptSegment } from './explorer-data.ts';

/** One request, as the scan knows it. */
export const CaseRequest = v.object({ line: LineRef, time: Time, account: v.string(), template: v.string() });
export type CaseRequest = v.InferOutput<typeof CaseRequest>;

/** One account of a campaign, or near it: what it adds, and what would be left without it. */
export const CaseMember = v.object({
  account: v.string(),
  verdict: Called,
  score: Finite,
  /** False for an account that is near the campaign but not a member. */
  member: v.boolean(),
  /** Requests of the campaign's templates. */
  requests: Count,
  /** Templates of the campaign that it uses. */
  templates: Count,
  /** Those that no other member uses. */
  ownTemplates: Count,
  /** Share of its requests in the campaign that directly follow one of another member. */
  turns: Finite,
  /** Those of its requests in each hour of the day, UTC; all 0 if none has a time. */
  hours: v.pipe(v.array(Count), v.maxLength(24)),
  /** Probability that it belongs; null if unknown. */
  belongs: v.nullable(Finite),
  /** Weight of its own evidence in nats. */
  weight: Finite,
  /** The strongest of its own evidence, in a sentence. */
  text: v.string(),
});
export type CaseMember = v.InferOutput<typeof CaseMember>;

export const CaseEvent = v.object({
  kind: v.picklist(['joins', 'stops', 'template', 'model']),
  time: Finite,
  text: v.string(),
  /** The account or template that it is about. */
  subject: v.string(),
});
export type CaseEvent = v.InferOutput<typeof CaseEvent>;

/** A conversation that changes account: its turns in time order, each including the answer to the one before. */
export const CaseThread = v.object({
  /** At most 8, around the first change. */
  turns: v.pipe(v.array(CaseRequest), v.maxLength(8)),
  /** Index of the first of them in the conversation, from 0. */
  from: Count,
  /** Turns of the whole conversation, and accounts that have one of them. */
  length: Count,
  accounts: Count,
});
export type CaseThread = v.InferOutput<typeof CaseThread>;

export const CaseThreads = v.object({
  conversations: Count,
  /** Turns sent by another account than the turn before. */
  moves: Count,
  accounts: Count,
  /** Median time from a turn to the next one under another account, in ms. */
  gap: Finite,
  /** Those that change account most often first. */
  shown: v.array(CaseThread),
});
export type CaseThreads = v.InferOutput<typeof CaseThreads>;

export const CaseView = v.object({
  campaign: v.string(),
  /** Columns of `rounds`: the accounts that send most in the densest stretch. */
  accounts: v.pipe(Names, v.maxLength(4)),
  /** The densest stretch of requests in time order; a round ends when an account appears again. */
  rounds: v.array(v.array(v.nullable(CaseRequest))),
  /** Requests in which to look for the same question under two accounts, at most 56. */
  pool: v.pipe(v.array(CaseRequest), v.maxLength(56)),
  /** Most requests first, at most 300, then those near. */
  members: v.array(CaseMember),
  events: v.array(CaseEvent),
  /** Null if the log does not show which request continues which. */
  threads: v.nullable(CaseThreads),
});
export type CaseView = v.InferOutput<typeof CaseView>;

/** The text of a log line, as it is there now. */
export const LineText = v.object({
  account: v.string(),
  time: Time,
  model: v.string(),
  /** The prompt of the user, in what its template says and what fills it. */
  prompt: v.array(PromptSegment),
  /** What the request adds to its conversation; empty if that is the prompt. */
  latest: v.string(),
  /** Beginning of the answer; empty if the log has none. */
  answer: v.string(),
});
export type LineText = v.InferOutput<typeof LineText>;

/** One measure of an account, with that of its campaign and of the ordinary accounts most like it. */
export const Measure = v.object({
  name: v.string(),
  unit: v.picklist(['count', 'share', 'hours', 'tokens']),
  own: v.nullable(Finite),
  /** Median of its campaign's other members; null without a campaign. */
  campaign: v.nullable(Finite),
  /** Median of the nearest ordinary accounts. */
  ordinary: v.nullable(Finite),
});
export type Measure = v.InferOutput<typeof Measure>;

export const AccountUse = v.object({
  account: v.string(),
  from: Finite,
  to: Finite,
  /** Its largest templates, then the empty name for all the rest; requests in equal bins of time. */
  rows: v.array(v.object({ template: v.string(), requests: v.array(Count), total: Count })),
  /** Templates that it alone sends, and its requests of them. */
  alone: v.object({ templates: Count, requests: Count }),
  measures: v.array(Measure),
  /** Ordinary accounts that send about as much, nearest first. */
  nearest: v.array(v.object({ account: v.string(), requests: Count })),
});
export type AccountUse = v.InferOutput<typeof AccountUse>;

/** An account that carries a campaign's evidence but is not a member. */
export const NearAccount = v.object({
  account: v.string(),
  campaign: v.string(),
  score: Finite,
  verdict: Called,
  requests: Count,
  /** Probability that it belongs; null if unknown. */
  belongs: v.nullable(Finite),
  /** The strongest of its own evidence, in a sentence. */
  text: v.string(),
});
export type NearAccount = v.InferOutput<typeof NearAccount>;

export const caseQuestions = {
  case: { ask: v.object({ campaign: Name }), answer: CaseView },
  /** Accounts near a campaign, the likeliest members first, and the groups that were judged and cleared. */
  cleared: {
    ask: Nothing,
    answer: v.object({ near: v.array(NearAccount), considered: v.nullable(Considered) }),
  },
  accountUse: { ask: v.object({ account: Name }), answer: AccountUse },
  /** Texts of log lines, read from the log; null for a line that has changed since the scan. */
  texts: {
    ask: v.object({ lines: v.pipe(v.array(LineRef), v.maxLength(60)) }),
    answer: v.object({ texts: v.array(v.nullable(LineText)) }),
  },
} satisfies QuestionShapes;
