import packageJson from '../../../package.json';
import type { Limits } from '../bytes/files/limits.ts';
import { buildReport, type BuiltReport } from '../report/building/build-report.ts';
import { withoutPrompts } from '../report/without-prompts.ts';
import { inputNotes } from '../report/building/input-notes.ts';
import type { MappingProfile } from '../mapping/mapping-profile.ts';
import { openLog } from './open-log.ts';
import type { ScanOptions } from '../ingest/scan.ts';
import type { ReportSettings } from '../report/report.ts';

/** What a scan tells while it runs; sent at most ten times a second. */
export interface AuditProgress {
  phase: 'reading' | 'templates' | 'accounts' | 'campaigns' | 'report';
  /** Bytes of input read and in all. `totalBytes` is 0 when it is not known (standard input). */
  bytes: number;
  totalBytes: number;
  requests: number;
  /** Bytes per second since the start. */
  rate: number;
  /** Seconds left, or null while unknown. */
  eta: number | null;
}

export interface AuditOptions {
  /** Reader threads; default: number of processors less one, at least 1, at most 8. */
  workers?: number;
  settings?: Partial<ReportSettings>;
  /** Path of an account directory in CSV. */
  directory?: string;
  /** Path of a baseline: what ordinary traffic looks like. */
  baseline?: string;
  /** Profiles for records that no format reads, in the order in which they are tried. */
  mappings?: readonly MappingProfile[];
  /** Field that names the account: `key`, `user`, `end-user`, `session`, `address`, `organisation`, or a path with dots. */
  accountBy?: string;
  /** How far lines and packed files are followed. */
  limits?: Partial<Limits>;
  /** False keeps the text of prompts out of the report. */
  prompts?: boolean;
  onProgress?: (progress: AuditProgress) => void;
  /** When aborted the audit stops reading and reports what it has, marked `partial`. */
  signal?: AbortSignal;
  /** What is known of the logs, how far they are read, how they are cut and which script reads them. */
  reading?: Pick<
    ScanOptions,
    'known' | 'onRemark' | 'restMs' | 'keepRequests' | 'rangeBytes' | 'workerFile' | 'workerMemory' | 'patience'
  >;
}

export type AuditResult = BuiltReport;

/** Prior of one in a thousand accounts, and a verdict only from nine in ten on. */
export const DEFAULT_SETTINGS: ReportSettings = { accountPrior: 0.001, threshold: 0.9, seed: 1 };

/** Scans files, folders, globs or `-` and judges what they hold. */
export async function audit(paths: readonly string[], options: AuditOptions = {}): Promise<AuditResult> {
  const { prompts = true, onProgress } = options;
  let last: AuditProgress = { phase: 'reading', bytes: 0, totalBytes: 0, requests: 0, rate: 0, eta: null };
  const tell = (progress: AuditProgress): void => {
    last = progress;
    onProgress?.(progress);
  };
  const log = await openLog(paths, options, tell);
  try {
    const { read, table } = log;
    const duplicates = read.table.length - table.length;
    const notes = inputNotes(table, duplicates);
    const found = await log.judge((phase) => tell({ ...last, phase, eta: null }));
    const result = buildReport({
      found,
      inputs: { ...read.inputs, ...(duplicates > 0 && { duplicates }), ...(notes.length > 0 && { notes }) },
      partial: read.partial,
      settings: { ...DEFAULT_SETTINGS, ...options.settings },
      version: VERSION,
      paths: read.sources.map((source) => source.path),
    });
    return prompts
      ? result
      : {
          report: withoutPrompts(result.report),
          get index() {
            return result.index;
          },
        };
  } finally {
    await log.release();
  }
}

const VERSION = packageJson.version;
