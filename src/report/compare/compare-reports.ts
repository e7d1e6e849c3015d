import { counted, setting } from '../../text/numbers.ts';
import { ownScore } from '../../text/verdicts.ts';
import { type AccountReport, type Report, type TemplateReport, FOUND, VERDICTS } from '../shape/report.ts';
import { areAlike, templateSketch } from '../triage/template-sketch.ts';
import type { SubjectKind } from '../triage/triage.ts';
import {
  CHANGES,
  type Change,
  type ComparedItem,
  type ComparedSide,
  type Comparison,
  type ItemSide,
  type Pair,
} from './comparison.ts';
import { pairCampaigns } from './pair-campaigns.ts';
import { changesOf, type Groups, suspectedGroup } from './item-changes.ts';
import { partialText } from '../../engine/ingest/partial-text.ts';

/**
 * Compares two reports. Accounts are matched by name; templates by id or, if their text changed slightly, by most of
 * their sentences; campaigns by the accounts and templates they share, because their numbers mean nothing across
 * reports.
 */
export function compareReports(before: Report, after: Report): Comparison {
  const groups = { before: groupsOf(before), after: groupsOf(after) };
  const items = [
    ...pairCampaigns(before.campaigns, after.campaigns).map((pair) => changesOf('campaign', pair, groups)),
    ...pairAccounts(before, after, groups),
    ...pairTemplates(before, after, groups),
  ].sort(byGravity);
  const totals = { campaign: noTotals(), account: noTotals(), template: noTotals() };
  for (const { kind, change } of items) totals[kind][change]++;
  const [inBefore, inAfter] = [before, after].map(({ accounts }) => new Set(accounts.map(({ account }) => account)));
  return {
    before: sideOf(before),
    after: sideOf(after),
    notes: notesOf(before, after),
    items,
    totals,
    onlyBefore: before.accounts.filter(({ account }) => !inAfter?.has(account)).length,
    onlyAfter: after.accounts.filter(({ account }) => !inBefore?.has(account)).length,
  };
}

function noTotals(): Record<Change, number> {
  return { new: 0, changed: 0, gone: 0, same: 0 };
}

function sideOf({ population, inputs, period, partial }: Report): ComparedSide {
  return { requests: population.requests, accounts: population.accounts, files: inputs.files.length, period, partial };
}

const groupsOf = ({ campaigns }: Report): Groups['after'] => new Map(campaigns.map((one) => [one.id, one]));

/** A program at work is compared only where the other report calls it something graver, or suspects its group. */
function pairAccounts(before: Report, after: Report, groups: Groups): ComparedItem[] {
  return pairUp(before.accounts, after.accounts, ({ account }) => account)
    .filter((pair) => wasFound(pair) || wasInSuspected(pair, groups))
    .map((pair) => changesOf('account', pair, groups));
}

function pairTemplates(before: Report, after: Report, groups: Groups): ComparedItem[] {
  const known = new Set(before.templates.map(({ id }) => id));
  const present = new Set(after.templates.map(({ id }) => id));
  const gone = before.templates.filter(({ id, verdict }) => FOUND.has(verdict) && !present.has(id));
  const sketches = gone.map((template) => ({ template, sketch: templateSketch(template.parts) }));
  /** New ids whose text an old template had, but for a sentence or two. */
  const renamed = new Map<string, string>();
  for (const template of after.templates) {
    if (known.has(template.id) || sketches.length === 0) continue;
    const sketch = templateSketch(template.parts);
    const old = sketches.find(
      (one) => areAlike(one.sketch, sketch) && ![...renamed.values()].includes(one.template.id),
    );
    if (old) renamed.set(template.id, old.template.id);
  }
  return pairUp<TemplateReport>(before.templates, after.templates, ({ id }) => renamed.get(id) ?? id)
    .filter((pair) => wasFound(pair))
    .map((pair) => changesOf('template', pair, groups));
}

/** Items of the same key together, in the order of the second list, then what only the first has. */
function pairUp<T>(before: readonly T[], after: readonly T[], key: (item: T) => string): Pair<T>[] {
  const old = new Map(before.map((item) => [key(item), item]));
  const pairs = after.map((item): Pair<T> => ({ before: old.get(key(item)), after: item }));
  const present = new Set(after.map(key));
  return [
    ...pairs,
    ...before.filter((item) => !present.has(key(item))).map((item) => ({ before: item, after: undefined })),
  ];
}

function wasFound({ before, after }: Pair<AccountReport | TemplateReport>): boolean {
  return (before !== undefined && FOUND.has(before.verdict)) || (after !== undefined && FOUND.has(after.verdict));
}

/** Templates of such a group are only counted, with the group: its accounts vary their wording from day to day. */
const wasInSuspected = ({ before, after }: Pair<AccountReport>, groups: Groups): boolean =>
  (before !== undefined && suspectedGroup(before, groups.before) !== undefined) ||
  (after !== undefined && suspectedGroup(after, groups.after) !== undefined);

/** Whether either report flags it by itself: of an account that is only in a suspected group, the group is the news. */
export const isCalled = (item: ComparedItem): boolean => sides(item).some(({ verdict }) => FOUND.has(verdict));

/** What explains differences that the traffic does not. */
function notesOf(before: Report, after: Report): string[] {
  const changed = (name: string, was: number, is: number): string[] =>
    was === is ? [] : [`The ${name} was ${setting(was)} and is now ${setting(is)}.`];
  return [
    ...otherLogs(before, after),
    ...changed('threshold', before.settings.threshold, after.settings.threshold),
    ...changed('account prior', before.settings.accountPrior, after.settings.accountPrior),
    ...(before.tool.version === after.tool.version
      ? []
      : [`The reports come from versions ${before.tool.version} and ${after.tool.version}.`]),
    ...blindNote('first', before),
    ...blindNote('second', after),
    ...partialNote('first', before),
    ...partialNote('second', after),
    ...(before.changed ?? []).map((sentence) => `In the first report: ${sentence}`),
    ...(after.changed ?? []).map((sentence) => `In the second report: ${sentence}`),
  ];
}

function partialNote(which: string, report: Report): string[] {
  const text = partialText(report);
  return text === undefined ? [] : [`The ${which} report covers only part of its input. ${text}`];
}

/** What a log does not show is not gone from it, and what it did not show is not new. */
function blindNote(which: string, { coverage: { state, causes } }: Report): string[] {
  if (state !== 'not-judged') return [];
  return [
    `The ${which} log cannot be judged: ${causes[0]?.text ?? 'no request was found'}. What is listed as new or gone may only be invisible there.`,
  ];
}

/** Reports on logs that have no file and hardly an account in common are about different traffic. */
function otherLogs(before: Report, after: Report): string[] {
  const names = ({ inputs }: Report): Set<string> => new Set(inputs.files.map(({ path }) => nameOf(path)));
  const known = names(before);
  if (known.size === 0 || after.inputs.files.length === 0) return [];
  if ([...names(after)].some((name) => known.has(name))) return [];
  const accounts = new Set(before.accounts.map(({ account }) => account));
  const shared = after.accounts.filter(({ account }) => accounts.has(account)).length;
  const fewest = Math.min(before.accounts.length, after.accounts.length);
  if (shared > fewest / 10) return [];
  return [
    `These are reports on different logs, with ${shared === 0 ? 'no account' : counted(shared, 'account')} in common. “New” and “gone” only say which of the two an item is in.`,
  ];
}

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

const KINDS: readonly SubjectKind[] = ['campaign', 'account', 'template'];

function byGravity(a: ComparedItem, b: ComparedItem): number {
  return (
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change) ||
    gravity(a) - gravity(b) ||
    worst(b) - worst(a)
  );
}

const sides = ({ before, after }: ComparedItem): ItemSide[] => [before, after].filter((side) => side !== null);
const gravity = (item: ComparedItem): number =>
  Math.min(...sides(item).map(({ verdict }) => VERDICTS.indexOf(verdict)));
const worst = (item: ComparedItem): number => Math.max(...sides(item).map(ownScore));
