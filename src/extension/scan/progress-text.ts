import type { AuditProgress } from '../../core/ingest/audit-progress.ts';
import { bytes, counted } from '../../text/numbers.ts';
import { durationWord } from '../model/words.ts';

const phases: Record<Exclude<AuditProgress['phase'], 'reading'>, string> = {
  templates: 'Looking for prompt templates',
  accounts: 'Judging accounts',
  campaigns: 'Looking for campaigns',
  report: 'Writing the report',
};

/** `42 % · 120 MB/s · 3 min left · 120,000 requests`, or what is done after reading. */
export function progressText(progress: AuditProgress): string {
  const requests = counted(progress.requests, 'request');
  if (progress.phase !== 'reading') return `${phases[progress.phase]} · ${requests}`;
  const fraction = progressFraction(progress);
  const parts = fraction === null ? [bytes(progress.bytes)] : [`${Math.floor(fraction * 100)} %`];
  if (progress.rate > 0) parts.push(`${bytes(progress.rate)}/s`);
  if (progress.eta !== null) parts.push(`${durationWord(progress.eta)} left`);
  return [...parts, requests].join(' · ');
}

/** Part of the input that is read, 0 to 1; null when its size is not known. */
export function progressFraction({ bytes, totalBytes }: AuditProgress): number | null {
  return totalBytes > 0 ? Math.min(1, bytes / totalBytes) : null;
}
