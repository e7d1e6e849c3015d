import type { Source } from '../../reader/bytes/files/source.ts';
import type { Limits } from '../../reader/bytes/files/limits.ts';
import type { FirstPart } from '../readback/first-part.ts';
import type { AuditProgress } from '../ingest/audit-progress.ts';
import type { ScanOptions } from '../ingest/scan.ts';
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import type { ConfiguredValue } from '../../report/shape/configured-value.ts';
import type { TeamContext } from '../accounts/team-context.ts';
import type { Report, ReportSettings } from '../../report/shape/report.ts';

/** Options of an audit, apart from what to read. */
export interface AuditOptions {
  /** Reader threads; default: number of processors less one, at least 1, at most 8. */
  workers?: number;
  settings?: Partial<ReportSettings>;
  /** Path of an account directory in CSV. */
  directory?: string;
  /** Path of a baseline: what ordinary traffic looks like. */
  baseline?: string;
  /** Path of indicators of other campaigns, and of the key of those that are hashes. */
  indicators?: string;
  indicatorKey?: string;
  /** Known clients and releases of models, shown next to campaigns. */
  team?: TeamContext;
  /** Profiles for records that no format reads, in the order in which they are tried. */
  mappings?: readonly MappingProfile[];
  /** Field that names the account: `key`, `user`, `end-user`, `session`, `address`, `organisation`, or a path with dots. */
  accountBy?: string;
  /** How far lines and packed files are followed. */
  limits?: Partial<Limits>;
  /** Bytes that may be taken; default: what there is. What would take more is refused, or stopped, with a sentence. */
  memory?: number;
  /** Source of each setting, for the report; empty if all are defaults. */
  configuration?: readonly ConfiguredValue[];
  /** False keeps prompt text out of the report. */
  prompts?: boolean;
  /** Gets the report while its logs can still be read; its result replaces the report. */
  complete?: (report: Report, sources: readonly Source[], firstPart?: FirstPart) => Promise<Report>;
  onProgress?: (progress: AuditProgress) => void;
  /** When aborted the audit stops reading and reports what it has, marked `partial`. */
  signal?: AbortSignal;
  /** What is known of the logs, how far they are read, how they are cut and which script reads them. */
  reading?: Pick<
    ScanOptions,
    | 'logStore'
    | 'onRemark'
    | 'restMs'
    | 'keepRequests'
    | 'storeRows'
    | 'rangeBytes'
    | 'workerFile'
    | 'workerMemory'
    | 'hangTimeoutMs'
  >;
}
