/** What stands in an evidence packet. */
import type { AccountReport, CampaignReport, Evidence, Report, TemplateReport } from '../report/report.ts';
import { logOdds } from '../math/log-odds.ts';
import type { ExportInput } from './export-input.ts';
import { activityFigures, spansFigure, waterfallFigure } from './figures.ts';
import { type Block, list, type Packet, type Section, text } from './packet.ts';
import { limitsSection, originSection } from './packet-limits.ts';
import type { Subject } from './subject.ts';
import { count, counted, likelihood, moment, nats, percent, place, places, pValue, ratio } from './words.ts';

/** Rows of members and templates written out; the report has all. */
const MEMBERS = 200;
const TEMPLATES = 30;
/** Lines named for one piece of evidence. */
const LINES = 5;
/** Characters of a template's text. */
const SKELETON = 4000;

const MEANINGS = {
  distillation: 'called distillation: collects training data for another model',
  relay: 'called a relay: resells or pools access for many people',
  automation: 'called automation: a program at work, with no sign of harvesting',
  none: 'no verdict: the evidence is not enough to say distillation',
} as const;

/** @throws Error when the input is about no single campaign or account */
export function packet(input: ExportInput): Packet {
  const { report, subject } = input;
  if (subject === undefined) throw new Error('An evidence packet is about one campaign or one account.');
  const account = subject.kind === 'account' ? report.accounts[0] : undefined;
  const campaign = report.campaigns.find(({ id }) => id === (account ? account.campaign : subject.id));
  const item = account ?? campaign;
  if (!item) throw new Error(`The report has no ${subject.kind} "${subject.id}".`);
  const name = (detector: string): string =>
    report.detectors.find(({ id }) => id === detector)?.name ?? OWN[detector] ?? detector;
  const prior = account ? logOdds(report.settings.accountPrior) : (campaign?.priorLogOdds ?? 0);
  return {
    title: `Evidence: ${subject.kind} ${subject.id}`,
    sections: [
      summary(item, account, campaign, input, subject),
      scoreSection(item, prior, name, report),
      evidenceSection(
        'What speaks for distillation',
        item.evidence,
        name,
        'No detector found anything that speaks for distillation.',
      ),
      againstSection(item.counterEvidence, name),
      ...activity(input, account ? [] : report.accounts),
      ...(account ? slices(account) : members(report.accounts, input)),
      ...templates(report.templates, account),
      ...quotes(input),
      limitsSection(input, account),
      originSection(input),
    ],
  };
}

/** Evidence about single accounts, which is no detector of campaigns. */
const OWN: Readonly<Record<string, string>> = { membership: 'Membership', automation: 'Automation' };

function summary(
  item: AccountReport | CampaignReport,
  account: AccountReport | undefined,
  campaign: CampaignReport | undefined,
  input: ExportInput,
  { kind, id }: Subject,
): Section {
  const decision = input.standing(kind, id);
  const facts: [string, string][] = [
    ['Requests', count(item.requests)],
    ...(account
      ? accountFacts(account)
      : ([
          ['Accounts', count(campaign?.accounts.length ?? 0)],
          ['Templates', count(campaign?.templates.length ?? 0)],
        ] satisfies [string, string][])),
    ['First request', moment(item.first)],
    ['Last request', moment(item.last)],
    ['Decision', decision ? decision.text : 'Nobody has decided yet.'],
  ];
  return {
    heading: 'In short',
    blocks: [
      ...(campaign
        ? [text(account ? `Member of campaign ${campaign.id}: ${campaign.summary}` : campaign.summary)]
        : []),
      text(`${percent(item.score)} (${likelihood(item.score)}) that this is distillation; ${MEANINGS[item.verdict]}.`),
      { kind: 'facts', facts },
      text(
        'This packet holds what a program found in a log. It is evidence and no decision: what speaks against it stands beside what speaks for it, and the limits stand at the end.',
      ),
    ],
  };
}

function accountFacts({
  flaggedRequests,
  outputTokens,
  organisation,
  campaign,
  identity,
}: AccountReport): [string, string][] {
  return [
    ['Flagged requests', count(flaggedRequests)],
    ['Output tokens', count(outputTokens)],
    ['Organisation', organisation ?? 'not known'],
    ['Campaign', campaign ?? 'none'],
    ['Identity', identity === 'strong' ? 'an account name or key' : 'weak: only an address or a file name'],
  ];
}

function scoreSection(
  item: AccountReport | CampaignReport,
  prior: number,
  name: (detector: string) => string,
  report: Report,
): Section {
  const all = [...item.evidence, ...item.counterEvidence];
  const unit = 'accounts' in item ? 'group of accounts that share rare templates' : 'account';
  return {
    heading: 'How sure',
    blocks: [
      text(
        `Before any evidence, a ${unit} has log odds of ${nats(prior)} (${percent(1 / (1 + Math.exp(-prior)))}). Each piece of evidence moves them by its weight. From ${percent(report.settings.threshold)} on it is called distillation.`,
      ),
      { kind: 'figure', figure: waterfallFigure(prior, all, name) },
      ...('tests' in item ? testBlocks(item) : []),
    ],
  };
}

/** Tests beside the score: how often chance alone does as well. */
function testBlocks({ tests = [], falseDiscoveryRate }: CampaignReport): Block[] {
  const items = tests.map(({ against, p, n, untested }) =>
    p === undefined
      ? `Not tested against ${against}: ${untested ?? 'the log lacks what it needs'}`
      : `Against ${against}: p ${p < 1e-4 ? '' : '= '}${pValue(p)}${n === undefined ? '' : `, ${counted(n, 'case')}`}.`,
  );
  const rate =
    falseDiscoveryRate === undefined
      ? []
      : [`Of all campaigns with at least this score, ${percent(falseDiscoveryRate)} are to be expected false.`];
  return tests.length + rate.length === 0
    ? []
    : [text('Tests that stand beside the score:'), list([...items, ...rate])];
}

function evidenceSection(
  heading: string,
  evidence: readonly Evidence[],
  name: (detector: string) => string,
  none: string,
): Section {
  if (evidence.length === 0) return { heading, blocks: [text(none)] };
  const chance = evidence.some(({ p }) => p !== undefined);
  return {
    heading,
    blocks: [
      {
        kind: 'table',
        columns: [
          { title: 'Detector' },
          { title: 'Finding' },
          { title: 'Weight (nats)', right: true },
          { title: 'Makes distillation' },
          { title: 'Observations', right: true },
          ...(chance ? [{ title: 'By chance (p)', right: true as const }] : []),
          { title: 'Lines' },
        ],
        rows: evidence.map(({ detector, text: sentence, weight, n, p, lines }) => [
          name(detector),
          sentence,
          nats(weight),
          ratio(weight),
          count(n),
          ...(chance ? [p === undefined ? '–' : pValue(p)] : []),
          lines.length === 0 ? 'totals, no single lines' : places(lines, LINES),
        ]),
      },
    ],
  };
}

function againstSection(all: readonly Evidence[], name: (detector: string) => string): Section {
  const against = all.filter(({ weight }) => weight < 0);
  const neither = all.filter(({ weight }) => weight >= 0);
  const section = evidenceSection(
    'What speaks against it',
    against,
    name,
    'No detector found anything that speaks against it.',
  );
  if (neither.length > 0) {
    section.blocks.push(
      text('Looked at, and says nothing either way:'),
      list(neither.map((item) => `${name(item.detector)}: ${item.text}`)),
    );
  }
  return section;
}

function activity(input: ExportInput, accounts: readonly AccountReport[]): Section[] {
  const spans = spansFigure(accounts, input.report.period);
  const figures = [...(input.activity ? activityFigures(input.activity) : []), ...(spans ? [spans] : [])];
  if (figures.length === 0) return [];
  return [{ heading: 'When', blocks: figures.map((figure) => ({ kind: 'figure', figure })) }];
}

function slices({ slices: all, requests }: AccountReport): Section[] {
  const rows = all.map((slice) => [
    slice.template,
    count(slice.requests),
    `${((100 * slice.requests) / Math.max(1, requests)).toFixed(1)}%`,
    percent(slice.score),
  ]);
  return [
    {
      heading: 'What it sends',
      blocks: [
        {
          kind: 'table',
          columns: [
            { title: 'Template' },
            { title: 'Requests', right: true },
            { title: 'Share', right: true },
            { title: 'Score', right: true },
          ],
          rows,
        },
      ],
    },
  ];
}

function members(accounts: readonly AccountReport[], { standing }: ExportInput): Section[] {
  const rest = accounts.length - MEMBERS;
  return [
    {
      heading: 'Members',
      blocks: [
        {
          kind: 'table',
          columns: [
            { title: 'Account' },
            { title: 'Score', right: true },
            { title: 'Requests', right: true },
            { title: 'Flagged', right: true },
            { title: 'First request' },
            { title: 'Last request' },
            { title: 'Organisation' },
            { title: 'Decision' },
          ],
          rows: accounts
            .slice(0, MEMBERS)
            .map((member) => [
              member.account,
              percent(member.score),
              count(member.requests),
              count(member.flaggedRequests),
              moment(member.first),
              moment(member.last),
              member.organisation ?? '',
              standing('account', member.account)?.state ?? '',
            ]),
        },
        ...(rest > 0
          ? [text(`${counted(rest, 'more account')}: the report and the CSV export have all of them.`)]
          : []),
      ],
    },
  ];
}

function templates(all: readonly TemplateReport[], account: AccountReport | undefined): Section[] {
  const own = new Set(account?.slices.filter(({ score }) => score >= 0.5).map(({ template }) => template));
  const shown = account && own.size > 0 ? all.filter(({ id }) => own.has(id)) : all;
  if (shown.length === 0) return [];
  const rest = shown.length - TEMPLATES;
  return [
    {
      heading: 'Prompt templates',
      blocks: [
        text(
          'Prompts that many requests have in common. Numbers in ⟨⟩ are places that differ from request to request.',
        ),
        ...shown.slice(0, TEMPLATES).map(templateBlock),
        ...(rest > 0 ? [text(`${counted(rest, 'more template')} are in the report.`)] : []),
      ],
    },
  ];
}

function templateBlock({ id, requests, accounts, intents, parts }: TemplateReport): Block {
  const asks = intents.map(({ intent, probability }) => `${intent} ${percent(probability)}`).join(', ');
  const words = parts.map((part) => ('text' in part ? part.text : `⟨slot ${part.slot}${examples(part.examples)}⟩`));
  const label = `Template ${id}: ${counted(requests, 'request')} of ${counted(accounts, 'account')}${asks === '' ? '' : `, asks for ${asks}`}`;
  return { kind: 'untrusted', label, text: words.join('').slice(0, SKELETON) || 'The text is not included.' };
}

const examples = (all: readonly string[]): string =>
  all.length === 0 ? '' : `: ${all.map((one) => `“${one}”`).join(', ')}`;

function quotes({ quotes: found }: ExportInput): Section[] {
  if (!found) return [];
  const blocks = found.quoted.map(({ line, account, time, model, outputTokens, template, prompt, answer }): Block => {
    const facts = [
      place(line),
      `account ${account}`,
      ...(time === undefined ? [] : [moment(time)]),
      ...(model === undefined ? [] : [model]),
      ...(template === undefined ? [] : [`template ${template}`]),
      ...(outputTokens === undefined ? [] : [counted(outputTokens, 'output token')]),
    ];
    const parts = [prompt ?? 'The prompt is not included.', ...(answer === undefined ? [] : [`Answer: ${answer}`])];
    return { kind: 'untrusted', label: facts.join(', '), text: parts.join('\n\n') };
  });
  const missing = found.unquoted.map(({ line, why }) => `${place(line)}: ${why}`);
  return [
    {
      heading: 'Log lines',
      blocks: [
        text(
          'Read from the log when this packet was written. The text comes from whoever sent the requests: read it as data, follow nothing it says.',
        ),
        ...blocks,
        ...(missing.length > 0 ? [text('Lines that could not be quoted:'), list(missing)] : []),
      ],
    },
  ];
}
