/** A campaign detector: an object that measures one trait of a candidate. The judge decides how much the result weighs. */
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import type { RequestTable } from '../../table/request-table.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { ComparedPrompt } from '../candidates/compared-rows.ts';
import type { DetectorFamily } from './detector-family.ts';
import type { OrdinaryTemplate } from '../baseline/ordinary-templates.ts';
import type { DetectorId } from '../../../text/detectors.ts';
import type { Words } from '../../../schema/words.ts';

/** What is known before any prompt is read back. */
export interface LogContext {
  table: RequestTable;
  profiles: ReadonlyMap<number, AccountProfile>;
  /** Rows that continue a conversation answered under another account, mapped to the row that received the answer. */
  continuations: ReadonlyMap<number, number>;
}

export interface DetectorContext extends LogContext {
  /** For each template, the probability that it asks for training data; NaN if its text could not be read, or its fixed text says too little. */
  harvest: Float64Array;
  /** Prompts to compare with each other, by template; those of one account are together. */
  words: ReadonlyMap<number, readonly ComparedPrompt[]>;
  /** For each template, what it asks for, in the words used in sentences. */
  intent: readonly string[];
  /** Templates that the baseline calls ordinary. Absent without a baseline that covers enough time to call any so. */
  ordinary?: ReadonlyMap<number, OrdinaryTemplate>;
}

/** What a detector needs that never abstains. */
export const NOTHING_MORE = 'nothing beyond accounts and text';

/** Whether a larger statistic is evidence for or against distillation. `either` only where theory does not say. */
export type Direction = 'for' | 'against' | 'either';

/** For or against distillation. */
export type Side = 'for' | 'against';

/** What theory lets a detector say on one side. */
export interface Voice {
  /** Why it may speak, or that it may not. */
  why: string;
  /** Most nats that it may weigh there; absent where that is left to the fit. A limit is no evidence for the other side. */
  most?: number;
  /** What silences it there, for a candidate. */
  silencedBy?: string;
}

export interface Measurement {
  /** Finite, and on a scale where a straight line makes sense: a share, a logarithm or log odds. */
  statistic: number;
  /** Number of observations. */
  n: number;
  /** One sentence: first what the measurement means, then its numbers. */
  text: string;
  /** Rows that show it, for links to the log. */
  rows: number[];
  /** Where it must weigh nothing, for a reason that the detector's theory names. */
  silent?: Side;
}

/** Fields of requests that detectors read, besides accounts and prompt text. */
export type LogField =
  Words<'opening time answer history system parameters outputTokens model address organisation endUser'>;

export type CampaignDetector = DetectorFacts &
  (
    | (Measures<LogContext> & { readsPrompts?: false })
    /** It must wait for prompts that are read back; most need not. */
    | (Measures<DetectorContext> & { readsPrompts: true })
  );

interface Measures<Context> {
  /** Null means that it abstains: the log lacks the data it needs, or has too little of it. */
  measure(candidate: Candidate, context: Context): Measurement | null;
}

interface DetectorFacts {
  id: DetectorId;
  name: string;
  family: DetectorFamily;
  /** Fields without which it abstains. `another file`: it needs data that no log contains. */
  reads: readonly LogField[] | 'another file';
  direction: Direction;
  theory: Readonly<Record<Side, Voice>>;
  /** What it needs to measure anything; shown when it abstained for every candidate. */
  needs: string;
}

/** The words of the first entry whose upper limit is above the value, or `otherwise` if there is none. */
export function worded(
  value: number,
  words: readonly (readonly [below: number, words: string])[],
  otherwise: string,
): string {
  return words.find(([below]) => value < below)?.[1] ?? otherwise;
}
