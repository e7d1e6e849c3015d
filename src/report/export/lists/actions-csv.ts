/**
 * What can be acted on, as CSV (RFC 4180, line feed): accounts, and the addresses and programs that their campaigns have to
 * themselves, each with the day until which acting on it is justified. Left out is whatever would hit others too: an address that
 * another account uses, an account that is only an address, what a person marked benign or allowed.
 */
import { count, counted } from '../../../text/numbers.ts';
import { CONTRACT } from '../../../text/one-customer.ts';
import { dayOf } from '../../../text/times.ts';
import type { AccountReport, CampaignReport, SharedTrace, Verdict } from '../../shape/report.ts';
import { csvRow, isoTime, remarkRows } from '../../shape/records-csv.ts';
import { changesIn } from '../../triage/triage-words.ts';
import { DEFAULT_ACTIONS } from './action-choice.ts';
import type { ExportInput } from '../export-input.ts';
import type { ExportRemark } from '../export-remark.ts';

const HEADER = 'type,value,verdict,score,campaign,requests,first_seen,last_seen,expires,reason\n';
const DAY = 86_400_000;
/** The report cuts values at this length: a longer one is not whole. */
const CUT_AT = 300;

interface Row {
  type: 'account' | 'address' | 'program';
  value: string;
  verdict: Verdict;
  score: number;
  campaign: string;
  requests: number;
  first: number | null;
  last: number | null;
  reason: string;
}

interface Actions {
  rows: Row[];
  /** Found and left out: marked by a person, known by an address alone, used by others too, cut. */
  cleared: number;
  weak: number;
  shared: number;
  cut: number;
}

export function* actionsCsv(input: ExportInput): Generator<string> {
  const { days } = input.actions ?? DEFAULT_ACTIONS;
  const expires = dayOf(input.now + days * DAY);
  yield* remarkRows(changesIn(input.report));
  yield HEADER;
  for (const row of actions(input).rows) {
    yield csvRow([
      row.type,
      row.value,
      row.verdict,
      row.score.toFixed(4),
      row.campaign,
      row.requests,
      row.first === null ? '' : isoTime(row.first),
      row.last === null ? '' : isoTime(row.last),
      expires,
      row.reason,
    ]);
  }
}

/** How many rows there are of each kind, and why others are none. */
export function actionsRemark(input: ExportInput): ExportRemark {
  const { rows, cleared, weak, shared, cut } = actions(input);
  const of = (type: Row['type']): number => rows.filter((row) => row.type === type).length;
  const { verdicts } = input.actions ?? DEFAULT_ACTIONS;
  const sentences = [
    `${counted(of('account'), 'account')}, ${counted(of('address'), 'address', 'addresses')} and ${counted(of('program'), 'program')} flagged as ${verdicts.join(' or ')}.`,
    ...(shared > 0
      ? [
          `${counted(shared, 'address or program', 'addresses or programs')} left out, because other accounts use them too.`,
        ]
      : []),
    ...(weak > 0
      ? [
          `${counted(weak, 'account')} left out, because ${weak === 1 ? 'it is' : 'they are'} known only by an address or a file name.`,
        ]
      : []),
    ...(cut > 0
      ? [
          `${counted(cut, 'value')} left out, because ${cut === 1 ? 'it is' : 'they are'} longer than ${count(CUT_AT)} characters.`,
        ]
      : []),
    ...(cleared > 0
      ? [
          `${counted(cleared, 'item')} left out, because a person marked ${cleared === 1 ? 'it' : 'them'} benign or allowed.`,
        ]
      : []),
  ];
  return { text: sentences.join(' '), isEmpty: rows.length === 0 };
}

function actions(input: ExportInput): Actions {
  const { report, statusOf, actions: choice = DEFAULT_ACTIONS, subject } = input;
  const wanted = new Set(choice.verdicts);
  const found: Actions = { rows: [], cleared: 0, weak: 0, shared: 0, cut: 0 };
  for (const account of report.accounts) {
    if (!wanted.has(account.verdict)) continue;
    if (statusOf('account', account.account)?.counted === false) found.cleared++;
    else if (account.identity === 'weak') found.weak++;
    else {
      const { verdict, score, campaign = '', requests, first, last } = account;
      found.rows.push({
        type: 'account',
        value: account.account,
        ...{ verdict, score, campaign, requests, first, last, reason: reasonOf(account) },
      });
    }
  }
  if (subject?.kind === 'account') return found;
  for (const campaign of report.campaigns) {
    if (!wanted.has(campaign.verdict)) continue;
    if (statusOf('campaign', campaign.id)?.counted === false) found.cleared++;
    else for (const trace of campaign.infrastructure ?? []) addTrace(trace, campaign, found);
  }
  return found;
}

/** No request of a program or of a customer's harvest is flagged: that of none is would read as if there were no reason. */
function reasonOf({ verdict, campaign, requests, flaggedRequests }: AccountReport): string {
  if (flaggedRequests > 0) return `${count(flaggedRequests)} of ${counted(requests, 'request')} flagged`;
  const group = campaign === undefined ? '' : ` as one of ${campaign}`;
  return `${counted(requests, 'request')}${group}${verdict === 'harvest' ? `; ${CONTRACT}` : ''}`;
}

function addTrace(trace: SharedTrace, campaign: CampaignReport, found: Actions): void {
  const { kind, value, members, requests, others } = trace;
  if (kind === 'organisation' || kind === 'payment') return;
  if (others > 0) found.shared++;
  else if (value.length >= CUT_AT) found.cut++;
  else {
    const { verdict, score, id, first, last, accounts } = campaign;
    found.rows.push({
      type: kind === 'address' ? 'address' : 'program',
      ...{ value, verdict, score, campaign: id, requests, first, last },
      reason: `${count(members.length)} of ${counted(accounts.length, 'member')} use it, and no other account in the log does`,
    });
  }
}
