import { counted } from '../../../text/numbers.ts';
import { FLAG } from '../../table/request-signals.ts';
import type { RequestTable } from '../../table/request-table.ts';

/** What must be known of the requests before anything is concluded from them, a sentence each. */
const NOTES: readonly { flag: number; text: (count: string, whole: boolean) => string }[] = [
  {
    flag: FLAG.zoneUnknown,
    text: (count, whole) =>
      `${whole ? 'All times are' : `The times of ${count} are`} written without a zone and read as UTC: hours of the day may be off.`,
  },
  {
    flag: FLAG.textMissing,
    text: (count, whole) =>
      `${whole ? 'No request has' : `${capital(count)} have no`} text in the log${whole ? '' : ' (not logged, redacted, or kept elsewhere)'}; no template can be seen in them.`,
  },
  {
    flag: FLAG.batch,
    text: (count, whole) =>
      `${whole ? 'All requests' : capital(count)} went through a batch API, where one template for many prompts is the rule.`,
  },
  {
    flag: FLAG.weakIdentity,
    text: (count, whole) =>
      `${whole ? 'No request names' : `${capital(count)} do not name`} an account: an address or the file stands in for it, which many people may share.`,
  },
];

/**
 * Sentences on the requests of a scan as a whole; empty when there is nothing to be said.
 * @param duplicates requests that told of a call once more and were left out of the table
 */
export function inputNotes(table: RequestTable, duplicates: number): string[] {
  const { flags } = table.rows;
  const notes: string[] = [];
  for (const { flag, text } of NOTES) {
    let count = 0;
    for (let row = 0; row < table.length; row++) if ((flags[row]! & flag) !== 0) count++;
    if (count > 0) notes.push(text(counted(count, 'request'), count === table.length));
  }
  if (duplicates > 0) {
    notes.push(
      `${capital(counted(duplicates, 'request'))} told of a call that was in the log already and were counted once.`,
    );
  }
  return notes;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
