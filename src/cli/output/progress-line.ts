import type { AuditProgress } from '../../engine/pipeline/audit.ts';
import { bytes, counted } from '../../text/numbers.ts';
import { duration } from './amounts.ts';
import type { Output } from './terminal.ts';

const PHASES: Readonly<Record<AuditProgress['phase'], string>> = {
  reading: 'Reading',
  templates: 'Finding templates',
  accounts: 'Judging accounts',
  campaigns: 'Linking accounts',
  report: 'Writing the report',
};

const BAR = 24;

/** One line on a terminal that is rewritten while a scan runs. Writes nothing to a pipe or a file. */
export class ProgressLine {
  private shown = false;

  constructor(
    private readonly output: Output,
    private readonly quiet: boolean,
  ) {}

  show(progress: AuditProgress): void {
    if (this.quiet || !this.output.isTerminal) return;
    const line = progressText(progress).slice(0, Math.max(10, this.output.columns - 1));
    this.shown = true;
    void this.output.write(`\r${line}\u001b[K`);
  }

  /** Clears the line so that other text can be written. */
  clear(): void {
    if (!this.shown) return;
    this.shown = false;
    void this.output.write('\r\u001b[K');
  }
}

/** `Reading [######------] 43% 120 MB/s 0:12 left 12,345 requests`; without a bar if the size is not known. */
export function progressText(progress: AuditProgress): string {
  const { phase, steps } = progress;
  const parts = [`${PHASES[phase]}${steps === undefined ? '' : ` (${steps.done + 1} of ${steps.of})`}`];
  if (progress.phase === 'reading') {
    parts.push(progress.totalBytes > 0 ? bar(progress.bytes / progress.totalBytes) : bytes(progress.bytes));
    if (progress.rate > 0) parts.push(`${bytes(progress.rate)}/s`);
    if (progress.eta !== null) parts.push(`${duration(progress.eta)} left`);
  }
  parts.push(counted(progress.requests, 'request'));
  return parts.join('  ');
}

function bar(share: number): string {
  const full = Math.min(1, share);
  const filled = Math.round(full * BAR);
  return `[${'#'.repeat(filled)}${'-'.repeat(BAR - filled)}] ${Math.floor(full * 100)}%`;
}
