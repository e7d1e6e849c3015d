/** Why a scan found no requests in its input. */
import { counted } from '../../text/numbers.ts';
import type { InputSummary } from './report.ts';

/** Of each kind of reason. */
const MAX_LISTED = 3;

/** Sentences, those on whole files first; none when nothing is known but that there was no request. */
export function unreadInputs({ files, reasons }: Pick<InputSummary, 'files' | 'reasons'>): string[] {
  const failed = files.filter(({ error }) => error !== undefined);
  const noted = files.filter(({ note }) => note !== undefined);
  return [
    ...failed.slice(0, MAX_LISTED).map(({ path, error }) => `${path}: ${error ?? ''}`),
    ...(failed.length > MAX_LISTED
      ? [`And ${counted(failed.length - MAX_LISTED, 'more file')} could not be read.`]
      : []),
    ...noted.slice(0, MAX_LISTED).map(({ path, note }) => `${path}: ${note ?? ''}`),
    ...reasons
      .slice(0, MAX_LISTED)
      .map(({ count, outcome, reason }) => `${counted(count, 'line')} ${outcome}: ${reason}.`),
  ];
}
