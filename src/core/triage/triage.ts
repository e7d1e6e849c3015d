/** What people decided about accounts, templates and campaigns: the content of one file that can be reviewed. */

/** Where a folder keeps its decisions; the editor completes the file by `media/triage.schema.json`. */
export const TRIAGE_FILE = '.prompt-audit/triage.json';

/**
 * `confirmed`: it is what the finding says. `benign`: it is not, and need not be counted. `watch`: not decided, to be looked
 * at again; it still counts.
 */
export type MarkState = 'confirmed' | 'benign' | 'watch';
export const MARK_STATES: readonly MarkState[] = ['confirmed', 'benign', 'watch'];

export type SubjectKind = 'account' | 'template' | 'campaign';

/** Who decided what until when. Dates are days, `2026-11-25`. */
export interface Decision {
  /** Why, in words for whoever reviews the file. Never empty. */
  note: string;
  author?: string;
  date?: string;
  /** The last day on which it holds; absent for no end. */
  expires?: string;
}

/**
 * What a mark is about, in terms that later scans still know. An account is its name, or `sha256:` and the hash of its
 * name. A template is its id, and hashes of its sentences by which a slightly different one is known (`sketch`). A campaign
 * is its accounts and templates; its number in a report changes from scan to scan.
 */
export type MarkSubject =
  | { kind: 'account'; account: string }
  | { kind: 'template'; template: string; sketch: readonly string[] }
  | { kind: 'campaign'; accounts: readonly string[]; templates: readonly string[] };

export interface Mark extends Decision {
  subject: MarkSubject;
  state: MarkState;
}

/** Accounts of one's own that are never counted: by name (`*` stands for any text) or hash, or all of an organisation. */
export type AllowSubject = { account: string } | { organisation: string };

export interface AllowRule extends Decision {
  subject: AllowSubject;
}

export interface Triage {
  allow: readonly AllowRule[];
  marks: readonly Mark[];
}

export const NO_TRIAGE: Triage = { allow: [], marks: [] };

/** The day of a time in ms UTC: `2026-11-25`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Days are compared as text. */
export function isExpired({ expires }: Decision, today: string): boolean {
  return expires !== undefined && expires < today;
}
