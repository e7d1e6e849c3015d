/** Which of an account's requests its score is about. */
import type { NumberedCampaign } from '../campaign-reports.ts';

/** Requests of an account that groups are about: all of some templates, or, where exact facts show a group, single ones. */
export interface Flagged {
  templates: Set<number>;
  rows: Set<number>;
}

/** Adds what a group is about of one of its members, by the number of the account. */
export function addFlagged({ judgement, templates }: NumberedCampaign, account: number, flagged: Flagged): void {
  const candidate = judgement?.candidate;
  if (candidate === undefined) return;
  if (candidate.kind !== 'technique') for (const template of templates) flagged.templates.add(template);
  else
    for (const { rows } of candidate.slices[candidate.accounts.indexOf(account)] ?? [])
      for (const row of rows) flagged.rows.add(row);
}

/** Undefined where it is about none. */
export function flaggedRows(flagged: Flagged | undefined): ((row: number, template: number) => boolean) | undefined {
  if (flagged === undefined) return undefined;
  const { templates, rows } = flagged;
  return (row, template) => templates.has(template) || rows.has(row);
}
