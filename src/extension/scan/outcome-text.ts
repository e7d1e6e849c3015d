import type { Report } from '../../report/shape/report.ts';
import { headlineOf } from '../../report/triage/headline.ts';
import { countsText } from '../../report/triage/triage-words.ts';
import { unreadInputs } from '../../report/shape/unread-inputs.ts';
import type { TriagedReport } from '../../report/triage/triaged-report.ts';
import { count } from '../../text/numbers.ts';
import { t } from '../translated.ts';
import { partialText } from '../../engine/ingest/partial-text.ts';

/** How a scan ended, as a message: what was found, what was not read, and what that means. */
export interface OutcomeText {
  text: string;
  /** True when nothing could be read or judged, so the message is a warning. */
  empty: boolean;
}

export function outcomeText(triaged: TriagedReport, title: string): OutcomeText {
  const { report } = triaged;
  const { requests, files, rejected } = report.inputs;
  const unread = files.filter((file) => file.error !== undefined);
  const failures = unread.length === 0 ? '' : ` ${unreadText(unread)}`;
  const { state, sentence, caveats } = headlineOf(triaged, t);
  if (requests === 0) {
    return {
      text: `${title}: ${[sentence, partialText(report, t) ?? [], unreadInputs(report.inputs)].flat().join(' ')}`,
      empty: true,
    };
  }
  const found = [sentence, ...caveats].join(' ');
  // Not told twice.
  const cause = report.coverage.causes.find(({ id }) => id === 'rejected');
  const isTold = cause !== undefined && found.includes(cause.text);
  const lost =
    rejected > 0 && !isTold
      ? ` ${rejected === 1 ? t('1 line could not be read.') : t('{0} lines could not be read.', count(rejected))}`
      : '';
  const partial = partialText(report, t);
  const counts = countsText(triaged);
  const decided = counts === '' ? '' : ` ${t('Decisions: {0}.', counts)}`;
  return {
    text: `${title}: ${found}${decided}${partial === undefined ? '' : ` ${partial}`}${lost}${failures}`,
    empty: state === 'not-judged',
  };
}

function unreadText(unread: Report['inputs']['files']): string {
  const [first] = unread;
  if (first === undefined) return '';
  const rest = unread.length - 1;
  const more =
    rest === 1
      ? ` ${t('And 1 more file could not be read.')}`
      : ` ${t('And {0} more files could not be read.', count(rest))}`;
  return `${first.path}: ${first.error ?? ''}${rest > 0 ? more : ''}`;
}
