import type { RequestIndex } from '../../report/shape/request-index.ts';
import type { TriagedReport } from '../../report/triage/triaged-report.ts';

/** Results of a scan, as far as it takes to know which of their requests were decided on. */
export interface DecidedRequests {
  readonly index: RequestIndex;
  readonly triaged: TriagedReport;
  /** Place of an account in `index.accounts`. */
  accountNumber(name: string): number | undefined;
  /** Place of a template in `index.templates`. */
  templateNumber(id: string): number | undefined;
}

/** A test for requests whose account or template was decided not to count. */
export function clearedRows(results: DecidedRequests): (row: number) => boolean {
  const { index, triaged } = results;
  const accounts = new Uint8Array(index.accounts.length);
  for (const [name, { counted }] of triaged.statuses.account) {
    const number = counted ? undefined : results.accountNumber(name);
    if (number !== undefined) accounts[number] = 1;
  }
  const templates = new Set<number>();
  for (const [id, { counted }] of triaged.statuses.template) {
    const number = counted ? undefined : results.templateNumber(id);
    if (number !== undefined) templates.add(number);
  }
  return (row) => accounts[index.account[row] ?? 0] === 1 || templates.has(index.template[row] ?? 0);
}
