import { count, counted, probability } from '../../text/numbers.ts';
import { judgedIn, verdictWord } from '../../text/verdicts.ts';
import { type AccountReport, type CampaignReport, FOUND, type TemplateReport } from '../shape/report.ts';
import type { SubjectKind } from '../triage/triage.ts';
import type { ComparedItem, ItemSide, Pair } from './comparison.ts';

type Item = AccountReport | TemplateReport | CampaignReport;

/** A score that moved by less has not changed. */
const MOVED = 0.05;
/** Requests or users that grew or shrank by this factor. */
const FACTOR = 2;

/** The groups of both reports, by their ids. */
export type Groups = Record<'before' | 'after', ReadonlyMap<string, CampaignReport>>;

/** Says how one thing changed: new, gone, or what is different. At least one side is there. */
export function changesOf(kind: SubjectKind, { before, after }: Pair<Item>, groups: Groups): ComparedItem {
  const was = before === undefined ? null : sideOf(before, groups.before);
  const is = after === undefined ? null : sideOf(after, groups.after);
  if (was === null || is === null || before === undefined || after === undefined) {
    return { kind, change: was === null ? 'new' : 'gone', before: was, after: is, notes: [] };
  }
  const notes = [
    ...(was.verdict === is.verdict
      ? []
      : [`verdict changed from ${verdictWord(was.verdict, was.score)} to ${verdictWord(is.verdict, is.score)}`]),
    ...suspicion(was, is),
    ...(isCampaign(after) && is.verdict !== was.verdict && is.verdict === 'suspected' && after.atMostSuspected
      ? [`not called, however high its score, because ${after.atMostSuspected}`]
      : []),
    // Where neither has a verdict the score is that of the group, which has a line of its own.
    ...(was.verdict === 'none' && is.verdict === 'none' ? [] : moved('score', was.score, is.score)),
    // That of an account or a template is its group's, which has a line of its own.
    ...(isCampaign(after) && was.customer && is.customer && (was.verdict === 'harvest' || is.verdict === 'harvest')
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

/** The suspected group that an account or a template without a verdict is in; undefined where there is none. */
export function suspectedGroup(item: Item, groups: Groups['after']): string | undefined {
  if (isCampaign(item) || item.verdict !== 'none') return undefined;
  return groupsOf(item, groups).find(({ verdict }) => verdict === 'suspected')?.id;
}

const groupsOf = (item: AccountReport | TemplateReport, groups: Groups['after']): CampaignReport[] =>
  ('account' in item ? [item.campaign ?? ''] : item.campaigns).flatMap((id) => groups.get(id) ?? []);

function sideOf(item: Item, groups: Groups['after']): ItemSide {
  const { verdict, score, requests } = item;
  const suspected = suspectedGroup(item, groups);
  const { customer } = isCampaign(item) ? item : judgedIn(item, groupsOf(item, groups));
  return {
    id: 'account' in item ? item.account : item.id,
    verdict,
    ...(suspected !== undefined && { group: { id: suspected, verdict: 'suspected' } }),
    score,
    ...(customer && { customer: { score: customer.score } }),
    requests,
    accounts: 'account' in item ? 1 : typeof item.accounts === 'number' ? item.accounts : item.accounts.length,
  };
}

/** An account or a template may come under suspicion, or out of it, while its verdict stays what it was: none. */
function suspicion(was: ItemSide, is: ItemSide): string[] {
  if (was.group === undefined) return is.group === undefined ? [] : [`now in suspected group ${is.group.id}`];
  // What is called now left no group: its group is called, too.
  if (is.group !== undefined || FOUND.has(is.verdict)) return [];
  return [`no longer in suspected group ${was.group.id} of the earlier report`];
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
