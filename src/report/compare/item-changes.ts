import { count, counted, probability } from '../../text/numbers.ts';
import { verdictWord } from '../../text/verdicts.ts';
import type { AccountReport, CampaignReport, TemplateReport } from '../shape/report.ts';
import type { SubjectKind } from '../triage/triage.ts';
import type { ComparedItem, ItemSide, Pair } from './comparison.ts';

type Item = AccountReport | TemplateReport | CampaignReport;

/** A score that moved by less has not changed. */
const MOVED = 0.05;
/** Requests or users that grew or shrank by this factor. */
const FACTOR = 2;

/** Says how one thing changed: new, gone, or what is different. At least one side is there. */
export function changesOf(kind: SubjectKind, { before, after }: Pair<Item>): ComparedItem {
  const was = before === undefined ? null : sideOf(before);
  const is = after === undefined ? null : sideOf(after);
  if (was === null || is === null || before === undefined || after === undefined) {
    return { kind, change: was === null ? 'new' : 'gone', before: was, after: is, notes: [] };
  }
  const notes = [
    ...(was.verdict === is.verdict
      ? []
      : [`verdict changed from ${verdictWord(was.verdict, was.score)} to ${verdictWord(is.verdict, is.score)}`]),
    ...(isCampaign(after) && is.verdict !== was.verdict && is.verdict === 'suspected' && after.atMostSuspected
      ? [`not called, however high its score, because ${after.atMostSuspected}`]
      : []),
    ...moved('score', was.score, is.score),
    ...(was.customer && is.customer && (was.verdict === 'harvest' || is.verdict === 'harvest')
      ? moved('probability of a harvest', was.customer.score, is.customer.score)
      : []),
    // How much an account sends changes from day to day and says nothing of what it is.
    ...(kind === 'account' ? [] : grown('requests', was.requests, is.requests)),
    ...(isCampaign(before) && isCampaign(after)
      ? [
          ...movement('member', before.accounts, after.accounts),
          ...movement('template', before.templates, after.templates),
        ]
      : kind === 'template'
        ? grown('accounts', was.accounts, is.accounts)
        : []),
    ...(kind === 'template' && was.id !== is.id
      ? [`text changed slightly, and its id from ${was.id} to ${is.id}`]
      : []),
  ];
  return { kind, change: notes.length === 0 ? 'same' : 'changed', before: was, after: is, notes };
}

function isCampaign(item: Item): item is CampaignReport {
  return 'summary' in item;
}

function sideOf(item: Item): ItemSide {
  const { verdict, score, requests } = item;
  if ('account' in item) return { id: item.account, verdict, score, requests, accounts: 1 };
  const accounts = typeof item.accounts === 'number' ? item.accounts : item.accounts.length;
  const customer = isCampaign(item) && item.customer !== undefined ? { score: item.customer.score } : undefined;
  return { id: item.id, verdict, score, ...(customer && { customer }), requests, accounts };
}

function moved(what: string, was: number, is: number): string[] {
  if (Math.abs(is - was) < MOVED) return [];
  return [`${what} ${is > was ? 'rose' : 'fell'} from ${probability(was)} to ${probability(is)}`];
}

function grown(what: string, was: number, is: number): string[] {
  return is >= FACTOR * was || was >= FACTOR * is
    ? [`${what} ${is > was ? 'rose' : 'fell'} from ${count(was)} to ${count(is)}`]
    : [];
}

function movement(what: string, was: readonly string[], is: readonly string[]): string[] {
  const [old, present] = [new Set(was), new Set(is)];
  const joined = is.filter((name) => !old.has(name)).length;
  const left = was.filter((name) => !present.has(name)).length;
  return [
    ...(joined > 0 ? [counted(joined, `new ${what}`)] : []),
    ...(left > 0 ? [`${counted(left, what)} gone`] : []),
  ];
}
