/** Which of an account's requests its score is about. */
import type { JudgedAccount } from '../accounts/judged-accounts.ts';

/** Undefined where it is about none. */
export function flaggedRows({
  profile,
  campaign,
}: JudgedAccount): ((row: number, template: number) => boolean) | undefined {
  const candidate = campaign?.judgement?.candidate;
  if (candidate === undefined) return undefined;
  if (candidate.kind !== 'technique') {
    const templates = new Set(campaign?.templates);
    return (_, template) => templates.has(template);
  }
  // Facts are of single requests, whatever template these have.
  const slices = candidate.slices[candidate.accounts.indexOf(profile.number)] ?? [];
  const rows = new Set(slices.flatMap((slice) => [...slice.rows]));
  return (row) => rows.has(row);
}
