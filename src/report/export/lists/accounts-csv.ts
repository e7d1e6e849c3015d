import { changesIn } from '../../triage/triage-words.ts';
import { csvRow, remarkRows, suspectedGroups } from '../../shape/records-csv.ts';
import type { Evidence } from '../../shape/report.ts';
import type { ExportInput } from '../export-input.ts';
import { sideOf, weightWords } from '../../../text/evidence-side.ts';
import { nats } from '../../../text/likelihood.ts';

const HEADER =
  'account,verdict,score,campaign,decision,decision_note,requests,flagged_requests,output_tokens,first_seen,last_seen,organisation,identity,evidence,counter_evidence,first_line,suspected_group\n';

/**
 * One row an account, most suspicious first, as CSV (RFC 4180, line feed). `score` has four decimals, times are ISO 8601 in
 * UTC, the evidence is sentences with their weights in nats, `suspected_group` is no verdict on the account. No cell is a formula. What mappings and decisions change is in
 * rows before the header that begin with `# `.
 */
export function* accountsCsv({ report, statusOf }: ExportInput): Generator<string> {
  const lines = new Map(report.findings.map((finding) => [`${finding.kind} ${finding.subject}`, finding.lines[0]]));
  const groups = suspectedGroups(report);
  yield* remarkRows(changesIn(report));
  yield HEADER;
  for (const account of report.accounts) {
    const decided = statusOf('account', account.account);
    const line = lines.get(`account ${account.account}`) ?? account.evidence.flatMap((item) => item.lines)[0];
    const against = account.counterEvidence.filter((item) => sideOf(item) === 'against' || sideOf(item) === 'cap');
    yield csvRow([
      account.account,
      account.verdict,
      account.score.toFixed(4),
      account.campaign ?? '',
      decided?.state ?? '',
      decided?.text ?? '',
      account.requests,
      account.flaggedRequests,
      account.outputTokens,
      isoTime(account.first),
      isoTime(account.last),
      account.organisation ?? '',
      account.identity,
      sentences(account.evidence),
      sentences(against),
      line ? `${line.file}:${line.line}` : '',
      groups.get(account.account) ?? '',
    ]);
  }
}

const isoTime = (time: number | null): string => (time === null ? '' : new Date(time).toISOString());

const sentences = (evidence: readonly Evidence[]): string =>
  evidence.map((item) => `${item.text} (${item.role === undefined ? nats(item.weight) : weightWords(item)})`).join(' ');
