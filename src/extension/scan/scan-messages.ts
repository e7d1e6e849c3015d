/** Messages between the extension and its audit thread. Both ends are built together, so types are enough. */
import type { AuditProgress, AuditResult, TeamContext } from '../../engine/pipeline/audit.ts';
import type { Limits } from '../../reader/bytes/files/limits.ts';
import type { ExportFormat } from '../../report/export/export-formats.ts';
import type { FromLog } from '../../report/export/from-log.ts';
import type { QuoteOptions } from '../../report/export/quoted-lines.ts';
import type { Subject } from '../../report/export/subject.ts';
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import type { MatchedReport } from '../../report/match/campaign-values.ts';
import type { CampaignReport, ConfiguredValue, Report, ReportSettings } from '../../report/shape/report.ts';
import type { FileStamp } from '../model/file-stamp.ts';

/** A scan to do, given to the thread when it starts. */
export interface ScanJob {
  kind: 'scan';
  /** Absolute paths of files and folders. */
  sources: string[];
  /** Number of reader threads; absent for the core's own choice. */
  workers?: number;
  settings: Partial<ReportSettings>;
  /** Known clients and releases of models; absent when the folder's file has none. */
  team?: TeamContext;
  /** Who gave which setting; absent when all are defaults. */
  configuration?: ConfiguredValue[];
  /** Path of the account directory. */
  directory?: string;
  /** Path of the baseline. */
  baseline?: string;
  /** Profiles for logs of no known format. */
  mappings: MappingProfile[];
  /** Field that names the account; absent for the usual order. */
  accountBy?: string;
  /** Files and folders of rules to run over the logs; absent for none. */
  rules?: readonly string[];
  /** File of planted strings to look for; absent for none. */
  canaries?: string;
  /** How far logs are followed. */
  limits: Limits;
  /** False keeps the text of prompts out of the results and out of what is saved. */
  includePrompts: boolean;
  /** What was scanned, in a few words. */
  title: string;
  /** Folder to save the results in for the next start of the window. */
  saveTo?: string;
  /** It rests between parts of the logs, tells no progress, and saves nothing where no request was read. */
  inBackground?: true;
}

/** Logs to follow until the job is cancelled; each report is an update. Nothing of it is saved. */
export interface FollowJob extends Omit<ScanJob, 'kind' | 'saveTo'> {
  kind: 'follow';
}

/** Results to read back from the folder they were saved in. */
export interface RestoreJob {
  kind: 'restore';
  from: string;
}

/** A log to look at. */
export interface InspectJob {
  kind: 'inspect';
  /** Absolute path of a file. */
  file: string;
  mappings: MappingProfile[];
  accountBy?: string;
  /** Sentence on how to keep a proposed mapping. */
  advice: string;
}

/** What was found out about a log. */
export interface InspectOutcome {
  markdown: string;
  /** A mapping for what no format reads. */
  profile?: MappingProfile;
}

/** What an export needs of the logs. */
export interface QuoteJob {
  kind: 'quote';
  /** The report, or the part of it that is about the subject. */
  report: Report;
  reads: NonNullable<ExportFormat['reads']>;
  subject?: Subject;
  options: QuoteOptions;
}

/** Campaigns to look for in reports of other logs. */
export interface MatchJob {
  kind: 'match';
  report: MatchedReport;
  /** Absolute paths of the reports. */
  paths: string[];
}

export type Job = ScanJob | FollowJob | RestoreJob | InspectJob | QuoteJob | MatchJob;

/** What a job gives. Nothing to restore is null. */
export type OutcomeOf<J extends Job> = J extends InspectJob
  ? InspectOutcome
  : J extends QuoteJob
    ? FromLog
    : J extends MatchJob
      ? CampaignReport[]
      : J extends ScanJob
        ? ScanOutcome
        : J extends FollowJob
          ? null
          : ScanOutcome | null;

export interface ScanOutcome extends AuditResult {
  title: string;
  stamps: FileStamp[];
  /** Why the results could not be saved; absent when they were, or need not be. */
  notSaved?: string;
}

export type FromThread =
  | { type: 'progress'; progress: AuditProgress }
  | { type: 'update'; outcome: ScanOutcome }
  | { type: 'remark'; sentence: string }
  | { type: 'done'; outcome: OutcomeOf<Job> }
  | { type: 'failed'; message: string; stack: string };

/** The only thing to say to a thread: end early and hand over what is done. */
export interface ToThread {
  type: 'cancel';
}
