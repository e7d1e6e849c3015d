/** The proof of a campaign, side by side: rounds of its queue, requests to compare, members by what they add, a timeline. */
import type { AccountReport, CampaignReport } from '../../../report/shape/report.ts';
import { campaignThreads } from '../../../engine/campaigns/candidates/campaign-threads.ts';
import { NO_TEMPLATE } from '../../../report/shape/request-index.ts';
import type { CaseMember, CaseRequest, CaseThreads, CaseView, NearAccount } from '../../../protocol/case-data.ts';
import type { Results } from '../results.ts';
import { forEachSelected, hourOfWeek, requestOf } from '../selection.ts';
import { caseEvents } from './case-events.ts';
import { requestsOf } from '../../../report/shape/activity/counted-index.ts';
import { closeTo } from '../../../text/evidence-side.ts';

/** Requests of the run that is shown. */
const RUN_LENGTH = 32;
const COLUMNS = 4;
const ROUNDS = 7;
const POOL = 56;
/** Requests further apart are not sent from one queue in turn. */
const NEAR_MS = 30 * 60_000;
const MEMBERS = 300;
const THREADS = 20;
const TURNS = 8;

/** Undefined when the scan has no such campaign. */
export function caseOf(results: Results, id: string): CaseView | undefined {
  const campaign = results.campaign(id);
  if (campaign === undefined) return undefined;
  const { charts } = results;
  const { timed } = campaignRows(results, id);
  const run = densest(results, timed);
  const all = campaignRows(charts, id);
  return {
    campaign: id,
    ...roundsOf(results, run),
    pool: poolOf(results, campaign, timed, run).map((row) => requestOf(results, row)),
    members: membersOf(charts, campaign, all.timed.length > 0 ? all.timed : all.rows),
    events: caseEvents(charts, campaign, all.timed),
    threads: threadsOf(results, campaign),
  };
}

/** Rows of the campaign in the order of the log, and those with a time in the order of time. */
function campaignRows(results: Results, id: string): { rows: number[]; timed: number[] } {
  const { time } = results.index;
  const rows: number[] = [];
  forEachSelected(results, { campaign: id }, (row) => rows.push(row));
  const timed = rows.filter((row) => !Number.isNaN(time[row] ?? NaN));
  return { rows, timed: timed.sort((a, b) => (time[a] ?? 0) - (time[b] ?? 0) || a - b) };
}

function threadsOf(results: Results, { accounts }: CampaignReport): CaseThreads | null {
  const { index } = results;
  const members = new Set(accounts.map((name) => results.accountNumber(name)));
  const found = campaignThreads(index, (account) => members.has(account), THREADS);
  if (found === undefined) return null;
  const shown = found.shown.map((rows) => {
    const moved = rows.findIndex((row, turn) => turn > 0 && index.account[row] !== index.account[rows[turn - 1]!]);
    const from = Math.max(0, Math.min(moved - 2, rows.length - TURNS));
    const turns = rows.slice(from, from + TURNS).map((row) => requestOf(results, row));
    return { turns, from, length: rows.length, accounts: new Set(rows.map((row) => index.account[row])).size };
  });
  return { ...found, shown };
}

/** The consecutive requests that take the least time, among the stretches with the most accounts. */
function densest({ index }: Results, rows: readonly number[]): number[] {
  const length = Math.min(RUN_LENGTH, rows.length);
  let [best, most, shortest] = [0, 0, Infinity];
  const counts = new Map<number, number>();
  for (let end = 0; end < rows.length; end++) {
    const account = index.account[rows[end] ?? 0] ?? 0;
    counts.set(account, (counts.get(account) ?? 0) + 1);
    const start = end - length + 1;
    if (start < 0) continue;
    const span = (index.time[rows[end] ?? 0] ?? 0) - (index.time[rows[start] ?? 0] ?? 0);
    // Four accounts fill the columns; more would say nothing new.
    const accounts = Math.min(COLUMNS, counts.size);
    if (accounts > most || (accounts === most && span < shortest)) [best, most, shortest] = [start, accounts, span];
    const first = index.account[rows[start] ?? 0] ?? 0;
    const left = (counts.get(first) ?? 1) - 1;
    if (left === 0) counts.delete(first);
    else counts.set(first, left);
  }
  return rows.slice(best, best + length);
}

function roundsOf(results: Results, run: readonly number[]): Pick<CaseView, 'accounts' | 'rounds'> {
  const { index } = results;
  const counts = new Map<number, number>();
  for (const row of run) counts.set(index.account[row] ?? 0, (counts.get(index.account[row] ?? 0) ?? 0) + 1);
  const columns = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, COLUMNS);
  const place = new Map(columns.map(([account], at) => [account, at]));
  const rounds: (CaseRequest | null)[][] = [];
  let round: (CaseRequest | null)[] | undefined;
  for (const row of run) {
    const at = place.get(index.account[row] ?? 0);
    if (at === undefined) continue;
    if (round === undefined || round[at] !== null) {
      if (rounds.length === ROUNDS) break;
      round = columns.map(() => null);
      rounds.push(round);
    }
    round[at] = requestOf(results, row);
  }
  return { accounts: columns.map(([account]) => index.accounts[account] ?? ''), rounds };
}

/**
 * Where the same question under two accounts is most likely found: lines that evidence names, and requests of one template
 * that come one after another from two accounts.
 */
function poolOf(
  results: Results,
  { evidence }: CampaignReport,
  timed: readonly number[],
  run: readonly number[],
): number[] {
  const { index } = results;
  const pool = new Set<number>();
  const add = (row: number | undefined): void => {
    if (row !== undefined && pool.size < POOL) pool.add(row);
  };
  const strongest = evidence.toSorted((a, b) => b.weight - a.weight).slice(0, 4);
  for (const { lines } of strongest) for (const { file, line } of lines.slice(0, 6)) add(results.rowAtLine(file, line));
  const last = new Map<number, number>();
  const pairs: [gap: number, one: number, other: number][] = [];
  for (const row of timed) {
    const template = index.template[row] ?? NO_TEMPLATE;
    const before = last.get(template);
    last.set(template, row);
    if (before === undefined || template === NO_TEMPLATE || index.account[before] === index.account[row]) continue;
    const gap = (index.time[row] ?? 0) - (index.time[before] ?? 0);
    if (gap <= NEAR_MS) pairs.push([gap, before, row]);
  }
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  for (const [, one, other] of pairs.slice(0, 14)) {
    add(one);
    add(other);
  }
  for (const row of run) add(row);
  return [...pool];
}

/** What an account sent of a campaign. */
interface Use {
  requests: number;
  templates: Set<number>;
  turns: number;
  hours: number[];
}

function membersOf(results: Results, campaign: CampaignReport, rows: readonly number[]): CaseMember[] {
  const { index } = results;
  const users = new Map<number, Set<number>>();
  const nothing = (): Use => ({
    requests: 0,
    templates: new Set(),
    turns: 0,
    hours: Array.from({ length: 24 }, () => 0),
  });
  const own = new Map<number, Use>();
  rows.forEach((row, at) => {
    const [account, template] = [index.account[row] ?? 0, index.template[row] ?? NO_TEMPLATE];
    const member = own.get(account) ?? nothing();
    own.set(account, member);
    member.requests += requestsOf(index, row);
    const hour = hourOfWeek(index.time[row] ?? NaN);
    if (hour >= 0) member.hours[hour % 24]! += requestsOf(index, row);
    if (template !== NO_TEMPLATE) {
      member.templates.add(template);
      users.set(template, (users.get(template) ?? new Set()).add(account));
    }
    const before = rows[at - 1];
    if (before !== undefined && index.account[before] !== account) member.turns++;
  });
  const memberOf = (report: AccountReport, isMember: boolean): CaseMember => {
    const number = results.accountNumber(report.account) ?? -1;
    const known = own.get(number) ?? nothing();
    const strongest = ownEvidence(report);
    const { verdict, score } = results.called(report);
    return {
      account: report.account,
      ...{ verdict, score },
      member: isMember,
      requests: known.requests,
      templates: known.templates.size,
      ownTemplates: [...known.templates].filter((template) => users.get(template)?.size === 1).length,
      turns: known.requests === 0 ? 0 : known.turns / known.requests,
      hours: known.hours,
      belongs: belongsTo(report),
      weight: strongest.reduce((sum, { weight }) => sum + weight, 0),
      text: strongest.map(ownWords)[0] ?? '',
    };
  };
  const members = campaign.accounts.flatMap((name) => results.account(name) ?? []).map((one) => memberOf(one, true));
  members.sort((a, b) => b.requests - a.requests || (a.account < b.account ? -1 : 1));
  return [...members.slice(0, MEMBERS), ...nearOf(results, campaign).map((one) => memberOf(one, false))];
}

/** How likely it is that an account belongs stands in a column of its own; what it did says more. */
function ownWords({ detector, text }: AccountReport['evidence'][number]): string {
  const at = detector === 'membership' ? text.indexOf(': ') + 2 : 0;
  return `${text.charAt(at).toUpperCase()}${text.slice(at + 1)}`;
}

/** Evidence about the account alone, strongest first. */
function ownEvidence({ evidence, counterEvidence }: AccountReport): AccountReport['evidence'] {
  return [...evidence, ...counterEvidence]
    .filter(({ detector }) => detector === 'membership' || detector === 'automation')
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

/** Accounts near any campaign, those that nearly belong first. */
export function nearAccounts(results: Results): NearAccount[] {
  return results.report.campaigns
    .flatMap((campaign) => nearOf(results, campaign).map((report) => ({ campaign: campaign.id, report })))
    .map(({ campaign, report }): NearAccount => {
      const { account, requests } = report;
      const { verdict, score } = results.called(report);
      const [strongest] = ownEvidence(report);
      const belongs = belongsTo(report);
      return {
        account,
        campaign,
        score,
        verdict,
        requests,
        belongs,
        text: strongest?.text ?? '',
      };
    })
    .sort((a, b) => (b.belongs ?? 0) - (a.belongs ?? 0) || (a.account < b.account ? -1 : 1));
}

/** Probability that an account belongs to the campaign it is judged with. */
function belongsTo({ evidence, counterEvidence }: AccountReport): number | null {
  return [...evidence, ...counterEvidence].find(({ detector }) => detector === 'membership')?.statistic ?? null;
}

/** Accounts that carry the campaign's evidence and are not counted in. Single sentences of it may be true of several campaigns. */
export function nearOf({ report }: Results, { id }: CampaignReport): AccountReport[] {
  return report.accounts
    .filter((one) => ownEvidence(one).some(({ text }) => text.startsWith(closeTo(id))))
    .slice(0, 50);
}
