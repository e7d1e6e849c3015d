import {
  activityFact,
  campaignTitle,
  sharedFacts,
  significanceFact,
  tokenFact,
} from '../../core/report/campaign-facts.ts';
import { type CampaignReport, type Report, speaks } from '../../core/report/report.ts';
import { changeSentences, countsText } from '../../core/triage/triage-words.ts';
import { headlineOf } from '../../core/triage/headline.ts';
import { isCounted, standingOf, type TriagedReport } from '../../core/triage/triaged-report.ts';
import { sideOf, weightWords } from '../../text/evidence-side.ts';
import { bytes, count, counted } from '../../text/numbers.ts';
import { dayOf } from '../../text/times.ts';
import { judgementWords } from '../../text/verdicts.ts';
import { visibleLine } from '../../text/visible.ts';
import { adviceOn } from './advice.ts';
import { colours } from './colours.ts';
import type { Style } from './summary-findings.ts';
import { ruleLines } from './summary-rules.ts';
import { hang } from './text-layout.ts';

/** Lines of the whole: one screen. */
const SCREEN = 40;
/** Lines kept for what stands below the campaigns. */
const FOOT = 3;
const REASONS = 3;
/** Lines of rules; most logs hit few. */
const RULES = 5;
const MAX_WIDTH = 120;

/**
 * The report on one screen: what was found and judged, each campaign in a few lines with its three strongest reasons, what
 * else could explain it, what its members share and whether it goes on, and what to do next. `textSummary` has the rest.
 */
export function screenSummary(triaged: TriagedReport, options: { colour: boolean; columns: number }): string {
  const style: Style = { ...colours(options.colour), width: Math.min(options.columns, MAX_WIDTH) };
  const { report } = triaged;
  const lines = [...headText(triaged, style), ...readText(report, style)];
  const rules = ruleLines(report, style);
  if (rules.length > 0) lines.push('', ...(rules.length > RULES ? [...rules.slice(0, RULES), '…'] : rules));
  const campaigns = report.campaigns.filter(({ id }) => isCounted(triaged, 'campaign', id));
  let left = SCREEN - FOOT - lines.length;
  const rest: CampaignReport[] = [];
  for (const campaign of campaigns) {
    const text = ['', ...campaignText(campaign, triaged, style)];
    // Once one has no room, the following ones are named too, in their order.
    if (rest.length > 0 || !speaks(campaign.verdict) || text.length > left - 2) rest.push(campaign);
    else {
      lines.push(...text);
      left -= text.length;
    }
  }
  if (rest.length > 0) lines.push('', ...restText(rest, Math.max(1, left - 1), style));
  lines.push('', ...nextText(triaged, style));
  return `${lines.join('\n')}\n`;
}

function headText(triaged: TriagedReport, style: Style): string[] {
  const { state, sentence, beside } = headlineOf(triaged);
  const { report } = triaged;
  const paint = state === 'distillation' ? style.red : state === 'none' && !report.partial ? style.green : style.yellow;
  const changed = new Set([...(report.changed ?? []), ...changeSentences(triaged)]);
  const partial = report.partial ? ['Partial report: what follows covers what was read.'] : [];
  return [
    ...[...partial, ...changed].flatMap((text) => hang('', visibleLine(text, 300), style.width)).map(style.yellow),
    ...hang('', visibleLine(sentence, 400), style.width).map((line) => style.bold(paint(line))),
    ...(triaged.decided
      ? hang('', `Decisions: ${countsText(triaged) || 'none applies to these findings'}.`, style.width)
      : []),
    ...beside.flatMap((text) => hang('', visibleLine(text, 300), style.width)),
  ];
}

function readText({ inputs, coverage, period, population }: Report, style: Style): string[] {
  const when = period === null ? 'without times' : `${dayOf(period.start)} to ${dayOf(period.end)}`;
  const text = `Read: ${counted(inputs.files.length, 'file')}, ${bytes(inputs.bytes)}, ${counted(inputs.lines, 'line')}, ${count(inputs.rejected)} rejected, ${when}. Judged: ${count(coverage.requests)} of ${counted(population.requests, 'request')}, ${count(coverage.accounts)} of ${counted(population.accounts, 'account')}.`;
  return hang('', text, style.width).map(style.dim);
}

/** A line that does not wrap. */
const oneLine = (head: string, text: string, style: Style): string =>
  `${head}${visibleLine(text, Math.max(20, style.width - head.length))}`;

function campaignText(campaign: CampaignReport, triaged: TriagedReport, style: Style): string[] {
  const { report } = triaged;
  const { id, verdict, accounts, requests, evidence, counterEvidence } = campaign;
  const paint = verdict === 'distillation' ? style.red : style.yellow;
  const title = `${campaignTitle(campaign, report)} · ${counted(accounts.length, 'account')}, ${counted(requests, 'request')}, ${tokenFact(campaign, report)}`;
  const against = counterEvidence.filter((item) => sideOf(item) === 'against').slice(0, 1);
  const decided = standingOf(triaged, 'campaign', id);
  return [
    `${style.bold(id)}  ${paint(judgementWords(campaign))}  ${visibleLine(title, 200)}`,
    ...(decided === undefined ? [] : [oneLine('    ', decided.text, style)]),
    ...evidence.slice(0, REASONS).map((item) => oneLine(`    ${weightWords(item)}  `, item.text, style)),
    ...(against.length === 0
      ? [style.dim('    What else could explain it: no counter-evidence found in this log.')]
      : against.map((item) => oneLine(`    ${weightWords(item)}  What else could explain it: `, item.text, style))),
    ...sharedFacts(campaign).map((text) => oneLine('    ', `${text}.`, style)),
    oneLine('    ', `${capital(activityFact(campaign, report))}; ${significanceFact(campaign)}.`, style),
  ];
}

function restText(rest: readonly CampaignReport[], room: number, style: Style): string[] {
  const shown = rest.length > room ? rest.slice(0, room - 1) : rest;
  const lines = shown.map((campaign) =>
    oneLine(`${campaign.id}  `, `${judgementWords(campaign)} · ${campaign.summary}`, style),
  );
  const left = rest.length - shown.length;
  return left === 0 ? lines : [...lines, `… and ${counted(left, 'more', 'more')}.`];
}

function nextText(triaged: TriagedReport, style: Style): string[] {
  if (headlineOf(triaged).state === 'not-judged') {
    const advice = adviceOn(triaged.report.coverage);
    return advice === '' ? [] : hang('', advice, style.width).map(style.bold);
  }
  const first = triaged.report.campaigns.find(
    ({ id, verdict }) => verdict === 'distillation' && isCounted(triaged, 'campaign', id),
  );
  const packet =
    first === undefined
      ? ''
      : ` Evidence packet to read and share: prompt-audit export LOG --campaign ${visibleLine(first.id, 40)} --out ${visibleLine(first.id, 40)}.html.`;
  const text = `All evidence with its log lines: --verbose.${packet} Never accuse anyone on a score alone.`;
  return hang('', text, style.width).map(style.dim);
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
