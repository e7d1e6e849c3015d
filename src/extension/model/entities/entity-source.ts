/** What a scan knows of requests and accounts, as plain data for the thread that answers what accounts have in common. */
import type { EntityKind } from '../../../protocol/entity-data.ts';
import { campaignColumn } from '../request-fields.ts';
import type { Results } from '../results.ts';

export interface SourceKind {
  kind: EntityKind;
  names: readonly string[];
  /** Index into `names` of each request or account; the empty name and what is beyond them stand for none. */
  column: Uint32Array;
  of: 'request' | 'account';
}

export interface EntitySource {
  accounts: readonly string[];
  campaigns: readonly string[];
  /** 1 for campaigns that are flagged or suspected: what others have counts as ordinary. */
  isListed: Uint8Array;
  /** Index into `accounts` of each request. */
  account: Uint32Array;
  /** Index into `campaigns` of each request; a larger number for none. */
  campaign: Uint16Array;
  time: Float64Array;
  /** 1 for flagged requests. */
  flagged: Uint8Array;
  kinds: readonly SourceKind[];
}

export function entitySource(results: Results): EntitySource {
  const { index, report } = results;
  const { accounts, account, time, templates, template, traits = [] } = index;
  return {
    ...{ accounts, account, time },
    campaigns: report.campaigns.map(({ id }) => id),
    isListed: Uint8Array.from(report.campaigns, ({ verdict }) => Number(verdict !== 'none')),
    campaign: campaignColumn(results),
    flagged: Uint8Array.from(account, (_, row) => Number(results.isFlagged(row))),
    kinds: [{ kind: 'template', names: templates, column: template, of: 'request' }, ...traits],
  };
}
