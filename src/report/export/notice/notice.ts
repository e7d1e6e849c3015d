/**
 * What a customer, a partner or an authority is told of a campaign: facts, times, volumes, and what is unknown. It holds no prompt
 * and no answer, and no account but the one that it is about, so that it can be handed to outsiders.
 */
import { innocentReading } from '../../../text/explanations.ts';
import { count, counted } from '../../../text/numbers.ts';
import { moment } from '../../../text/times.ts';
import { judgementWords } from '../../../text/verdicts.ts';
import { campaignTitle, isRunning, lastSeen, significanceFact, tokenFact } from '../../shape/campaign-facts.ts';
import { exposureFacts } from '../../shape/exposure/exposure-facts.ts';
import { doubtfulOf } from '../../shape/intent-title.ts';
import { english } from '../../../text/speech.ts';
import { ofLogFacts } from '../../shape/exposure/log-exposure-text.ts';
import type { CampaignReport } from '../../shape/report.ts';
import type { ExportInput } from '../export-input.ts';
import { changes } from '../packet/packet-content.ts';
import { type Block, list, type Packet, type Section, text } from '../packet/packet.ts';

/** Evidence on each side that a notice names. */
const REASONS = 5;

/** The notice on what the export is about; on all campaigns that are called and not cleared where it is about the whole report. */
export function notice(input: ExportInput): Packet {
  const { report, subject } = input;
  const told = report.campaigns.filter(
    (campaign) =>
      subject !== undefined ||
      (campaign.verdict === 'distillation' && input.statusOf('campaign', campaign.id)?.counted !== false),
  );
  const named = subject?.kind === 'account' ? ` of account ${subject.id}` : '';
  return {
    title: 'Notice of suspected distillation',
    sections: [
      ...changes(report),
      { heading: 'What this is', blocks: [text(openingOf(told.length, named))] },
      ...told.flatMap((campaign) => sectionsOf(campaign, input)),
      unknownSection(input),
    ],
  };
}

function openingOf(campaigns: number, named: string): string {
  const found =
    campaigns === 0
      ? 'No group of accounts is flagged as distillation in the logs that were read.'
      : `The logs that were read hold ${campaigns === 1 ? 'a group' : `${count(campaigns)} groups`} of accounts whose requests look like the collection of training data for another model (distillation).`;
  // Outsiders have no glossary at hand.
  const words =
    campaigns === 0
      ? ''
      : ' The percentage beside an assessment is an estimate of how likely it is, by the evidence listed here, that the accounts collect training data. A template is a text that is sent again and again with other contents.';
  return `${found} This notice states what the logs show${named}. It is an assessment from logs, not a proof of intent.${words}`;
}

function sectionsOf(campaign: CampaignReport, { report, statusOf }: ExportInput): Section[] {
  const { first, last, accounts, requests, exposure, evidence, counterEvidence, explanations = [] } = campaign;
  const reading = innocentReading(explanations);
  const decided = statusOf('campaign', campaign.id)?.decision;
  const facts: (readonly [string, string])[] = [
    ['Reference', campaign.key ?? campaign.id],
    ['Assessment', judgementWords(campaign)],
    ['First request', first === null ? 'the log has no times' : `${moment(first)} UTC`],
    ['Last request', last === null ? 'the log has no times' : `${moment(last)} UTC${running(campaign, report.period)}`],
    ['Accounts', count(accounts.length)],
    ['Requests', count(requests)],
    ...(exposure === undefined
      ? [['Volume', tokenFact(campaign, report)] as const]
      : exposureFacts(exposure, english, doubtfulOf(campaign.templates, report.templates)).filter(
          ([name]) => name !== 'List price' || exposure.price,
        )),
    ...ofLogFacts(campaign, report),
    ['Could it be chance', significanceFact(campaign)],
    ...(decided === undefined ? [] : [['Reviewed by a person', decided.date ?? 'yes'] as const]),
  ];
  return [
    { heading: campaignTitle(campaign, report), blocks: [{ kind: 'facts', facts }] },
    { heading: 'Why', level: 3, blocks: reasons(evidence.map((one) => one.text)) },
    {
      heading: 'What speaks against it',
      level: 3,
      blocks: [
        ...reasons(counterEvidence.map((one) => one.text)),
        ...(reading === '' ? [] : [text(`If the accounts are innocent, they are ${reading}.`)]),
      ],
    },
  ];
}

const running = ({ last }: CampaignReport, period: ExportInput['report']['period']): string =>
  last !== null && period !== null && isRunning(last, period) ? `, ${lastSeen(period.end - last)}` : '';

const reasons = (texts: readonly string[]): Block[] =>
  texts.length === 0 ? [text('Nothing in the logs.')] : [list(texts.slice(0, REASONS))];

export function unknownSection({ report, now }: ExportInput): Section {
  const { period, inputs, coverage, population } = report;
  return {
    heading: 'What is not known',
    blocks: [
      list([
        'Who is behind the accounts, and what became of the answers. No log says either.',
        period === null
          ? 'When it happened: the logs have no times.'
          : `What happened before ${moment(period.start)} UTC and after ${moment(period.end)} UTC. The logs cover this time alone.`,
        `Whether other accounts took part: ${count(coverage.accounts)} of ${counted(population.accounts, 'account')} could be judged.`,
        ...(inputs.rejected === 0
          ? []
          : [`What stands in ${counted(inputs.rejected, 'line')} that could not be read.`]),
        ...(report.partial ? ['What stands in the part of the logs that was not read.'] : []),
      ]),
      text(`Written ${moment(now)} UTC with Prompt Traffic Audit ${report.tool.version}.`),
    ],
  };
}
