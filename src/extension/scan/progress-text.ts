import type { AuditProgress } from '../../engine/pipeline/audit.ts';
import { bytes, counted } from '../../text/numbers.ts';
import { durationWord } from '../model/words.ts';

const phases: Record<Exclude<AuditProgress['phase'], 'reading'>, string> = {
  templates: 'Looking for prompt templates',
  accounts: 'Judging accounts',
  campaigns: 'Looking for campaigns',
  report: 'Writing the report',
};

/** Part of the bar at which each phase begins, by the time that phases take of a log of some 100 MB. */
const BEGINS: Record<AuditProgress['phase'], number> = {
  reading: 0,
  templates: 0.5,
  accounts: 0.6,
  campaigns: 0.65,
  report: 0.95,
};

/**
 * `42% · 120 MB/s · 3 min left · 120,000 requests`, or what is done after reading and for how long already.
 * @param seconds since the phase began
 */
export function progressText(progress: AuditProgress, seconds = 0): string {
  const requests = counted(progress.requests, 'request');
  if (progress.phase !== 'reading') {
    const since = seconds < 1 ? '' : ` · ${durationWord(Math.floor(seconds))}`;
    return `${phases[progress.phase]}${stepsText(progress)}${since} · ${requests}`;
  }
  const fraction = readFraction(progress);
  const parts = fraction === null ? [bytes(progress.bytes)] : [`${Math.floor(fraction * 100)}%`];
  if (progress.rate > 0) parts.push(`${bytes(progress.rate)}/s`);
  if (progress.eta !== null) parts.push(`${durationWord(progress.eta)} left`);
  return [...parts, requests].join(' · ');
}

/** ` (2 of 3)`: the step that is being done. */
const stepsText = ({ steps }: AuditProgress): string =>
  steps === undefined ? '' : ` (${steps.done + 1} of ${steps.of})`;

/** How much of the scan is done, 0 to 1; null while a log of unknown size is read. */
export function progressFraction(progress: AuditProgress): number | null {
  const { phase, steps } = progress;
  if (phase !== 'reading')
    return BEGINS[phase] + (steps === undefined ? 0 : ((1 - BEGINS[phase]) * steps.done) / steps.of);
  const read = readFraction(progress);
  return read === null ? null : read * BEGINS.templates;
}

/** A word for what is done, for places with little room: `Reading 42%`, `Looking for campaigns`. */
export function phaseWord(progress: AuditProgress): string {
  if (progress.phase !== 'reading') return `${phases[progress.phase]}${stepsText(progress)}`;
  const read = readFraction(progress);
  return read === null ? 'Reading' : `Reading ${Math.floor(read * 100)}%`;
}

/** Part of the input that is read, 0 to 1; null when its size is not known. */
function readFraction({ bytes, totalBytes }: AuditProgress): number | null {
  return totalBytes > 0 ? Math.min(1, bytes / totalBytes) : null;
}
