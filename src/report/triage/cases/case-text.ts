/**
 * Writes a case as a file that is easy to review and to merge: an entry of the history is one line, and two people who work on
 * different cases change different files.
 */
import { campaignEntry } from '../triage-text.ts';
import type { Case, CaseEvent } from '../triage.ts';

export function caseText({ campaign, history }: Case): string {
  const about = JSON.stringify(campaignEntry(campaign), null, 2).replaceAll('\n', '\n  ');
  const lines = history.map((event) => `    ${JSON.stringify(inOrder(event))}`);
  return `{\n  "campaign": ${about},\n  "history": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** One order of fields, whatever order the entry was made in. */
function inOrder({ time, by, status, owner, ticket, decision, expires, note }: CaseEvent): object {
  return { time, by, status, owner, ticket, decision, expires, note };
}
