/** By what a result is known again when the log is scanned again. */
import type { Finding } from '../../shape/report.ts';
import { fingerprint } from '../deterministic-ids.ts';
import type { ExportInput } from '../export-input.ts';

/** Digits of a line's hash. */
export const HASH_DIGITS = 16;

/**
 * What stays the same when the log is scanned again, or a day more of it: names of accounts, ids of templates. Numbers of
 * campaigns do not: a campaign is known by its templates, or by its accounts where it has none.
 *
 * Code hosts look at `primaryLocationLineHash` alone. It is the hash of the first line where the log could be read, the same
 * that they compute; otherwise one of the finding itself, so that an upload without the log keeps its findings apart too.
 */
export function fingerprints(finding: Finding, input: ExportInput): Record<string, string> {
  const own = identity(finding, input);
  const [first] = finding.lines;
  const known = first && input.lineHashes?.get(lineKey(first));
  const lineHash = known ?? `${fingerprint(JSON.stringify(own)).slice(0, HASH_DIGITS)}:1`;
  return { primaryLocationLineHash: lineHash, ...own };
}

/** Key of a line in `lineHashes`. */
export const lineKey = ({ file, line }: { file: string; line: number }): string => `${file}\0${line}`;

function identity({ kind, subject }: Finding, { report }: ExportInput): Record<string, string> {
  if (kind !== 'campaign') return { [`${kind}/v1`]: fingerprint(kind, subject) };
  const campaign = report.campaigns.find(({ id }) => id === subject);
  const [templates, accounts] = [campaign?.templates.toSorted() ?? [], campaign?.accounts.toSorted() ?? []];
  return {
    ...(templates.length > 0 && { 'campaignTemplates/v1': fingerprint('templates', templates) }),
    'campaignAccounts/v1': fingerprint('accounts', accounts),
  };
}
