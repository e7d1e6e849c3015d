import type { Source } from '../../reader/bytes/files/source.ts';
import type { Guess } from '../../reader/mapping/propose-mapping.ts';
import type { MappedField, MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';
import type { LineCounts } from '../shape/report.ts';
import type { Words } from '../../schema/words.ts';

/** What the start of a log reveals about it, as plain data for the terminal and the editor. */
export interface Inspection {
  file: string;
  /** Bytes on disk. */
  bytes: number;
  container: Pick<Source, 'container' | 'compression' | 'encoding'>;
  /** False when only the beginning was looked at. All counts are of that. */
  complete: boolean;
  counts: LineCounts;
  formats: { name: string; title: string; requests: number }[];
  /** Which fields the requests have and where they come from. */
  fields: FieldCoverage[];
  /** The first requests. */
  records: (RequestRecord & { line: number })[];
  detectors: DetectorNeed[];
  /** Which techniques can be looked for. */
  techniques: DetectorNeed[];
  reasons: InspectedReason[];
  /** What is proposed for records that no format reads. */
  proposal?: InspectedProposal;
  /** Fields of the records that no format reads, when there are any. */
  fieldsSeen: string[];
  /** Nearly every request has an account of its own: see `areLone`. */
  loneAccounts?: true;
  /** Where requests have no account, or each has its own: fields that look as if they named one, the surest first. */
  accountHints: AccountHint[];
  /** What the requests lack although the log seems to have it, and what was left open: sentences with paths. */
  gaps: string[];
  /** Why the file could not be read, or not to its end. */
  error?: string;
}

export interface AccountHint {
  /** A path as `--account-by` takes it. */
  path: string;
  why: string;
}

export interface InspectedProposal {
  profile: MappingProfile;
  guesses: Guess[];
  /** Records it was made from. */
  records: number;
  /**
   * Requests that it would read of the part that was looked at. Where the log holds no other requests, `fields`,
   * `records` and `detectors` show what these would be.
   */
  requests: number;
  /** What looks wrong in them, and what the proposal is unsure of: sentences. */
  doubts: string[];
  /** The first of them, as the mapping reads them. */
  examples: MappedExample[];
}

/** A request as a mapping reads it; texts are what they begin with, or their length where texts are not wanted. */
export interface MappedExample {
  line: number;
  time: string;
  account: string;
  prompt: string;
  answer: string;
}

/** A file that holds no log. */
export interface RefusedFile {
  file: string;
  error: string;
}

/** A field of the requests, over those that were looked at. */
export interface FieldCoverage {
  name: CoveredField;
  /** Share of the requests that have it, from 0 to 1. */
  share: number;
  /** Path in the log where the value was found most often, with the share of requests it was found in. */
  origin?: { path: string; share: number };
  /** What else must be known, for example that times have no zone. */
  note?: string;
}

export type CoveredField =
  | Exclude<MappedField, Words<'key user project prompt tools temperature topP maxTokens choices stream error'>>
  | Words<'account messages tools parameters'>;

/** Whether a detector finds in the log what it needs. */
export interface DetectorNeed {
  id: string;
  name: string;
  /** The detector's own words. */
  needs: string;
  /** `no`: it will abstain. `partly`: most requests lack something. */
  fed: 'yes' | 'partly' | 'no';
  /** What is missing, in words. */
  missing: string[];
}

export interface InspectedReason {
  outcome: 'rejected' | 'skipped';
  reason: string;
  count: number;
  /** The first lines with the beginning of their text, unless texts were not wanted. */
  examples: { line: number; text?: string }[];
}
