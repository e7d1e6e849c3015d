import { VERDICTS, type Verdict } from '../core/report/report.ts';
import type { SubjectKind } from '../core/triage/triage.ts';
import { standingOf, type TriagedReport } from '../core/triage/triaged-report.ts';
import { UsageError } from './usage-error.ts';

/** Exit codes of the program. An internal error is never taken for a finding or for bad input. 130 is what shells expect of a program stopped by Ctrl-C (128 + SIGINT). */
export const EXIT = { clean: 0, findings: 1, failed: 2, internal: 3, cancelled: 130 } as const;

const CHOICES = VERDICTS.filter((verdict) => verdict !== 'none');

/** The verdict named by `--fail-on`. Throws a `UsageError` for anything else. */
export function parseFailOn(value: string): Verdict {
  return parseVerdict(value, '--fail-on');
}

/** A verdict that is named for an option. Throws a `UsageError` for anything else. */
export function parseVerdict(value: string, option: string): Verdict {
  const verdict = CHOICES.find((choice) => choice === value);
  if (verdict === undefined) throw new UsageError(`${option} takes ${CHOICES.join(', ')}, not "${value}".`);
  return verdict;
}

/**
 * True when a finding, campaign or account that counts has the verdict or a more serious one. One that a person confirmed
 * has the most serious: it is there again.
 */
export function hasVerdict(triaged: TriagedReport, verdict: Verdict): boolean {
  const limit = VERDICTS.indexOf(verdict);
  const serious = (item: { verdict: Verdict }, kind: SubjectKind, id: string): boolean => {
    const standing = standingOf(triaged, kind, id);
    return standing?.state === 'confirmed' || (VERDICTS.indexOf(item.verdict) <= limit && standing?.counted !== false);
  };
  const { campaigns, accounts, templates, findings } = triaged.report;
  return (
    findings.some((item) => serious(item, item.kind, item.subject)) ||
    campaigns.some((item) => serious(item, 'campaign', item.id)) ||
    accounts.some((item) => serious(item, 'account', item.account)) ||
    templates.some(({ id }) => standingOf(triaged, 'template', id)?.state === 'confirmed')
  );
}
