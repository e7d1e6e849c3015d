/** What followed logs brought that a person should be told at once, in sentences, with the log line to look at first. */
import { compareReports } from '../../report/compare/compare-reports.ts';
import { newAlarms, newHits, type NewHits } from '../../report/compare/new-signs.ts';
import { FOUND, type LineRef, type Verdict } from '../../report/shape/report.ts';
import { LEVELS } from '../../report/shape/rule-outcome.ts';
import { isCounted } from '../../report/triage/triaged-report.ts';
import { alarmText } from '../../text/drift.ts';
import { count } from '../../text/numbers.ts';
import type { Results } from '../model/results.ts';
import { t } from '../translated.ts';

export interface FollowNotice {
  text: string;
  line?: LineRef;
}

/** Hits of less serious rules are shown where all hits are, and interrupt nobody. */
const LEAST = LEVELS.indexOf('medium');
/** Rules that are named. */
const NAMED = 2;

/**
 * Undefined where there is nothing that is worth an interruption.
 * @param told verdicts that were told before, to which those of this notice are added: a campaign whose score goes up and down
 *   around the threshold interrupts once
 */
export function followNotice(before: Results, after: Results, told: Set<string>): FollowNotice | undefined {
  const called = newlyCalled(before, after, told);
  const rules = newHits(before.report, after.triaged).filter(({ rule }) => LEVELS.indexOf(rule.level) >= LEAST);
  const [alarm, ...alarms] = newAlarms(before.report, after.report);
  const more = rules.length - NAMED;
  const sentences = [
    ...[...called].map(([verdict, ids]) => calledText(verdict, ids.length)),
    ...rules.slice(0, NAMED).map(hitsText),
    ...(more > 0 ? [more === 1 ? t('1 more rule matched.') : t('{0} more rules matched.', count(more))] : []),
    ...(alarm === undefined ? [] : [`${t('Drift alarm, which is not an accusation.')} ${alarmText(alarm, t)}`]),
    ...(alarms.length === 0
      ? []
      : [alarms.length === 1 ? t('1 more alarm.') : t('{0} more alarms.', count(alarms.length))]),
  ];
  if (sentences.length === 0) return undefined;
  const first = new Set([...called.values()].flat());
  const [line] = [
    ...after.report.findings.filter(({ kind, subject }) => kind === 'campaign' && first.has(subject)),
    ...rules.flatMap(({ hits }) => hits),
    ...(alarm?.templates ?? []),
  ].flatMap(({ lines }) => lines.slice(0, 1));
  return { text: sentences.join(' '), ...(line && { line }) };
}

/** Campaigns that count and are called what they were not called before, by verdict. */
function newlyCalled(before: Results, after: Results, told: Set<string>): Map<Verdict, string[]> {
  const called = new Map<Verdict, string[]>();
  for (const { kind, before: was, after: is } of compareReports(before.report, after.report).items) {
    if (kind !== 'campaign' || is === null || is.verdict === was?.verdict || !FOUND.has(is.verdict)) continue;
    if (!isCounted(after.triaged, 'campaign', is.id)) continue;
    const name = `${is.verdict} ${after.campaign(is.id)?.key ?? is.id}`;
    if (told.has(name)) continue;
    told.add(name);
    called.set(is.verdict, [...(called.get(is.verdict) ?? []), is.id]);
  }
  return called;
}

/** One sentence for each verdict that is told: their words do not fit into one. */
function calledText(verdict: Verdict, n: number): string {
  if (verdict === 'relay')
    return n === 1
      ? t('1 new group that looks like a relay.')
      : t('{0} new groups that each look like a relay.', count(n));
  if (verdict === 'suspected') return n === 1 ? t('1 new suspected group.') : t('{0} new suspected groups.', count(n));
  if (verdict === 'harvest')
    return n === 1
      ? t('1 new group that looks like a harvest by one customer.')
      : t('{0} new groups that each look like a harvest by one customer.', count(n));
  return n === 1
    ? t('1 new campaign that looks like distillation.')
    : t('{0} new campaigns that look like distillation.', count(n));
}

function hitsText({ rule: { id, level, title }, hits }: NewHits): string {
  return hits.length === 1
    ? t('1 new hit of {0} ({1}): {2}.', id, level, title)
    : hits.length === 0
      ? t('New hits of {0} ({1}): {2}.', id, level, title)
      : t('{0} new hits of {1} ({2}): {3}.', count(hits.length), id, level, title);
}
