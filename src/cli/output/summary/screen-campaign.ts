/** A campaign in the summary of one screen: who, what speaks for and against it, and what is known of it. */
import {
  activityFact,
  campaignTitle,
  clientFacts,
  historyFact,
  sharedFacts,
  significanceFact,
  tokenFact,
} from '../../../report/shape/campaign-facts.ts';
import { type CampaignReport, ownFacts } from '../../../report/shape/report.ts';
import { decisionStatus, type TriagedReport } from '../../../report/triage/triaged-report.ts';
import { disambiguated } from '../../../text/disambiguated.ts';
import { inShort, sideOf, weightWords } from '../../../text/evidence-side.ts';
import { ifInnocent } from '../../../text/explanations.ts';
import { counted } from '../../../text/numbers.ts';
import { customerText, relayText } from '../../../text/one-customer.ts';
import { capitalised } from '../../../text/speech.ts';
import { notCalled } from '../../../text/suspected.ts';
import { dayOf } from '../../../text/times.ts';
import { judgementWords } from '../../../text/verdicts.ts';
import { visible, visibleLine } from '../../../text/visible.ts';
import { hang } from '../text-layout.ts';
import type { Style } from './style.ts';
import { membersThatCount } from './summary-findings.ts';

/** How much is said of a campaign. */
export interface Density {
  reasons: number;
  /** Whether to put a blank line between campaigns. */
  gap: boolean;
  /** Whether to say how many output tokens its accounts got. */
  tokens: boolean;
}

/** Number of members to name, and characters of a long name: commands accept the beginning of a name. */
const [NAMED, NAME, LONG_NAME] = [2, 8, 16];
/** Narrower screens name only one member. */
const NARROW = 90;
const INDENT = '    ';

/** A line that does not wrap. */
export const oneLine = (head: string, text: string, style: Style): string =>
  `${head}${visibleLine(text, Math.max(20, style.width - head.length))}`;

/** Only the meaning of a sentence may take a second line. */
const meaningFirst = (head: string, text: string, style: Style): string[] =>
  hang(head, inShort(visibleLine(text, 400), style.width - head.length), style.width);

export function screenCampaign(
  campaign: CampaignReport,
  triaged: TriagedReport,
  { reasons, tokens }: Density,
  style: Style,
): string[] {
  const { report } = triaged;
  const { id, verdict, evidence, counterEvidence } = campaign;
  const paint = verdict === 'distillation' ? style.red : style.yellow;
  const [name, judgement] = [visibleLine(id, 40), judgementWords(campaign)];
  const head = `${name}  ${judgement}  `;
  const [title = '', ...more] = hang(head, visibleLine(campaignTitle(campaign, report), 200), style.width);
  const against = counterEvidence.find((item) => sideOf(item) === 'against');
  const decided = decisionStatus(triaged, 'campaign', id);
  const earlier = historyFact(campaign);
  const customer = customerText(campaign);
  const relay = relayText(campaign, report.campaigns);
  const facts = [
    ...ownFacts(campaign, triaged.own).map(([, text]) => text),
    ...sharedFacts(campaign),
    ...ifInnocent(campaign.explanations),
    ...(earlier === undefined ? [] : [earlier]),
    activityFact(campaign, report),
    significanceFact(campaign),
    ...(tokens ? [tokenFact(campaign, report)] : []),
  ];
  return [
    `${style.bold(name)}  ${paint(judgement)}  ${title.slice(head.length)}`,
    ...more,
    ...(decided === undefined ? [] : hang(INDENT, visibleLine(decided.text, 400), style.width)),
    oneLine(INDENT, whoText(campaign, triaged, style), style),
    ...evidence.slice(0, reasons).flatMap((item) => meaningFirst(`${INDENT}${weightWords(item)}  `, item.text, style)),
    ...(against === undefined ? [] : meaningFirst(`${INDENT}${weightWords(against)}  `, against.text, style)),
    ...notCalled(campaign, report.settings).flatMap((text) => hang(`${INDENT}Not flagged: `, `${text}.`, style.width)),
    ...(customer === undefined ? [] : meaningFirst(`${INDENT}One customer: `, customer, style)),
    ...(relay === undefined ? [] : meaningFirst(`${INDENT}Relay: `, relay, style)),
    ...clientFacts(campaign).flatMap((text) => meaningFirst(`${INDENT}Known client: `, text, style)),
    ...sentences(facts, style),
  ];
}

/** `24 accounts (006edc41…, 3cf9d0c2…, …), 1,685 requests, 2026-05-05 to 2026-05-12.` */
function whoText(campaign: CampaignReport, triaged: TriagedReport, { width }: Style): string {
  const { requests, first, last } = campaign;
  const { accounts, cleared } = membersThatCount(campaign, triaged);
  const named = width < NARROW ? 1 : NAMED;
  const names = disambiguated(accounts.slice(0, named), LONG_NAME, NAME);
  const when = first === null || last === null ? '' : `, ${dayOf(first)} to ${dayOf(last)}`;
  return `${counted(campaign.accounts.length, 'account')} (${names.join(', ')}${accounts.length > named ? ', …' : ''}${cleared}), ${counted(requests, 'request')}${when}.`;
}

/** Clauses as sentences, with as many on a line as fit. */
function sentences(clauses: readonly string[], style: Style): string[] {
  const lines: string[] = [];
  for (const clause of clauses) {
    const sentence = `${capitalised(clause)}.`;
    const last = lines.at(-1);
    if (last !== undefined && INDENT.length + last.length + 1 + sentence.length <= style.width)
      lines[lines.length - 1] = `${last} ${sentence}`;
    else lines.push(sentence);
  }
  return lines.flatMap((line) => hang(INDENT, visible(line), style.width));
}
