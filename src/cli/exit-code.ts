import { speaks, VERDICTS, type Verdict } from '../report/shape/report.ts';
import { partialText } from '../engine/ingest/partial-text.ts';
import { causeOf, headlineOf } from '../report/triage/headline.ts';
import { counted } from '../text/numbers.ts';
import type { SubjectKind } from '../report/triage/triage.ts';
import { decisionStatus, type TriagedReport } from '../report/triage/triaged-report.ts';
import { adviceOn } from './output/advice.ts';
import { UsageError } from './usage-error.ts';

/**
 * Exit codes of the program. A log that could not be judged is neither clean nor a finding. An internal error is never
 * mistaken for any of them: 70 is `EX_SOFTWARE` in `sysexits.h`. 130 is what shells expect from a program stopped by
 * Ctrl-C (128 + SIGINT).
 */
export const EXIT = { clean: 0, findings: 1, failed: 2, notJudged: 3, internal: 70, cancelled: 130 } as const;

const CHOICES = VERDICTS.filter(speaks);

/** The verdict named by `--fail-on`. Throws a `UsageError` for anything else. */
export const parseFailOn = (value: string): Verdict => parseVerdict(value, '--fail-on', CHOICES);

/** A verdict on which something can be done, named by `--verdict`: a suspicion is for a person to look at. */
export const parseActedOn = (value: string): Verdict =>
  parseVerdict(
    value,
    '--verdict',
    CHOICES.filter((verdict) => verdict !== 'suspected'),
  );

function parseVerdict(value: string, option: string, choices: readonly Verdict[]): Verdict {
  const verdict = choices.find((choice) => choice === value);
  if (verdict === undefined) throw new UsageError(`${option} takes ${choices.join(', ')}, not "${value}".`);
  return verdict;
}

/** How a command ends, and what to say about it if that is not `clean`. */
export interface Ending {
  code: number;
  message?: string;
}

/** How a command ends when a rule has a hit that `--fail-on-rule` covers. */
export const RULE_ENDING: Ending = { code: EXIT.findings, message: 'A rule that --fail-on-rule covers matched.' };

/**
 * How a command ends that has read a report completely: a finding takes precedence over what could not be judged.
 * @param failOn the verdict of `--fail-on`, if there is one
 * @param gated whether a log that cannot be judged fails the command
 */
export function endingOf(triaged: TriagedReport, failOn: Verdict | undefined, gated: boolean): Ending {
  const { coverage } = triaged.report;
  if (failOn !== undefined && hasVerdict(triaged, failOn)) {
    const confirmed = Object.values(triaged.counts).reduce((sum, counts) => sum + counts.confirmed, 0);
    const also = confirmed === 0 ? '' : ` Confirmed by decisions: ${counted(confirmed, 'item')}.`;
    return { code: EXIT.findings, message: `${headlineOf(triaged).sentence}${also}` };
  }
  const unread = gated ? partialText(triaged.report) : undefined;
  if (unread !== undefined && coverage.state !== 'not-judged')
    return { code: EXIT.notJudged, message: `Cannot be judged: ${unread}` };
  if (!gated || coverage.state !== 'not-judged') return { code: EXIT.clean };
  return {
    code: EXIT.notJudged,
    message: [`Cannot be judged: ${causeOf(triaged.report)}.`, adviceOn(coverage)].join(' ').trimEnd(),
  };
}

/**
 * True if a finding, campaign or account that counts has the verdict or a more serious one. A confirmed one that is back counts
 * as the most serious.
 */
export function hasVerdict(triaged: TriagedReport, verdict: Verdict): boolean {
  const limit = VERDICTS.indexOf(verdict);
  const serious = (item: { verdict: Verdict }, kind: SubjectKind, id: string): boolean => {
    const status = decisionStatus(triaged, kind, id);
    return status?.state === 'confirmed' || (VERDICTS.indexOf(item.verdict) <= limit && status?.counted !== false);
  };
  const { campaigns, accounts, templates, findings } = triaged.report;
  return (
    findings.some((item) => serious(item, item.kind, item.subject)) ||
    campaigns.some((item) => serious(item, 'campaign', item.id)) ||
    accounts.some((item) => serious(item, 'account', item.account)) ||
    templates.some(({ id }) => decisionStatus(triaged, 'template', id)?.state === 'confirmed')
  );
}
