/** The groups that a campaign was joined from, as a report shows them. */
import type { PartReport } from '../../report/shape/report.ts';
import { requestsOf } from '../campaigns/candidates/candidate-rows.ts';
import type { Candidate } from '../campaigns/candidates/candidate.ts';
import { type MinedTemplates, usedTemplates } from '../templates/mining/mine-templates.ts';
import type { Judgement } from '../campaigns/judging/judge.ts';

export function partReports(parts: readonly Judgement[], mined: MinedTemplates): PartReport[] {
  // What stands only within other prompts is no template that a report lists: it names none.
  const used = usedTemplates(mined);
  const groups = new Map<number, number>();
  for (const account of parts.flatMap(({ candidate }) => candidate.accounts))
    groups.set(account, (groups.get(account) ?? 0) + 1);
  return parts.map(({ candidate, score }) => ({
    templates: mostSentFirst(candidate)
      .sort((a, b) => used[b]! - used[a]!)
      .map((template) => mined.ids[template]!),
    accounts: candidate.accounts.length,
    inCommon: candidate.accounts.filter((account) => groups.get(account)! > 1).length,
    requests: requestsOf(candidate),
    score,
  }));
}

/** Its templates in the order of their requests. */
export function mostSentFirst({ templates, slices }: Candidate): number[] {
  const sent = new Map<number, number>();
  for (const { template, rows } of slices.flat()) sent.set(template, (sent.get(template) ?? 0) + rows.length);
  return [...templates].sort((a, b) => (sent.get(b) ?? 0) - (sent.get(a) ?? 0) || a - b);
}
