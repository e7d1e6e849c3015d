import packageJson from '../../../package.json';
import { buildReport, type BuiltReport } from '../building/build-report.ts';
import { withoutPrompts } from '../../report/shape/without-prompts.ts';
import { overrideSentences, withChanges, withConfiguration } from '../../report/shape/changed.ts';
import { bareBodies, inputNotes } from '../building/input-notes.ts';
import { firstPartIn } from '../readback/first-part.ts';
import { openLog, type OpenLog } from './open-log.ts';
import type { TeamContext } from '../accounts/team-context.ts';
import type { AuditProgress } from '../ingest/audit-progress.ts';
import type { AuditOptions } from './audit-options.ts';
import { DEFAULT_SETTINGS } from '../../report/shape/report.ts';

export type { AuditOptions, AuditProgress, TeamContext };
export type AuditResult = BuiltReport;

/**
 * From when on rows wait in a file. Of most accounts what was judged is held with rows in a file, which takes more than their rows where
 * they send little.
 */
const STORED = { requests: 4_000_000, ofAccount: 100 };

/** Scans files, folders, globs or `-` and judges what they hold. */
export async function audit(paths: readonly string[], options: AuditOptions = {}): Promise<AuditResult> {
  const reading = { storeRows: STORED, ...options.reading };
  return auditLog((tell) => openLog(paths, { ...options, reading }, tell), options);
}

/** What was read of logs, here or elsewhere. */
export type ReadLog = Pick<OpenLog, 'read' | 'table' | 'release' | 'remarks'> & {
  judge: (onPhase: Parameters<OpenLog['judge']>[0]) => ReturnType<OpenLog['judge']>;
};

/**
 * Judges what was read and makes the report.
 * @param open reads, and tells how far it is
 */
export async function auditLog(
  open: (tell: (progress: AuditProgress) => void) => Promise<ReadLog>,
  options: AuditOptions,
): Promise<AuditResult> {
  const { prompts = true, onProgress } = options;
  let last: AuditProgress = { phase: 'reading', bytes: 0, totalBytes: 0, requests: 0, rate: 0, eta: null };
  const tell = (progress: AuditProgress): void => {
    last = progress;
    onProgress?.(progress);
  };
  const log = await open(tell);
  try {
    const { read, table } = log;
    const duplicates = read.table.length - table.length;
    const changed = overrideSentences(options.mappings ?? [], read.inputs);
    const writing = (done: number): void => tell({ ...last, phase: 'report', eta: null, steps: { done, of: 3 } });
    const found = await log.judge((phase) => (phase === 'report' ? writing(0) : tell({ ...last, phase, eta: null })));
    writing(1);
    const notes = [
      ...changed,
      ...inputNotes(table, duplicates),
      ...bareBodies(read.inputs.files),
      ...(log.remarks?.() ?? []),
    ];
    const paths = read.sources.map((source) => source.path);
    const result = buildReport({
      found,
      inputs: { ...read.inputs, ...(duplicates > 0 && { duplicates }), ...(notes.length > 0 && { notes }) },
      partial: read.partial,
      settings: { ...DEFAULT_SETTINGS, ...options.settings },
      version: VERSION,
      ...(options.team && { team: options.team }),
      paths,
    });
    writing(2);
    const whole = changed.length === 0 ? result.report : withChanges(result.report, { changed });
    const configured = withConfiguration(whole, options.configuration ?? []);
    // Of rows in a file it would take columns that nothing else needs by now.
    const firstPart = table.isStored ? undefined : firstPartIn(table, paths);
    const report = options.complete ? await options.complete(configured, read.sources, firstPart) : configured;
    return prompts && report === result.report
      ? result
      : {
          report: prompts ? report : withoutPrompts(report),
          get index() {
            return result.index;
          },
        };
  } finally {
    await log.release();
  }
}

const VERSION = packageJson.version;
