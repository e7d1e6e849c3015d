/** Compares consecutive reports and yields the events that lead from one to the next. */
import { compareReports, isCalled } from '../compare/compare-reports.ts';
import type { ComparedItem } from '../compare/comparison.ts';
import { pairCampaigns } from '../compare/pair-campaigns.ts';
import type { Subject } from '../export/subject.ts';
import { fingerprint } from '../export/deterministic-ids.ts';
import { techniqueTitle, weighs } from '../../text/techniques.ts';
import { atlasOf } from '../shape/atlas/atlas-of.ts';
import { campaignName } from '../shape/campaign-facts.ts';
import { isoTime } from '../shape/records-csv.ts';
import { type AccountReport, type CampaignReport, FOUND, type Report } from '../shape/report.ts';
import { withoutPrompts } from '../shape/without-prompts.ts';
import type { Case } from '../triage/triage.ts';
import { decisionStatus, type TriagedReport } from '../triage/triaged-report.ts';
import { continued, isBlind, remembered, type SeenCampaign } from './campaign-history.ts';
import { type Event, EVENT_VERSION, type FindingEvent, type RuleEvent } from './event-schema.ts';
import { ruleEvents, toldHits } from './rule-events.ts';

/** What must be known to say what is new next time. No text of prompts. */
export interface EventState {
  report: Report;
  /** Campaigns of this scan and of earlier ones. */
  seen: readonly SeenCampaign[];
  /** Hits of rules as they were told last. */
  hits: readonly RuleEvent[];
}

const MEMBERS = 100;
const KEY_DIGITS = 32;

type Told = Pick<Report, 'campaigns' | 'accounts' | 'findings' | 'templates' | 'techniques'>;

export class EventLog {
  private known: EventState | undefined;

  /** @param known what was told before; without it all that is found is new */
  constructor(known?: EventState) {
    this.known = known;
  }

  /** What was told so far; undefined before the first report. */
  get state(): EventState | undefined {
    return this.known;
  }

  /** The report with what earlier ones said of its campaigns. What is told is told of this one. */
  continued(report: Report): Report {
    return continued(report, this.known?.seen ?? []);
  }

  /**
   * The events since the report before: campaigns, accounts, hits of rules. A report that is partial, or of a log that cannot be judged, says of
   * nothing that it is gone, and what it lacks stays known.
   * @param triaged of a report that was continued
   * @param now ms UTC
   */
  next(triaged: TriagedReport, now: number): Event[] {
    const isBlindReport = isBlind(triaged.report);
    const report = isBlindReport ? withFound(triaged.report) : triaged.report;
    const before = this.known?.report ?? { ...report, campaigns: [], accounts: [], templates: [], findings: [] };
    const events = compareReports(before, report).items.flatMap((item) => {
      if (!isNews(item) || (item.change === 'gone' && isBlindReport)) return [];
      return eventOf(item, item.change === 'gone' ? before : report, triaged, now) ?? [];
    });
    const hits = ruleEvents(this.known?.hits ?? [], triaged, { now, isBlind: isBlindReport });
    const lost = isBlindReport ? lostCampaigns(before, report) : [];
    const accounts = isBlindReport ? lostAccounts(before, report) : [];
    this.known = {
      report: bare({
        ...report,
        campaigns: [...report.campaigns, ...lost],
        accounts: [...report.accounts, ...accounts],
      }),
      seen: remembered(report, this.known?.seen ?? [], now),
      hits: toldHits(this.known?.hits ?? [], hits),
    };
    return [...events, ...hits];
  }
}

/** What a report says of one campaign or account, or of all that counts, as if told for the first time. */
export function eventsAbout(triaged: TriagedReport, subject: Subject | undefined, now: number): Event[] {
  const events = new EventLog().next(triaged, now);
  if (subject === undefined) return events;
  return events.filter((event) => event.subject.kind === subject.kind && event.subject.name === subject.id);
}

/** Requests that come in move scores and sizes all the time; of a campaign it matters who joins. */
function isNews(item: ComparedItem): boolean {
  const { kind, change, before, after } = item;
  if (kind === 'template' || change === 'same' || (kind === 'account' && !isCalled(item))) return false;
  return change !== 'changed' || kind === 'campaign' || before?.verdict !== after?.verdict;
}

/** Undefined for what a person cleared. */
function eventOf(
  { kind, change, before, after, notes }: ComparedItem,
  told: Told,
  triaged: TriagedReport,
  now: number,
): FindingEvent | undefined {
  const side = after ?? before;
  if (side === null || kind === 'template' || change === 'same') return undefined;
  const status = change === 'gone' ? undefined : decisionStatus(triaged, kind, side.id);
  if (status?.counted === false) return undefined;
  const item = find(kind, side.id, told);
  const line = told.findings.find((finding) => finding.kind === kind && finding.subject === side.id)?.lines[0];
  const history = item && 'history' in item ? item.history : undefined;
  const [first, last] = [history?.first ?? item?.first ?? null, item?.last ?? null];
  const members = item && 'accounts' in item ? item.accounts : [side.id];
  const customer = item && 'customer' in item ? item.customer : undefined;
  const atlas = atlasOf({ kind, subject: side.id, verdict: side.verdict }, told);
  const shared = (item && 'infrastructure' in item ? item.infrastructure : undefined) ?? [];
  return {
    version: EVENT_VERSION,
    tool: triaged.report.tool,
    time: new Date(now).toISOString(),
    change,
    subject: {
      ...{ kind, name: side.id, key: keyOf(kind, item, side.id) },
      ...(item && 'accounts' in item && { title: campaignName(item, told) }),
    },
    verdict: side.verdict,
    score: side.score,
    ...(customer && { customer: { organisation: customer.organisation, score: customer.score } }),
    ...(before &&
      after && {
        before: {
          verdict: before.verdict,
          score: before.score,
          ...(customer && before.customer && { customer: before.customer }),
        },
      }),
    summary: summaryOf(item, told),
    ...techniquesOf(kind, side.id, told),
    ...(atlas.length > 0 && { atlas }),
    notes,
    requests: side.requests,
    accounts: side.accounts,
    members: members.slice(0, MEMBERS),
    addresses: shared.filter((trace) => trace.kind === 'address' && trace.others === 0).map(({ value }) => value),
    ...(first !== null && { first: isoTime(first) }),
    ...(last !== null && { last: isoTime(last) }),
    ...(history && {
      history: {
        status: history.status,
        scans: history.scans,
        ...(history.firstScan !== undefined && { firstScan: isoTime(history.firstScan) }),
      },
    }),
    ...(line && { line }),
    ...((status?.state === 'confirmed' || status?.state === 'watch') && { decision: status.state }),
    ...caseOf(kind === 'campaign' && change !== 'gone' ? triaged.cases.get(side.id) : undefined),
  };
}

const caseOf = (work: Case | undefined): Pick<FindingEvent, 'case'> =>
  work === undefined
    ? {}
    : {
        case: {
          status: work.status,
          ...(work.owner !== undefined && { owner: work.owner }),
          ...(work.ticket !== undefined && { ticket: work.ticket }),
        },
      };

function techniquesOf(
  kind: 'campaign' | 'account',
  id: string,
  { techniques = [] }: Told,
): Pick<FindingEvent, 'techniques'> {
  const own = techniques.filter(
    (one) => weighs(one) && (kind === 'campaign' ? one.campaigns : one.accounts).includes(id),
  );
  return own.length === 0 ? {} : { techniques: own.map((one) => techniqueTitle(one)) };
}

function find(kind: 'campaign' | 'account', id: string, { campaigns, accounts }: Told) {
  return kind === 'campaign' ? campaigns.find((one) => one.id === id) : accounts.find(({ account }) => account === id);
}

function summaryOf(item: AccountReport | CampaignReport | undefined, { campaigns, findings }: Told): string {
  if (item && 'summary' in item) return item.summary;
  const finding = findings.find(({ kind, subject }) => kind === 'account' && subject === item?.account);
  if (finding !== undefined) return finding.title;
  const group = campaigns.find(({ id, verdict }) => id === item?.campaign && verdict === 'suspected');
  return group === undefined ? '' : `Account in ${group.id}, which is suspected and accuses no account`;
}

/** A campaign has the key of its report, which it keeps though members and templates come and go. */
function keyOf(kind: 'campaign' | 'account', item: AccountReport | CampaignReport | undefined, id: string): string {
  if (item && 'accounts' in item) return item.key ?? item.id;
  return fingerprint(kind, id).slice(0, KEY_DIGITS);
}

/** Campaigns that only the report before has, under numbers that the new one does not use. */
function lostCampaigns(before: Report, after: Report): CampaignReport[] {
  const used = new Set(after.campaigns.map(({ id }) => id));
  return pairCampaigns(before.campaigns, after.campaigns).flatMap(({ before: was, after: is }) =>
    was && !is && !used.has(was.id) ? [was] : [],
  );
}

function lostAccounts(before: Report, after: Report): AccountReport[] {
  const there = new Set(after.accounts.map(({ account }) => account));
  return before.accounts.filter(({ account }) => !there.has(account));
}

/** Of a log that hides things, only what was found says anything: an account without a finding is one that is not seen. */
const withFound = (report: Report): Report => ({
  ...report,
  accounts: report.accounts.filter(({ verdict }) => FOUND.has(verdict)),
});

/** What the next comparison needs: nothing of the accounts that nobody would be told of. */
function bare(report: Report): Report {
  const { rules: _, ...whole } = withoutPrompts(report);
  return {
    ...whole,
    accounts: whole.accounts.filter(({ verdict }) => verdict !== 'none'),
    templates: whole.templates.filter(({ campaigns }) => campaigns.length > 0),
  };
}
