/** The summary of a scan on one screen. */
import { goneText } from '../../../report/shape/campaign-facts.ts';
import { type CampaignReport, type Report, speaks } from '../../../report/shape/report.ts';
import { changeSentences, countsText } from '../../../report/triage/triage-words.ts';
import { headlineOf } from '../../../report/triage/headline.ts';
import { isCounted, type TriagedReport } from '../../../report/triage/triaged-report.ts';
import { count, counted } from '../../../text/numbers.ts';
import { dayOf } from '../../../text/times.ts';
import { judgementWords } from '../../../text/verdicts.ts';
import { visible, visibleLine } from '../../../text/visible.ts';
import { adviceOn } from '../advice.ts';
import { type Density, oneLine, screenCampaign } from './screen-campaign.ts';
import { type Style, styleOf, type SummaryOptions } from './style.ts';
import { takenSentence } from './summary-taken.ts';
import { ruleLines } from './summary-rules.ts';
import { hang } from '../text-layout.ts';
import { partialText } from '../../../engine/ingest/partial-text.ts';

/** Maximum number of lines: one screen. */
const SCREEN = 40;
/** Maximum number of lines on rules; most logs hit few. */
const RULES = 6;

/** The first that leaves room for all campaigns is used. */
const DENSITIES: readonly Density[] = [
  { reasons: 3, gap: true, tokens: true },
  { reasons: 3, gap: false, tokens: true },
  { reasons: 2, gap: false, tokens: true },
  { reasons: 2, gap: false, tokens: false },
  { reasons: 1, gap: false, tokens: true },
  { reasons: 1, gap: false, tokens: false },
];

/** Maximum number of gone campaigns to name. */
const GONE = 3;

/**
 * The report on one screen: what was found and judged, each campaign in a few lines with its strongest reasons, what else could
 * explain it, what its members share and whether it is still running, and what to do next. `textSummary` has the rest.
 */
export function screenSummary(triaged: TriagedReport, options: SummaryOptions): string {
  const style = styleOf(options);
  const { report } = triaged;
  const lines = [...headText(triaged, options.all === true, style), ...readText(triaged, style)];
  const rules = ruleLines(triaged, RULES, style);
  if (rules.length > 0) lines.push('', ...rules);
  const campaigns = report.campaigns.filter(({ id }) => options.all || isCounted(triaged, 'campaign', id));
  const next = nextText(triaged, style);
  const gone = goneLines(report, style);
  const room = SCREEN - next.length - 1 - gone.length - lines.length;
  lines.push(...campaignLines(campaigns, triaged, room, style), ...gone);
  if (next.length > 0) lines.push('', ...next);
  return `${lines.join('\n')}\n`;
}

/** All campaigns in this many lines. Those for which there is no room are named, and the last of them counted. */
function campaignLines(
  campaigns: readonly CampaignReport[],
  triaged: TriagedReport,
  room: number,
  style: Style,
): string[] {
  const told = campaigns.filter(({ verdict }) => speaks(verdict));
  const below = campaigns.filter(({ verdict }) => !speaks(verdict));
  const textOf = (density: Density): string[][] =>
    told.map((campaign, at) => [
      ...(at === 0 || density.gap ? [''] : []),
      ...screenCampaign(campaign, triaged, density, style),
    ]);
  const rows = below.length === 0 ? 0 : 2;
  const fitting = DENSITIES.map(textOf).find((texts) => texts.flat().length + rows <= room);
  const texts = fitting ?? textOf(DENSITIES[0]!);
  const lines: string[] = [];
  let shown = 0;
  while (shown < texts.length && lines.length + texts[shown]!.length + (fitting ? rows : 2) <= room) {
    lines.push(...texts[shown++]!);
  }
  const rest = [...told.slice(shown), ...below];
  return rest.length === 0 ? lines : [...lines, '', ...restText(rest, Math.max(1, room - lines.length - 1), style)];
}

function headText(triaged: TriagedReport, all: boolean, style: Style): string[] {
  const [{ state, sentence, caveats }, { report }] = [headlineOf(triaged), triaged];
  const paint = state === 'distillation' ? style.red : state === 'none' && !report.partial ? style.green : style.yellow;
  const how = triaged.known > 0 && !all ? ['To see them: --all.'] : [];
  const changed = new Set([...(report.changed ?? []), ...changeSentences(triaged), ...how]);
  const text = partialText(report);
  const partial = text === undefined ? [] : [`Partial report. ${text}`];
  return [
    ...[...partial, ...changed].flatMap((text) => hang('', visibleLine(text, 300), style.width)).map(style.yellow),
    ...hang('', visibleLine(sentence, 400), style.width).map((line) => style.bold(paint(line))),
    ...(triaged.decided && changeSentences(triaged).length === 0
      ? hang('', `Decisions: ${countsText(triaged) || 'none applies to these findings'}.`, style.width)
      : []),
    ...caveats.flatMap((text) => hang('', visibleLine(text, 300), style.width)),
  ];
}

function readText(triaged: TriagedReport, style: Style): string[] {
  const { inputs, coverage, period, population } = triaged.report;
  const when = period === null ? 'without times' : `${dayOf(period.start)} to ${dayOf(period.end)}`;
  const text = `Read: ${counted(inputs.files.length, 'file')}, ${counted(inputs.lines, 'line')}, ${count(inputs.rejected)} rejected, ${when}. Judged: ${count(coverage.accounts)} of ${counted(population.accounts, 'account')}.`;
  const taken = takenSentence(triaged).flatMap((sentence) => hang('', visible(sentence), style.width));
  return [...hang('', text, style.width), ...taken].map(style.dim);
}

function restText(rest: readonly CampaignReport[], room: number, style: Style): string[] {
  const shown = rest.length > room ? rest.slice(0, room - 1) : rest;
  const lines = shown.map((campaign) =>
    oneLine(`${campaign.id}  `, `${judgementWords(campaign)} · ${campaign.summary}`, style),
  );
  const left = rest.length - shown.length;
  return left === 0 ? lines : [...lines, `… and ${counted(left, 'more', 'more')}.`];
}

/** Campaigns that earlier scans found and this one does not. */
function goneLines({ gone = [] }: Report, style: Style): string[] {
  const rest = gone.length - GONE;
  return [
    ...gone.slice(0, GONE).flatMap((one) => hang('No longer found: ', `${visible(goneText(one))}.`, style.width)),
    ...(rest > 0 ? [`… and ${counted(rest, 'more', 'more')}.`] : []),
  ];
}

function nextText(triaged: TriagedReport, style: Style): string[] {
  if (headlineOf(triaged).state === 'not-judged') {
    const advice = adviceOn(triaged.report.coverage);
    return advice === '' ? [] : hang('', advice, style.width).map(style.bold);
  }
  const first = triaged.report.campaigns.find(
    ({ id, verdict }) => (verdict === 'distillation' || verdict === 'suspected') && isCounted(triaged, 'campaign', id),
  );
  const id = first && visibleLine(first.id, 40);
  const signs = id === undefined ? '' : '+ counts toward distillation, − against it; the strongest reasons only. ';
  const more =
    first?.verdict === 'suspected'
      ? `More evidence, with its log lines: --verbose. To mark ${id}, save a report by --output report.json, then: prompt-audit decide report.json ${id} --as benign --note WHY, or --as confirmed.`
      : id === undefined
        ? 'More evidence: --verbose.'
        : `More evidence: --verbose. Packet to share: prompt-audit export LOG --campaign ${id} --output ${id}.html.`;
  const text = `${signs}${more} Never accuse anyone on a score alone.`;
  return hang('', text, style.width).map(style.dim);
}
