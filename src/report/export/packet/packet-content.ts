/** The contents of an evidence packet. */
import type { AccountReport, CampaignReport, Report } from '../../shape/report.ts';
import type { ExportInput } from '../export-input.ts';
import { campaignFacts, campaignName } from '../../shape/campaign-facts.ts';
import { readerFacts } from '../../shape/exposure/document-coverage-text.ts';
import { checkSentences } from '../../shape/verdict-checks.ts';
import { intentTitle } from '../../shape/intent-title.ts';
import { parts, traces } from './campaign-traces.ts';
import { lookAlikes } from './considered-sections.ts';
import { activityFigures, spansFigure } from './figures.ts';
import { type Packet, type Section, table, text } from './packet.ts';
import { evidenceSections } from './packet-evidence.ts';
import { limitsSection, originSection } from './packet-limits.ts';
import { quotes, templates } from './packet-templates.ts';
import { workText } from '../../triage/cases/case-words.ts';
import { changesIn } from '../../triage/triage-words.ts';
import type { Subject } from '../subject.ts';
import { likelihood } from '../../../text/likelihood.ts';
import { count, counted, probability } from '../../../text/numbers.ts';
import { howOftenRight } from '../../../text/suspected.ts';
import { moment } from '../../../text/times.ts';
import { type Judged, judgedIn, judging, ownScore, sureness } from '../../../text/verdicts.ts';
import { visibleName } from '../../../text/visible.ts';

/** Rows of members written out; the report has all. */
const MEMBERS = 200;

const MEANINGS = {
  distillation: 'flagged as distillation: collects training data for another model',
  relay: 'called a relay: resells or pools access for many people',
  suspected: `suspected, not flagged: worth a look. ${howOftenRight()} No account is accused by it`,
  harvest:
    'called a harvest pattern of one customer: its own accounts collect answers as for training another model, and whether that is allowed is a matter of its contract',
  automation: 'flagged as automation: sent by a program, with no sign of harvesting',
  none: 'no verdict: there is not enough evidence to call it distillation',
  'not-judged': 'not judged: the log lacks the data needed to judge it',
} as const;

const OF_SUSPECTED = 'group suspected, which accuses no account';

/** @throws Error when the input is about no single campaign or account */
export function packet(input: ExportInput): Packet {
  const { report, subject } = input;
  if (subject === undefined) throw new Error('An evidence packet is about one campaign or one account.');
  const account = subject.kind === 'account' ? report.accounts[0] : undefined;
  const campaign = report.campaigns.find(({ id }) => id === (account ? account.campaign : subject.id));
  const item = account ?? campaign;
  if (!item) throw new Error(`The report has no ${subject.kind} "${subject.id}".`);
  const prior = item.priorLogOdds;
  return {
    title: `Evidence: ${subject.kind} ${subject.id}${!account && campaign ? `, ${campaignName(campaign, report)}` : ''}`,
    sections: [
      ...changes(report),
      summary(item, account, campaign, input, subject),
      ...evidenceSections(item, prior, report),
      ...(!account && campaign
        ? [
            ...checks(campaign, report),
            ...lookAlikes(campaign, report),
            ...parts(campaign, report),
            ...traces(campaign),
          ]
        : []),
      ...activity(input, account ? [] : report.accounts),
      ...(account ? slices(account, campaign, report) : members(report.accounts, input)),
      ...templates(report.templates, account),
      ...quotes(input),
      limitsSection(input, account),
      originSection(input),
    ],
  };
}

/** What people's files change comes before anything that it changes. */
export function changes(report: Report): Section[] {
  const changed = changesIn(report);
  if (changed.length === 0) return [];
  return [{ heading: 'What was changed by hand', blocks: [{ kind: 'list', items: changed }] }];
}

function summary(
  item: AccountReport | CampaignReport,
  account: AccountReport | undefined,
  campaign: CampaignReport | undefined,
  input: ExportInput,
  { kind, id }: Subject,
): Section {
  const decision = input.statusOf(kind, id);
  const called = account === undefined ? item : judgedIn(account, [campaign]);
  const work = input.report.triage?.cases?.find((one) => one.campaign === id);
  const facts: [string, string][] = [
    ['Requests', count(item.requests)],
    ...(account
      ? [...accountFacts(account), ...readerFacts(input.report.documents, 'account', account.account)]
      : ([
          ['Accounts', count(campaign?.accounts.length ?? 0)],
          ['Templates', count(campaign?.templates.length ?? 0)],
          ...(campaign ? campaignFacts(campaign, input.report) : []),
        ] satisfies [string, string][])),
    ['First request', moment(item.first)],
    ['Last request', moment(item.last)],
    ['Decision', decision ? decision.text : 'No decision yet.'],
    ...(work === undefined || account ? [] : [['Work', workText(work)] satisfies [string, string]]),
  ];
  return {
    heading: 'In short',
    blocks: [
      ...(campaign
        ? [text(account ? `Member of campaign ${campaign.id}: ${campaign.summary}` : campaign.summary)]
        : []),
      text(
        `${howSure(called)}; ${account?.verdict === 'none' && campaign?.verdict === 'suspected' ? OF_SUSPECTED : MEANINGS[item.verdict]}.`,
      ),
      { kind: 'facts', facts },
      text(
        'This packet contains what a program found in a log. It is evidence, not a decision. Read the evidence for and against together; the limits are at the end.',
      ),
    ],
  };
}

/** How likely an item is what it is called. */
function howSure(called: Judged): string {
  const score = ownScore(called);
  const number = probability(score);
  if (called.verdict === 'harvest') return `${number} (${likelihood(score)}) that this is a harvest`;
  const sure = called.verdict.startsWith('suspected') ? '' : sureness(called);
  return sure === ''
    ? `Score ${number}, which comes from generated worlds and runs low in others`
    : `${number} (${sure}) that this is distillation`;
}

function accountFacts({
  flaggedRequests,
  outputTokens,
  organisation,
  campaign,
  identity,
  looksLike,
}: AccountReport): [string, string][] {
  return [
    ['Flagged requests', count(flaggedRequests)],
    ['Output tokens', count(outputTokens)],
    ['Organisation', organisation ?? 'unknown'],
    ['Campaign', campaign ?? 'none'],
    ...(looksLike === undefined
      ? []
      : [['Looks like', `${visibleName(looksLike)}, which is another account`] as [string, string]]),
    ['Identity', identity === 'strong' ? 'an account name or key' : 'weak: only an address or a file name'],
  ];
}

/** The same words as on the page of a case. */
function checks(campaign: CampaignReport, report: Report): Section[] {
  const items = checkSentences(campaign, report);
  return items.length === 0 ? [] : [{ heading: 'What would change the verdict', blocks: [{ kind: 'list', items }] }];
}

export function activity(input: ExportInput, accounts: readonly AccountReport[]): Section[] {
  const spans = spansFigure(accounts, input.report.period);
  const figures = [...(input.activity ? activityFigures(input.activity) : []), ...(spans ? [spans] : [])];
  if (figures.length === 0) return [];
  return [{ heading: 'When', blocks: figures.map((figure) => ({ kind: 'figure', figure })) }];
}

function slices(account: AccountReport, campaign: CampaignReport | undefined, { templates: known }: Report): Section[] {
  const { slices: all, requests } = account;
  const { score } = judgedIn(account, [campaign]);
  const asked = new Map(known.map(({ id, intents: [top] }) => [id, top === undefined ? '' : intentTitle(top.intent)]));
  const rows = all.map((slice) => [
    slice.template,
    asked.get(slice.template) ?? '',
    count(slice.requests),
    `${((100 * slice.requests) / Math.max(1, requests)).toFixed(1)}%`,
    probability(slice.score === account.score ? score : slice.score),
  ]);
  return [
    {
      heading: 'What it sends',
      blocks: [table(['Template', 'Asks for', '>Requests', '>Share', '>Score'], rows)],
    },
  ];
}

export function members(accounts: readonly AccountReport[], { report, statusOf }: ExportInput): Section[] {
  const called = judging(report.campaigns);
  const rest = accounts.length - MEMBERS;
  return [
    {
      heading: 'Members',
      blocks: [
        table(
          ['Account', '>Score', '>Requests', '>Flagged', 'First request', 'Last request', 'Organisation', 'Decision'],
          accounts
            .slice(0, MEMBERS)
            .map((member) => [
              member.account,
              probability(called(member).score),
              count(member.requests),
              count(member.flaggedRequests),
              moment(member.first),
              moment(member.last),
              member.organisation ?? '',
              statusOf('account', member.account)?.state ?? '',
            ]),
        ),
        ...(rest > 0
          ? [text(`${counted(rest, 'more account')}: the report and the CSV export have all of them.`)]
          : []),
      ],
    },
  ];
}
