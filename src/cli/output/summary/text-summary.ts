import {
  type AccountReport,
  type CampaignReport,
  type DriftAlarm,
  type Report,
  speaks,
  type TemplateReport,
  type Verdict,
} from '../../../report/shape/report.ts';
import { headlineOf } from '../../../report/triage/headline.ts';
import { goneText } from '../../../report/shape/campaign-facts.ts';
import { applyTriage } from '../../../report/triage/apply-triage.ts';
import { NO_TRIAGE, type SubjectKind } from '../../../report/triage/triage.ts';
import { changeSentences } from '../../../report/triage/triage-words.ts';
import { isCounted, type TriagedReport } from '../../../report/triage/triaged-report.ts';
import { singleAccountHarvestText, NOT_JUDGED, WHY_NOT_JUDGED } from '../../../text/single-account-harvests.ts';
import { GENERATED } from '../../../text/likelihood.ts';
import { counted, percent } from '../../../text/numbers.ts';
import { accountText, campaignText, consideredText, place, techniquesText, templateText } from './summary-findings.ts';
import { configurationText, detectorText, inputText } from './summary-input.ts';
import { rulesText } from './summary-rules.ts';
import { type Style, styleOf, type SummaryOptions } from './style.ts';
import { documentList, takenList } from './summary-taken.ts';
import { standingText, triageText } from './summary-triage.ts';
import { hang } from '../text-layout.ts';
import { visible, visibleLine } from '../../../text/visible.ts';
import { partialText } from '../../../engine/ingest/partial-text.ts';

const CAMPAIGNS = 20;
const ACCOUNTS = 10;
const TEMPLATES = 5;
const CONSIDERED = 8;
const LONE = 8;
const ALARMS = 10;

/**
 * The report for a person at a terminal: what was found, the evidence with `file:line` places, the counter-evidence, what was
 * read and what could not be, and which detectors lacked data. Only the most serious entries; the JSON report has all. Log text
 * is made visible: no control character from a log reaches the terminal.
 * @param triaged the report with people's decisions applied; items that do not count appear only as a number
 */
export function textSummary(
  report: Report,
  options: SummaryOptions,
  triaged = applyTriage(report, NO_TRIAGE, ''),
): string {
  const style = styleOf(options);
  const decided = (kind: SubjectKind, id: string, [head = '', ...rest]: string[]): string[] => [
    head,
    ...standingText(triaged, kind, id, style),
    ...rest,
  ];
  const campaigns = report.campaigns.filter(({ id }) => options.all || isCounted(triaged, 'campaign', id));
  const accounts = suspicious(report.accounts).filter(({ account }) => isCounted(triaged, 'account', account));
  const templates = suspicious(report.templates).filter(({ id }) => isCounted(triaged, 'template', id));
  const sections = [
    partialLines(report, style),
    changedText(triaged, style),
    verdictText(triaged, style),
    triageText(triaged, style),
    inputText(report, style),
    listText('Campaigns', campaigns, CAMPAIGNS, style, (item) =>
      decided('campaign', item.id, campaignText(item, triaged, style)),
    ),
    goneList(report, style),
    techniquesText(report, style),
    listText('Accounts', accounts, ACCOUNTS, style, (item) =>
      decided('account', item.account, accountText(item, report, style)),
    ),
    listText('Prompt templates', templates, TEMPLATES, style, (item) =>
      decided('template', item.id, templateText(item, report, style)),
    ),
    consideredList(report, style),
    loneList(report, style),
    takenList(triaged, style),
    documentList(triaged, style),
    driftText(report, style),
    rulesText(triaged, style),
    detectorText(report, style),
    configurationText(report, style),
    readingText(triaged, style),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Campaigns that earlier scans found and this one does not. */
function goneList({ gone = [] }: Report, style: Style): string[] {
  if (gone.length === 0) return [];
  return [
    style.bold('No longer found'),
    ...gone.flatMap((one) => hang('  ', visibleLine(`${goneText(one)}.`, 400), style.width)),
  ];
}

const suspicious = <T extends { verdict: Verdict }>(items: readonly T[]): T[] =>
  items.filter((item) => speaks(item.verdict));

function partialLines(report: Report, style: Style): string[] {
  const text = partialText(report);
  return text === undefined ? [] : hang('', `Partial report. ${text}`, style.width).map((line) => style.yellow(line));
}

/** What people's files change comes before anything that it changes. */
function changedText(triaged: TriagedReport, style: Style): string[] {
  const sentences = new Set([...(triaged.report.changed ?? []), ...changeSentences(triaged)]);
  return [...sentences].flatMap((text) => hang('', visibleLine(text, 400), style.width)).map(style.yellow);
}

/** The first thing a reader wants to know, in words that neither accuse nor clear more than the numbers do. */
function verdictText(triaged: TriagedReport, style: Style): string[] {
  const { state, sentence, caveats } = headlineOf(triaged);
  const paint =
    state === 'distillation' ? style.red : state === 'none' && !triaged.report.partial ? style.green : style.yellow;
  return [
    ...hang('', visibleLine(sentence, 400), style.width).map((line) => style.bold(paint(line))),
    ...caveats.flatMap((text) => hang('', visibleLine(text, 600), style.width)),
  ];
}

/** Days and cohorts that moved away from the baseline, or why none was compared. */
function driftText({ drift }: Report, style: Style): string[] {
  if (drift === undefined) return [];
  const { days, tests, reason, alarms } = drift;
  const compared =
    tests === 0
      ? 'No day was compared with the baseline'
      : `${counted(days, 'day')} compared with the baseline, as a whole and by cohort (${counted(tests, 'comparison')}): ${counted(alarms.length, 'alarm')}`;
  return [
    style.bold('Drift'),
    ...hang('  ', `${compared}${reason === undefined ? '' : `; ${reason}`}.`, style.width),
    ...alarms.slice(0, ALARMS).flatMap((alarm, at) => alarmText(alarm, alarms[at - 1]?.day !== alarm.day, style)),
    ...(alarms.length > ALARMS
      ? [`  … and ${counted(alarms.length - ALARMS, 'more', 'more')}: see --format json.`]
      : []),
    ...(alarms.length > 0
      ? hang(
          '  ',
          'An alarm is not an accusation: products and releases move days too. It changes no score.',
          style.width,
        ).map(style.dim)
      : []),
  ];
}

/** What moved the cohorts of a day is mostly what moved the day: it is said once. */
function alarmText({ text, against, templates }: DriftAlarm, isFirst: boolean, style: Style): string[] {
  return [
    ...hang('  ', visibleLine(text, 400), style.width).map(style.yellow),
    ...(isFirst ? templates : []).flatMap(({ template, share, accounts, lines }) => [
      ...hang(
        '    ',
        `${percent(share)} of it: ${counted(accounts, 'account')} with template ${visible(template)}.`,
        style.width,
      ),
      ...lines.slice(0, 1).map((line) => `      ${style.cyan(place(line))}`),
    ]),
    ...against.flatMap((sentence) => hang('    against  ', visibleLine(sentence, 300), style.width)),
  ];
}

/** Groups that were judged and cleared, and how to learn what would have been found. */
function consideredList({ considered, campaigns }: Report, style: Style): string[] {
  if (considered === undefined) return [];
  const { total, groups } = considered;
  const rest = total - CONSIDERED;
  const power =
    campaigns.length > 0
      ? []
      : hang('  ', 'To see which campaigns would be found in this log: prompt-audit power LOG.', style.width);
  if (total === 0) return power.length === 0 ? [] : [style.bold('Considered and cleared'), '  No group.', ...power];
  return [
    style.bold('Considered and cleared'),
    ...groups.slice(0, CONSIDERED).flatMap((group) => consideredText(group, style)),
    ...(rest > 0 ? [`  … and ${counted(rest, 'more', 'more')}: see --format json.`] : []),
    ...power,
  ];
}

/** Accounts that were not judged for a harvest of their own. */
function loneList({ considered }: Report, style: Style): string[] {
  const { accounts = 0, first = [] } = considered?.alone ?? {};
  if (accounts === 0) return [];
  const shown = first.slice(0, LONE);
  return [
    style.bold(NOT_JUDGED),
    ...hang('  ', WHY_NOT_JUDGED, style.width),
    ...shown.flatMap((one) => [
      `  ${style.bold(visibleLine(one.account, 80))}`,
      ...hang('    ', singleAccountHarvestText(one), style.width),
      ...one.lines.slice(0, 1).map((line) => `    ${style.cyan(place(line))}`),
    ]),
    ...(accounts > shown.length
      ? [`  … and ${counted(accounts - shown.length, 'more', 'more')}: see --format json.`]
      : []),
  ];
}

/** What the number before a piece of evidence means. */
function readingText({ report, own }: TriagedReport, style: Style): string[] {
  const shown = report.campaigns.length > 0 || suspicious(report.accounts).length > 0;
  if (!shown) return [];
  const text = `Scores are probabilities of distillation. ${own === undefined ? `${GENERATED} ` : ''}The number before a sentence says how strongly it speaks for (+) or against (-) distillation: +2.3 multiplies the odds by ten, -2.3 divides them by ten. Never accuse anyone on a score alone: open the log lines.`;
  return hang('', text, style.width).map((line) => style.dim(line));
}

function listText<T extends CampaignReport | AccountReport | TemplateReport>(
  title: string,
  items: readonly T[],
  limit: number,
  style: Style,
  lines: (item: T) => string[],
): string[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, limit).flatMap((item, i) => (i === 0 ? lines(item) : ['', ...lines(item)]));
  const rest = items.length - limit;
  return [
    style.bold(title),
    ...shown,
    ...(rest > 0 ? ['', `  … and ${counted(rest, 'more', 'more')}: see --format json.`] : []),
  ];
}
