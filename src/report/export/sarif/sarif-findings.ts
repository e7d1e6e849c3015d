/** What becomes a result: the findings of a report, and accounts that are programs. */
import { counted } from '../../../text/numbers.ts';
import type { Finding, Report } from '../../shape/report.ts';

/** What was found, gravest first. */
export const findingsOf = (report: Report): Finding[] => [...report.findings, ...programs(report)];

/** Accounts that are programs are no findings of a report, since most programs do no harm; a pipeline may want to see them. */
function programs({ accounts, findings }: Report): Finding[] {
  const found = new Set(findings.flatMap(({ kind, subject }) => (kind === 'account' ? [subject] : [])));
  return accounts
    .filter(({ account, verdict }) => verdict === 'automation' && !found.has(account))
    .map(({ account, verdict, score, requests, evidence, counterEvidence }) => {
      const own = [...evidence, ...counterEvidence].filter(({ detector }) => detector === 'automation');
      return {
        id: `account:${account}`,
        kind: 'account',
        subject: account,
        verdict,
        score,
        title: `Automation: a program makes ${counted(requests, 'request')}`,
        detail: '',
        lines: own.flatMap(({ lines }) => lines),
      };
    });
}
