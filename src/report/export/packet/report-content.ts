/** The contents of the page on a whole report: all campaigns with their evidence, then what was not judged. */
import { count, counted, probability } from '../../../text/numbers.ts';
import { partialText } from '../../../engine/ingest/partial-text.ts';
import { moment } from '../../../text/times.ts';
import { howOftenRight } from '../../../text/suspected.ts';
import { judgementWords, ownScore, sureness, verdictWord } from '../../../text/verdicts.ts';
import { campaignName, campaignTitle } from '../../shape/campaign-facts.ts';
import { type AccountReport, type CampaignReport, type Report, speaks } from '../../shape/report.ts';
import { headline, type Headline } from '../../triage/headline.ts';
import type { ExportInput } from '../export-input.ts';
import { reportOn } from '../subject.ts';
import { parts, traces } from './campaign-traces.ts';
import { considered, drift, factsBlock, gone, lone, lookAlikes } from './considered-sections.ts';
import { activity, changes, members } from './packet-content.ts';
import { evidenceSections } from './packet-evidence.ts';
import { limitsSection, originSection } from './packet-limits.ts';
import { quotes, templates } from './packet-templates.ts';
import { ruleSection } from './packet-rules.ts';
import { documentSection, takenSection } from './packet-taken.ts';
import { type Packet, type Section, table, text } from './packet.ts';

/** Campaigns with all their evidence, and accounts written out; the JSON report has all. */
const CAMPAIGNS = 20;
const ACCOUNTS = 200;

export function reportPacket(input: ExportInput): Packet {
  const { report } = input;
  const shown = report.campaigns.slice(0, CAMPAIGNS);
  const { short } = headlineOf(input);
  return {
    title: `Report: ${short}`,
    hasContents: true,
    sections: [
      ...changes(report),
      summary(input),
      ...shown.flatMap((campaign) => campaignSections(campaign, input)),
      ...others(input),
      ...takenSection(input),
      ...documentSection(input),
      ...gone(report),
      ...drift(report),
      ...considered(report),
      ...lone(report),
      ...ruleSection(input),
      limitsSection(input, undefined),
      originSection(input),
    ],
  };
}

function headlineOf({ report, statusOf }: ExportInput): Headline {
  const { benign, allowed } = report.triage?.counts.account ?? { benign: 0, allowed: 0 };
  return headline(report, (kind, id) => statusOf(kind, id)?.counted ?? true, benign + allowed);
}

function summary(input: ExportInput): Section {
  const { report, statusOf } = input;
  const { inputs, population, period, campaigns } = report;
  const rest = campaigns.length - CAMPAIGNS;
  const { sentence, caveats, distillation, relay, suspected, harvest, automation } = headlineOf(input);
  return {
    heading: 'In short',
    blocks: [
      ...[partialText(input.report) ?? [], sentence, caveats].flat().map(text),
      {
        kind: 'facts',
        facts: [
          ['Read', `${counted(inputs.requests, 'request')} in ${counted(inputs.files.length, 'file')}`],
          ['Accounts', count(population.accounts)],
          [
            'Period',
            period === null ? 'no request has a time' : `${moment(period.start)} to ${moment(period.end)} UTC`,
          ],
          ['Flagged as distillation', counted(distillation.accounts, 'account')],
          ['Flagged as relay', counted(relay.accounts, 'account')],
          ...(suspected.campaigns > 0
            ? [['Suspected', counted(suspected.campaigns, 'group')] satisfies [string, string]]
            : []),
          ['Flagged as harvest pattern, one customer', counted(harvest.accounts, 'account')],
          ['Flagged as automation', counted(automation.accounts, 'account')],
          ['Lines not read', count(inputs.rejected)],
        ],
      },
      ...(inputs.notes ?? []).map(text),
      ...(campaigns.length > 0 ? [campaignTable(report, statusOf)] : [text('No campaign was found.')]),
      ...(rest > 0 ? [text(`The evidence on ${counted(rest, 'more campaign')} is in the JSON report.`)] : []),
      text(
        'This page contains what a program found in a log. It is evidence, not a decision. The limits are at the end.',
      ),
    ],
  };
}

function campaignTable(report: Report, statusOf: ExportInput['statusOf']) {
  return table(
    [
      'Campaign',
      'What it collects',
      'Verdict',
      '>Score',
      '>Accounts',
      '>Requests',
      'First request',
      'Last request',
      'Decision',
    ],
    report.campaigns.map((campaign) => [
      campaign.id,
      campaignTitle(campaign, report),
      verdictWord(campaign.verdict, campaign.score),
      probability(ownScore(campaign)),
      count(campaign.accounts.length),
      count(campaign.requests),
      moment(campaign.first),
      moment(campaign.last),
      statusOf('campaign', campaign.id)?.state ?? '',
    ]),
  );
}

function campaignSections(campaign: CampaignReport, input: ExportInput): Section[] {
  const { report } = input;
  const part = reportOn(report, { kind: 'campaign', id: campaign.id });
  const names = new Set(campaign.accounts);
  const own: ExportInput = {
    ...input,
    report: part,
    ...(input.quotes && {
      quotes: { quoted: input.quotes.quoted.filter(({ account }) => names.has(account)), unquoted: [] },
    }),
  };
  const decision = input.statusOf('campaign', campaign.id);
  const sure = sureness(campaign);
  const verdict =
    sure === '' || campaign.verdict === 'suspected' || campaign.verdict === 'harvest'
      ? `Verdict: ${judgementWords(campaign)}.${campaign.verdict === 'suspected' ? ` ${howOftenRight()}` : ''}`
      : `${probability(campaign.score)} (${sure}) that this is distillation; verdict: ${verdictWord(campaign.verdict, campaign.score)}.`;
  const below = [
    ...evidenceSections(campaign, campaign.priorLogOdds, report),
    ...lookAlikes(campaign, part),
    ...parts(campaign, part),
    ...traces(campaign),
    ...activity(own, part.accounts),
    ...members(part.accounts, own),
    ...templates(part.templates, undefined),
    ...quotes(own),
  ];
  return [
    {
      heading: `Campaign ${campaign.id}: ${campaignName(campaign, part)}`,
      blocks: [
        text(campaign.summary),
        text(verdict),
        ...(decision ? [text(`Decision: ${decision.text}`)] : []),
        factsBlock(campaign, part),
      ],
    },
    ...below.map((section): Section => ({ ...section, level: 3 })),
  ];
}

/** Accounts with a verdict that belong to no campaign of the page. */
function others({ report, statusOf }: ExportInput): Section[] {
  const told = new Set(report.campaigns.flatMap(({ accounts }) => accounts));
  const rest = report.accounts.filter(({ account, verdict }) => speaks(verdict) && !told.has(account));
  if (rest.length === 0) return [];
  const row = ({ account, verdict, score, requests, last }: AccountReport): string[] => [
    account,
    verdictWord(verdict, score),
    probability(score),
    count(requests),
    moment(last),
    statusOf('account', account)?.state ?? '',
  ];
  const more = rest.length - ACCOUNTS;
  return [
    {
      heading: 'Other accounts with a verdict',
      blocks: [
        table(
          ['Account', 'Verdict', '>Score', '>Requests', 'Last request', 'Decision'],
          rest.slice(0, ACCOUNTS).map(row),
        ),
        ...(more > 0 ? [text(`${counted(more, 'more account')}: the JSON report has all of them.`)] : []),
      ],
    },
  ];
}
