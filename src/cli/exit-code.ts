import { VERDICTS, type Report, type Verdict } from '../core/report/report.ts';
import { UsageError } from './usage-error.ts';

/** Exit codes of the program. 130 is what shells expect of a program stopped by Ctrl-C (128 + SIGINT). */
export const EXIT = { clean: 0, findings: 1, failed: 2, cancelled: 130 } as const;

const CHOICES = VERDICTS.filter((verdict) => verdict !== 'none');

/** The verdict named by `--fail-on`. Throws a `UsageError` for anything else. */
export function parseFailOn(value: string): Verdict {
  const verdict = CHOICES.find((choice) => choice === value);
  if (verdict === undefined) throw new UsageError(`--fail-on takes ${CHOICES.join(', ')}, not "${value}".`);
  return verdict;
}

/** True when a finding, campaign or account has the verdict or a more serious one. */
export function hasVerdict(report: Report, verdict: Verdict): boolean {
  const limit = VERDICTS.indexOf(verdict);
  const serious = (item: { verdict: Verdict }) => VERDICTS.indexOf(item.verdict) <= limit;
  return report.findings.some(serious) || report.campaigns.some(serious) || report.accounts.some(serious);
}
