/** What people decided about accounts, templates and campaigns: the content of one file that can be reviewed. */
import type { CaseStatus } from '../shape/report.ts';
import type { CaseEvent } from './cases/case-schema.ts';
import type { MarkEntry, MarkState } from './triage-schema.ts';

import type { CampaignMembers } from './campaign-overlap.ts';

export type { ItemKind as SubjectKind } from '../shape/report.ts';
export type { CaseEvent } from './cases/case-schema.ts';
export type { MarkState } from './triage-schema.ts';

/** Where a folder keeps its decisions; the editor completes the file by `media/triage.schema.json`. */
export const TRIAGE_FILE = '.prompt-audit/triage.json';

/** Who decided what until when, and who answers for it. Dates are days, `2026-11-25`. */
export type Decision = Pick<MarkEntry, 'note' | 'author' | 'owner' | 'date' | 'expires'>;

/**
 * What a mark is about, in terms that later scans still know. An account is its name, or `sha256:` and the hash of its
 * name. A template is its id with a hash of what it says, which nobody can forge (`says`), and hashes of its sentences by which a slightly
 * different one is known (`sketch`). A campaign is its key, its accounts, its templates with what each says, and the score it had; its
 * number in a report changes from scan to scan.
 */
export type MarkSubject =
  | { kind: 'account'; account: string }
  | { kind: 'template'; template: string; says?: string; sketch: readonly string[] }
  | ({ kind: 'campaign'; score?: number } & CampaignMembers);

export type CampaignSubject = Extract<MarkSubject, { kind: 'campaign' }>;

export interface Mark extends Decision {
  subject: MarkSubject;
  state: MarkState;
}

/** Accounts of one's own that are never counted: by name (`*` stands for any text) or hash, or all of an organisation. */
export type AllowSubject = { account: string } | { organisation: string };

export interface AllowRule extends Decision {
  subject: AllowSubject;
}

/** A campaign that people work on. All that holds of it follows from its history, so nothing is replaced without a trace. */
export interface Case {
  campaign: CampaignSubject;
  /** The oldest first. */
  history: readonly CaseEvent[];
  /** Name of the file it is kept in; absent before it was written. */
  file?: string;
  status: CaseStatus;
  /** Why it was closed. */
  reason?: string;
  owner?: string;
  ticket?: string;
  /** Day or time of the last entry. */
  changed?: string;
  /** The decision that holds. */
  mark?: Mark;
}

export interface Triage {
  allow: readonly AllowRule[];
  /** Decisions in the file of all; those on campaigns that are worked on are in their cases. */
  marks: readonly Mark[];
  /** Campaigns that people work on, each in a file of its own. */
  cases?: readonly Case[];
}

/** All marks, wherever they are kept. */
export function allMarks({ marks, cases = [] }: Triage): readonly Mark[] {
  return cases.length === 0 ? marks : [...marks, ...cases.flatMap(({ mark }) => mark ?? [])];
}

export const NO_TRIAGE: Triage = { allow: [], marks: [] };

/** Days are compared as text. */
export function isExpired({ expires }: Decision, today: string): boolean {
  return expires !== undefined && expires < today;
}
