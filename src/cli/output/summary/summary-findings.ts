import {
  type AccountReport,
  type CampaignReport,
  type ConsideredGroup,
  type Evidence,
  type LineRef,
  type Report,
  speaks,
  type TechniqueReport,
  type TemplatePart,
  type TemplateReport,
} from '../../../report/shape/report.ts';
import {
  campaignFacts,
  campaignTitle,
  clearedText,
  lookAlikeText,
  partTexts,
} from '../../../report/shape/campaign-facts.ts';
import { intentTitle } from '../../../report/shape/intent-title.ts';
import { checkSentences } from '../../../report/shape/verdict-checks.ts';
import { isCounted, type TriagedReport } from '../../../report/triage/triaged-report.ts';
import { chanceTest, falseShare } from '../../../text/likelihood.ts';
import { sideOf, weightWords } from '../../../text/evidence-side.ts';
import { logName } from '../../../text/log-name.ts';
import { count, counted, probability } from '../../../text/numbers.ts';
import { closed, english } from '../../../text/speech.ts';
import { readingText, TECHNIQUES, techniqueTitle } from '../../../text/techniques.ts';
import { templateOpenings } from '../../../text/template-names.ts';
import { dayOf, moment } from '../../../text/times.ts';
import type { Style } from './style.ts';
import { type Judged, judgementWords, judging } from '../../../text/verdicts.ts';
import { hang } from '../text-layout.ts';
import { visible, visibleLine, visibleName } from '../../../text/visible.ts';

const EVIDENCE = 5;
const PLACES = 3;
const TEMPLATE_TEXT = 480;
const NAMES = 4;
const PARTS_SHOWN = 5;

/** `file:line`, which terminals make clickable. */
export function place(line: LineRef): string {
  return `${visible(logName(line.file))}:${line.line}`;
}

function places(lines: readonly LineRef[], style: Style): string[] {
  return lines.slice(0, PLACES).map((line) => `                   ${style.cyan(place(line))}`);
}

/** Verdict and score, coloured by severity. */
function judgement(item: Judged, style: Style): string {
  const text = judgementWords(item);
  const isFinding = item.verdict !== 'suspected-group' && speaks(item.verdict);
  return item.verdict === 'distillation' ? style.red(text) : isFinding ? style.yellow(text) : text;
}

/** `+4.1` with a sentence and the places that show it, the heaviest first. */
function evidenceText(label: string, evidence: readonly Evidence[], limit: number, style: Style): string[] {
  const sorted = evidence.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, limit);
  return sorted.flatMap((item) => {
    const side = sideOf(item);
    const words = weightWords(item);
    const head = side === 'for' || side === 'against' ? `${label.padEnd(7)} ${words.padStart(5)}` : words.padEnd(13);
    const lines = hang(`    ${head}  `, visibleLine(item.text, 400), style.width);
    return [...lines, ...places(item.lines, style)];
  });
}

function against(evidence: readonly Evidence[], limit: number, style: Style): string[] {
  const nothing = !evidence.some((item) => sideOf(item) === 'against')
    ? [style.dim('    against        no counter-evidence found')]
    : [];
  return [...nothing, ...evidenceText('against', evidence, limit, style)];
}

function span(item: { first: number | null; last: number | null }, show: (time: number) => string): string {
  if (item.first === null || item.last === null) return '';
  const [first, last] = [show(item.first), show(item.last)];
  return first === last ? `, ${first}` : `, ${first} to ${last}`;
}

/** The members to name: whom people cleared is not named below an accusation, and is counted in words. */
export function membersThatCount(
  campaign: CampaignReport,
  triaged: TriagedReport,
): { accounts: readonly string[]; cleared: string } {
  const accounts = campaign.accounts.filter((account) => isCounted(triaged, 'account', account));
  const gone = campaign.accounts.length - accounts.length;
  return { accounts, cleared: gone === 0 ? '' : `; ${count(gone)} cleared by decisions` };
}

export function campaignText(campaign: CampaignReport, triaged: TriagedReport, style: Style): string[] {
  const { report } = triaged;
  const { accounts, cleared } = membersThatCount(campaign, triaged);
  const size = `${counted(campaign.accounts.length, 'account')}, ${counted(campaign.requests, 'request')}`;
  const names = accounts.slice(0, NAMES).map((account) => visibleLine(account, 80));
  const rest = accounts.length - names.length;
  return [
    `  ${style.bold(visibleLine(campaign.id, 40))}  ${judgement(campaign, style)}  ${size}${span(campaign, dayOf)}`,
    ...hang('    ', `${visibleLine(campaignTitle(campaign, report), 200)}.`, style.width),
    ...hang('    ', visibleLine(campaign.summary, 400), style.width),
    ...evidenceText('for', campaign.evidence, EVIDENCE, style),
    ...against(campaign.counterEvidence, EVIDENCE, style),
    ...testsText(campaign, style),
    ...partsText(campaign, report, style),
    ...campaignFacts(campaign, report, english, triaged.own).flatMap(([name, text]) =>
      hang(`    ${name.toLowerCase()}: `, closed(visibleLine(text, 400)), style.width),
    ),
    ...checkSentences(campaign, report).flatMap((text) => hang('    check: ', visibleLine(text, 500), style.width)),
    ...lookAlikesText(campaign, report, style),
    ...hang('    accounts: ', `${names.join(' ')}${rest > 0 ? ` and ${count(rest)} more` : ''}${cleared}`, style.width),
  ];
}

/** The groups that it was joined from, the most suspicious first. */
function partsText(campaign: CampaignReport, report: Report, style: Style): string[] {
  const texts = partTexts(campaign, report);
  const rest = texts.length - PARTS_SHOWN;
  return [
    ...texts.slice(0, PARTS_SHOWN).map((text) => `${visibleLine(text, 400)}.`),
    ...(rest > 0 ? [`and ${counted(rest, 'more group')}: see --format json.`] : []),
  ].flatMap((line) => hang('    joined from: ', line, style.width));
}

/** Cleared groups that measure the same, with what sets the campaign apart. */
function lookAlikesText({ lookAlikes = [] }: CampaignReport, report: Report, style: Style): string[] {
  return lookAlikes.flatMap((alike) =>
    hang('    similar: ', visibleLine(lookAlikeText(alike, report), 400), style.width),
  );
}

/** A group that was judged and cleared. */
export function consideredText(group: ConsideredGroup, style: Style): string[] {
  return hang(`  ${style.bold(group.id.padEnd(4))}`, visibleLine(clearedText(group), 500), style.width);
}

/** Tests of the campaign, and the share of false ones to expect down to its score. */
function testsText(campaign: CampaignReport, style: Style): string[] {
  const { tests = [] } = campaign;
  const sentences = [...tests.map((one) => visibleLine(chanceTest(one), 400)), ...falseShare(campaign)];
  return sentences.length > 0 ? hang('    tests: ', sentences.join(' '), style.width) : [];
}

export function accountText(account: AccountReport, { campaigns }: Report, style: Style): string[] {
  const facts = [
    `${count(account.flaggedRequests)} of ${counted(account.requests, 'request')} flagged${span(account, moment)}`,
    ...(account.campaign === undefined ? [] : [`campaign ${visibleLine(account.campaign, 40)}`]),
    ...(account.organisation === undefined ? [] : [`organisation ${visibleLine(account.organisation, 60)}`]),
    ...(account.looksLike === undefined
      ? []
      : [`looks like ${visibleName(account.looksLike)}, which is another account`]),
    ...(account.identity === 'weak' ? ['identified only by an address or a file, so it may be several people'] : []),
  ];
  return [
    `  ${style.bold(visibleName(account.account))}  ${judgement(judging(campaigns)(account), style)}`,
    ...hang('    ', facts.join('; '), style.width),
    ...evidenceText('for', account.evidence, 2, style),
    ...against(account.counterEvidence, 2, style),
  ];
}

export function templateText(template: TemplateReport, { campaigns, templates }: Report, style: Style): string[] {
  const people = `${counted(template.accounts, 'account')}${template.organisations > 0 ? `, ${counted(template.organisations, 'organisation')}` : ''}`;
  const intents = template.intents
    .slice(0, 3)
    .map((item) => `${visibleLine(intentTitle(item.intent), 60).toLowerCase()} ${probability(item.probability)}`);
  return [
    `  ${style.bold(visibleLine(template.id, 40))}  ${judgement(judging(campaigns)(template), style)}  ${counted(template.requests, 'request')}, ${people}`,
    ...(intents.length > 0 ? hang('    asks for: ', intents.join(', '), style.width) : []),
    ...hang('    ', skeletonText(template.parts, templateOpenings(templates).get(template.id) ?? 0), style.width),
    ...template.lines.slice(0, PLACES).map((line) => `    ${style.cyan(place(line))}`),
  ];
}

/** Fixed text with its slots as `⟨example⟩`, without the opening that it shares with another template. */
function skeletonText(parts: readonly TemplatePart[], opening: number): string {
  if (parts.length === 0) return '(this report contains no prompt text)';
  const text = parts
    .map((part, at) =>
      'text' in part ? part.text.slice(at === 0 ? opening : 0) : `⟨${visibleLine(part.examples[0] ?? '…', 40)}⟩`,
    )
    .join('');
  return `"${opening > 0 ? '… ' : ''}${visibleLine(text, TEMPLATE_TEXT)}"`;
}

const TECHNIQUES_SHOWN = 10;

/** The surest first; nothing where there are none. */
export function techniquesText({ techniques = [] }: Report, style: Style): string[] {
  if (techniques.length === 0) return [];
  return [
    style.bold(TECHNIQUES),
    ...techniques.slice(0, TECHNIQUES_SHOWN).flatMap((one) => techniqueText(one, style)),
    ...(techniques.length > TECHNIQUES_SHOWN
      ? [`  … and ${counted(techniques.length - TECHNIQUES_SHOWN, 'more', 'more')}: see --format json.`]
      : []),
  ];
}

function techniqueText(technique: TechniqueReport, style: Style): string[] {
  const { grade, campaigns, text, readings, lines } = technique;
  const paint = grade === 'near proof' ? style.red : grade === 'strong' ? style.yellow : style.dim;
  const where = campaigns.length === 0 ? '' : `, in ${campaigns.join(', ')}`;
  return [
    ...hang('  ', `${techniqueTitle(technique)}${where}`, style.width).map(paint),
    ...hang('    ', visibleLine(text, 600), style.width),
    ...readings.flatMap((one) => hang('    ', visibleLine(readingText(one), 400), style.width).map(style.dim)),
    ...lines.slice(0, PLACES).map((line) => `      ${style.cyan(place(line))}`),
  ];
}
