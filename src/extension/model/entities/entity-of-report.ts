/**
 * What a report says of entities where its requests are not here: organisations of all accounts, templates with the accounts that
 * send most of them, and what members of campaigns share. It knows nobody else who has an address, and no times.
 */
import type { EntityKind, EntityList, EntityRef, EntityRow, EntityView } from '../../../protocol/entity-data.ts';
import type { AccountReport, CampaignReport, SharedTrace } from '../../../report/shape/report.ts';
import type { Results } from '../results.ts';

const KIND_OF = { address: 'address', userAgent: 'client', organisation: 'organisation', payment: 'payment' } as const;

/** @returns undefined where the report says nothing of it */
export function entityOfReport(results: Results, { kind, value }: EntityRef): EntityView | undefined {
  const { report } = results;
  if (kind === 'account') {
    const account = results.account(value);
    return account && viewOf(results, [{ account, requests: account.requests }], 1);
  }
  if (kind === 'organisation') {
    const own = report.accounts.filter(({ organisation }) => organisation === value);
    return own.length === 0 ? undefined : viewOf(results, own.map(wholly), own.length);
  }
  if (kind === 'template') {
    const users = report.accounts.flatMap((account) => {
      const slice = account.slices.find(({ template }) => template === value);
      return slice === undefined ? [] : [{ account, requests: slice.requests }];
    });
    const template = results.template(value);
    return template && { ...viewOf(results, users, template.accounts), requests: template.requests };
  }
  const traces = tracesOf(results, kind).filter(({ trace }) => trace.value === value);
  if (traces.length === 0) return undefined;
  const users = traces.flatMap(({ campaign, trace }) => membersOf(results, campaign, trace));
  // Members of one campaign are among the others of the next.
  const all = Math.max(users.length, ...traces.map(({ trace }) => trace.members.length + trace.others));
  const listed = traces.filter(({ campaign }) => isListed(campaign));
  return {
    ...viewOf(results, users, all),
    requests: null,
    inCases: listed.reduce((sum, { trace }) => sum + trace.requests, 0),
    cases: listed.map(({ campaign, trace }) => ({
      ...{ campaign: campaign.id, accounts: trace.members.length, requests: trace.requests },
    })),
  };
}

export function entitiesOfReport(results: Results, wanted: EntityKind | null, text: string, limit: number): EntityList {
  const all = new Map<EntityKind, Map<string, EntityRow>>();
  const add = (kind: EntityKind, row: EntityRow): void => {
    const own = all.get(kind) ?? new Map<string, EntityRow>();
    all.set(kind, own);
    const known = own.get(row.value);
    own.set(row.value, {
      value: row.value,
      accounts: kind === 'organisation' ? (known?.accounts ?? 0) + 1 : Math.max(known?.accounts ?? 0, row.accounts),
      requests: (known?.requests ?? 0) + row.requests,
      inCases: (known?.inCases ?? 0) + row.inCases,
    });
  };
  const listed = new Map(
    results.report.campaigns.filter(isListed).map(({ id, templates }) => [id, new Set(templates)]),
  );
  for (const { id, accounts, requests, campaigns } of results.report.templates)
    add('template', {
      value: id,
      accounts,
      requests,
      inCases: campaigns.some((one) => listed.has(one)) ? requests : 0,
    });
  for (const account of results.report.accounts) {
    const { organisation, requests } = account;
    if (organisation !== undefined)
      add('organisation', { value: organisation, accounts: 1, requests, inCases: inCasesOf(account, listed) });
  }
  for (const kind of ['address', 'client', 'payment'] as const)
    for (const { campaign, trace } of tracesOf(results, kind))
      add(kind, {
        ...{ value: trace.value, accounts: trace.members.length + trace.others },
        ...{ requests: trace.requests, inCases: isListed(campaign) ? trace.requests : 0 },
      });
  const kinds = [...all.keys()];
  const rows = [...(all.get(wanted ?? kinds[0] ?? 'template')?.values() ?? [])]
    .filter(({ value }) => value.toLowerCase().includes(text.toLowerCase()))
    .sort((a, b) => b.inCases - a.inCases || b.accounts - a.accounts || (a.value < b.value ? -1 : 1));
  return { kinds, rows: rows.slice(0, limit), total: rows.length };
}

interface User {
  account: AccountReport;
  requests: number | null;
}

const wholly = (account: AccountReport): User => ({ account, requests: account.requests });

/**
 * Requests that an account sends for its campaign: what is flagged is counted in full, else the largest twenty slices are known.
 * @param listed templates of the campaigns that count, by their ids
 */
function inCasesOf(
  { flaggedRequests, campaign, slices }: AccountReport,
  listed: ReadonlyMap<string, ReadonlySet<string>>,
): number {
  if (flaggedRequests > 0) return flaggedRequests;
  const templates = listed.get(campaign ?? '');
  return slices.reduce((sum, { template, requests }) => sum + (templates?.has(template) ? requests : 0), 0);
}

/** Is it flagged or suspected? What other groups have counts as ordinary. */
const isListed = ({ verdict }: CampaignReport): boolean => verdict !== 'none';

function tracesOf({ report }: Results, kind: EntityKind): { campaign: CampaignReport; trace: SharedTrace }[] {
  return report.campaigns.flatMap((campaign) =>
    (campaign.infrastructure ?? []).flatMap((trace) => (KIND_OF[trace.kind] === kind ? [{ campaign, trace }] : [])),
  );
}

function membersOf(results: Results, campaign: CampaignReport, { members }: SharedTrace): User[] {
  return members.flatMap((place) => {
    const account = results.account(campaign.accounts[place] ?? '');
    return account === undefined ? [] : [{ account, requests: null }];
  });
}

function viewOf({ report }: Results, users: readonly User[], accounts: number): EntityView {
  const names = new Set(users.map(({ account }) => account.account));
  const times = users.flatMap(({ account: { first, last } }) => (first === null || last === null ? [] : [first, last]));
  const known = users.every(({ requests }) => requests !== null);
  return {
    scope: 'report',
    accounts,
    requests: known ? users.reduce((sum, { requests }) => sum + (requests ?? 0), 0) : null,
    inCases: null,
    // Of the accounts, not of this.
    first: times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b)),
    last: times.length === 0 ? null : times.reduce((a, b) => Math.max(a, b)),
    line: null,
    cases: report.campaigns.filter(isListed).flatMap(({ id, accounts: members }) => {
      const own = members.filter((name) => names.has(name)).length;
      return own === 0 ? [] : [{ campaign: id, accounts: own, requests: null }];
    }),
    users: users.slice(0, 300).map(({ account, requests }) => ({
      ...{ account: account.account, requests, of: account.requests, inCases: null },
    })),
    times: null,
    beside: [],
  };
}
