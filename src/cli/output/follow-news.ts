import { compareReports, isCalled } from '../../report/compare/compare-reports.ts';
import type { ComparedItem } from '../../report/compare/comparison.ts';
import { newAlarms, type NewHits, newHits } from '../../report/compare/new-signs.ts';
import { campaignTitle } from '../../report/shape/campaign-facts.ts';
import type { DriftAlarm, Report } from '../../report/shape/report.ts';
import { decisionStatus, type TriagedReport } from '../../report/triage/triaged-report.ts';
import { count, counted } from '../../text/numbers.ts';
import { type Colours, colours } from './colours.ts';
import { judgementWords } from '../../text/verdicts.ts';
import { place } from './summary/summary-findings.ts';
import { hitSubject } from '../../text/rule-hits.ts';
import { visibleLine } from '../../text/visible.ts';

/** Maximum number of news items printed for one report; the report has all. */
const LISTED = 40;
/** New hits of a rule, each with its line. */
const HITS = 3;

/**
 * What a report of followed logs says that the previous one did not: one line for each campaign, account and template that is
 * new, gone or judged differently, for each rule with more hits, and for each new alarm of drift, with the log line to look at
 * first. Empty if nothing is new.
 */
export function followNews(before: Report, triaged: TriagedReport, { colour }: { colour: boolean }): string[] {
  const paint = colours(colour);
  const { report } = triaged;
  const news = compareReports(before, report).items.filter(isNews);
  const alarms = newAlarms(before, report);
  const signs = [
    ...alarms.map((alarm, at) => driftText(alarm, alarms[at - 1]?.day === alarm.day, paint)),
    ...newHits(before, triaged).map((hits) => ruleText(hits, paint)),
  ];
  const lines = [
    ...signs.slice(0, LISTED),
    ...news.slice(0, LISTED).map((item) => newsText(item, triaged, paint)),
  ].flat();
  const rest = Math.max(0, news.length - LISTED) + Math.max(0, signs.length - LISTED);
  return rest > 0 ? [...lines, `  … and ${counted(rest, 'more change')}.`] : lines;
}

function isNews(item: ComparedItem): boolean {
  const { kind, change, before, after } = item;
  if (change === 'same' || (kind !== 'campaign' && !isCalled(item))) return false;
  // Incoming requests change scores and sizes all the time; for a campaign, what matters is who joins.
  return change !== 'changed' || kind === 'campaign' || before?.verdict !== after?.verdict;
}

function driftText({ text, templates }: DriftAlarm, isSameDay: boolean, paint: Colours): string[] {
  return [
    paint.yellow(`  ! drift, which is not an accusation  ${visibleLine(text, 400)}`),
    ...(isSameDay ? [] : templates)
      .flatMap(({ lines }) => lines.slice(0, 1))
      .map((line) => `      ${paint.cyan(place(line))}`),
  ];
}

function ruleText({ rule, hits }: NewHits, paint: Colours): string[] {
  const { id, level, title, hitCount } = rule;
  const isAllNew = hits.length === 0 || hits.length === hitCount;
  const size = isAllNew ? counted(hitCount, 'hit') : `${counted(hits.length, 'new hit')}, ${count(hitCount)} in all`;
  const more = hits.length - HITS;
  return [
    paint.red(`  + ${visibleLine(id, 80)}  ${level}  ${size}: ${visibleLine(title, 200)}`),
    ...hits
      .slice(0, HITS)
      .flatMap((hit) => hit.lines.slice(0, 1).map((line) => ({ hit, line })))
      .map(({ hit, line }) => `      ${visibleLine(hitSubject(hit), 120)}  ${paint.cyan(place(line))}`),
    ...(more > 0 ? [`      … and ${counted(more, 'more new hit')}.`] : []),
  ];
}

const SIGNS = { new: '+', changed: '~', gone: '-' } as const;

function newsText(
  { kind, change, before, after, notes }: ComparedItem,
  triaged: TriagedReport,
  paint: Colours,
): string[] {
  const side = after ?? before;
  if (side === null || change === 'same') return [];
  const colour = { new: paint.red, changed: paint.yellow, gone: paint.green }[change];
  const campaign = kind === 'campaign' ? triaged.report.campaigns.find(({ id }) => id === after?.id) : undefined;
  const title = campaign === undefined ? '' : ` (${visibleLine(campaignTitle(campaign, triaged.report), 200)})`;
  const size = side.accounts === 1 ? '' : `${counted(side.accounts, 'account')}, `;
  const found = triaged.report.findings.find((finding) => finding.kind === kind && finding.subject === after?.id);
  const status = after === null ? undefined : decisionStatus(triaged, kind, after.id);
  return [
    colour(
      `  ${SIGNS[change]} ${kind} ${visibleLine(side.id, 80)}${title}  ${judgementWords(side)}, ${size}${counted(side.requests, 'request')}`,
    ),
    ...(notes.length > 0 ? [`      ${notes.map((note) => visibleLine(note, 200)).join('; ')}`] : []),
    ...(status === undefined ? [] : [`      ${visibleLine(status.text, 400)}`]),
    ...(found?.lines[0] === undefined ? [] : [`      ${paint.cyan(place(found.lines[0]))}`]),
  ];
}
