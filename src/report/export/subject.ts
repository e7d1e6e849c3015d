import { type CampaignReport, type Finding, type Report, speaks } from '../shape/report.ts';

/** What an export is about. */
export interface Subject {
  kind: 'campaign' | 'account';
  /** Id of the campaign or name of the account. */
  id: string;
}

/** The subject is not in the report; the message says what is. */
export class UnknownSubject extends Error {
  override name = 'UnknownSubject';
}

/** Ids named in the message of an unknown subject. */
const MAX_NAMED_IDS = 10;

/**
 * The part of a report that is about one campaign or account: the campaign with all its members and templates, or the
 * account with its templates and the campaign it belongs to. What was read and who ran stays.
 * @throws UnknownSubject when the report has none of that name
 */
export function reportOn(report: Report, subject: Subject): Report {
  return subject.kind === 'campaign' ? onCampaign(report, subject.id) : onAccount(report, subject.id);
}

function onCampaign(report: Report, id: string): Report {
  const campaign = report.campaigns.find((one) => one.id === id);
  if (!campaign)
    throw unknown(
      'campaign',
      id,
      report.campaigns.map((one) => one.id),
    );
  const members = new Set(campaign.accounts);
  const templates = new Set(campaign.templates);
  return {
    ...withoutOthers(report, campaign),
    ...takenOf(report, new Set([...campaign.accounts, campaign.customer?.organisation ?? ''])),
    ...documentsOf(report, new Set([...campaign.accounts, id])),
    campaigns: [campaign],
    accounts: report.accounts.filter(({ account }) => members.has(account)),
    templates: report.templates.filter((template) => templates.has(template.id)),
    findings: report.findings.filter(about({ campaign: new Set([id]), account: members, template: templates })),
    ...keptOf(report, members),
    ...rulesOf(report, members),
    ...techniquesOf(report, members),
  };
}

function onAccount(report: Report, name: string): Report {
  const account = report.accounts.find((one) => one.account === name);
  if (!account) {
    const suspects = report.accounts.filter(({ verdict }) => speaks(verdict)).map((one) => one.account);
    throw unknown('account', name, suspects);
  }
  const templates = new Set(account.slices.map(({ template }) => template));
  const campaigns = report.campaigns.filter(({ id }) => id === account.campaign).map(withoutTraces);
  const shown = { campaign: new Set<string>(), account: new Set([name]), template: new Set<string>() };
  return {
    ...withoutOthers(report),
    ...takenOf(report, new Set([name])),
    ...documentsOf(report, new Set([name])),
    campaigns,
    accounts: [account],
    templates: report.templates.filter(({ id }) => templates.has(id)),
    findings: report.findings.filter(about(shown)),
    ...keptOf(report, shown.account),
    ...rulesOf(report, shown.account),
    ...techniquesOf(report, shown.account),
  };
}

/** Hits on the accounts alone: what others have in common is not told of them. */
function rulesOf({ rules }: Report, accounts: ReadonlySet<string>): Pick<Report, 'rules'> {
  if (rules === undefined) return {};
  return {
    rules: rules.map((rule) => {
      const hits = rule.hits.filter(({ group }) =>
        group.some((one) => one.field === 'account' && accounts.has(one.value)),
      );
      return { ...rule, hits, hitCount: hits.length };
    }),
  };
}

/** Techniques that these accounts take part in, without the names and the lines of others. */
function techniquesOf({ techniques = [] }: Report, accounts: ReadonlySet<string>): Pick<Report, 'techniques'> {
  const own = techniques.flatMap((one) => {
    const members = one.accounts.filter((account) => accounts.has(account));
    if (members.length === 0) return [];
    return { ...one, accounts: members, lines: members.length === one.accounts.length ? one.lines : [] };
  });
  return own.length === 0 ? {} : { techniques: own };
}

/** Groups that were cleared, and days, are about others: what is like the campaign stays, without names. */
function withoutOthers(report: Report, campaign?: CampaignReport): Report {
  const { considered, ...kept } = report;
  const { leads: _, ...coverage } = kept.coverage;
  const rest: Report = { ...kept, coverage };
  delete rest.drift;
  delete rest.techniques;
  const alike = new Set(campaign?.lookAlikes?.map(({ group }) => group));
  const groups = (considered?.groups ?? []).filter(({ id }) => alike.has(id));
  if (considered === undefined || groups.length === 0) return rest;
  const nameless = groups.map((group) => ({ ...group, accounts: [], lookAlikes: [] }));
  return { ...rest, considered: { total: considered.total, groups: nameless } };
}

/** What the whole log gave, without the names of other customers. */
function takenOf({ taken }: Report, names: ReadonlySet<string>): Pick<Report, 'taken'> {
  return taken ? { taken: { ...taken, customers: taken.customers.filter(({ name }) => names.has(name)) } } : {};
}

/** What these readers saw of the documents of an assistant. */
function documentsOf({ documents }: Report, names: ReadonlySet<string>): Pick<Report, 'documents'> {
  if (documents === undefined) return {};
  const readers = documents.readers.filter(({ kind, name }) => kind !== 'organisation' && names.has(name));
  return { documents: { ...documents, readers } };
}

/** Requests of the accounts, and of nobody else. */
function keptOf({ kept }: Report, accounts: ReadonlySet<string>): Pick<Report, 'kept'> {
  return kept ? { kept: kept.filter(({ account }) => accounts.has(account)) } : {};
}

/** Addresses and programs are those of other members too, whom the export is not about. */
function withoutTraces(campaign: CampaignReport): CampaignReport {
  const own = { ...campaign };
  delete own.infrastructure;
  delete own.lookAlikes;
  return own;
}

function about(shown: Readonly<Record<Finding['kind'], ReadonlySet<string>>>): (finding: Finding) => boolean {
  return ({ kind, subject }) => shown[kind].has(subject);
}

function unknown(kind: Subject['kind'], id: string, known: readonly string[]): UnknownSubject {
  const first = known.slice(0, MAX_NAMED_IDS).join(', ');
  const rest = known.length > MAX_NAMED_IDS ? ` and ${known.length - MAX_NAMED_IDS} more` : '';
  const there = known.length === 0 ? `It has none.` : `Found there: ${first}${rest}.`;
  return new UnknownSubject(`The report has no ${kind} "${id}". ${there}`);
}
