/** Whom a scan of what was found accuses, and which groups it suspects. */
import { buildReport } from '../building/build-report.ts';
import type { DetectionResult } from '../building/detection-result.ts';
import type { ReportSettings } from '../../report/shape/report.ts';

/** Whether the group holds at least half of so many accounts among these. */
export const isHalf = (accounts: ReadonlySet<string>, group: readonly string[], of: number): boolean =>
  2 * group.filter((account) => accounts.has(account)).length >= of;

/** The accounts that a scan calls distillation, and the groups that it suspects. */
export function verdictsOn(
  found: DetectionResult,
  settings: ReportSettings,
): { accused: Set<string>; suspected: (readonly string[])[] } {
  const inputs = { lines: 0, records: 0, rejected: 0, skipped: 0, requests: 0, bytes: 0, files: [], reasons: [] };
  // Of these files some may hold no request.
  const last = found.table.rows.source.reduce((most, one) => Math.max(most, one), 0);
  const paths = Array.from({ length: last + 1 }, (_, source) => String(source));
  const { report } = buildReport({ found, inputs, partial: false, settings, version: '', paths });
  return {
    accused: new Set(report.accounts.filter(({ verdict }) => verdict === 'distillation').map(({ account }) => account)),
    suspected: report.campaigns.filter(({ verdict }) => verdict === 'suspected').map(({ accounts }) => accounts),
  };
}
