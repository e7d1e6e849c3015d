/**
 * What answers an appeal of one account: what it was called and why, what speaks against that, what would have to be shown to clear it,
 * and what nobody knows. It holds no text of prompts and answers and no name of another account.
 */
import { logOdds } from '../../../math/log-odds.ts';
import { sideOf, whyItCounts } from '../../../text/evidence-side.ts';
import type { Explanation } from '../../../text/explanations.ts';
import { ratio } from '../../../text/likelihood.ts';
import { logName } from '../../../text/log-name.ts';
import { count, counted, percent, probability } from '../../../text/numbers.ts';
import { moment } from '../../../text/times.ts';
import { judgedIn, judgementWords } from '../../../text/verdicts.ts';
import { type AccountReport, type CampaignReport, type Evidence, speaks } from '../../shape/report.ts';
import type { ExportInput } from '../export-input.ts';
import { changes } from '../packet/packet-content.ts';
import { type Block, list, type Packet, type Section, text } from '../packet/packet.ts';
import { unknownSection } from './notice.ts';

/** Log lines of the account that are listed. */
const LINES = 10;
/** Innocent explanations that are less likely are not worth a proof. */
const LEAST = 0.05;

/** What shows that an innocent explanation is the right one. */
const PROOFS: Readonly<Record<Explanation, string>> = {
  relay:
    'It passes on what its own customers ask: a contract or a list of these customers, and requests of theirs that differ from each other.',
  product:
    'It uses a product, an app or a workflow template that sends these prompts for all its users: which one, who publishes it, and a copy or an invoice.',
  commons: 'The prompts are public: the notebook, benchmark, course or repository they come from, with its address.',
  pool: 'The accounts belong to one organisation, its team or its contractors: the contract, and the names of who holds which account.',
  ordinary:
    'It is used through an assistant or a coding agent that writes these prompts itself: which one, and its version.',
};

export function appeal(input: ExportInput): Packet {
  const { report, subject } = input;
  const account = subject?.kind === 'account' ? report.accounts[0] : undefined;
  if (account === undefined) {
    const none = { heading: 'No account', blocks: [text('An appeal is of one account.')] };
    return { title: 'Appeal', sections: [...changes(report), none] };
  }
  const campaign = report.campaigns.find(({ id }) => id === account.campaign);
  const safe = withoutNames(campaign?.accounts ?? [], account.account);
  return {
    title: `Appeal of account ${account.account}`,
    sections: [
      ...changes(report),
      { heading: 'What is appealed', blocks: [{ kind: 'facts', facts: factsOf(account, campaign, input, safe) }] },
      { heading: 'What would clear it', blocks: clearing(account, campaign, input, safe) },
      { heading: 'What speaks for the verdict', blocks: reasons(account.evidence, campaign?.evidence, 'for', safe) },
      {
        heading: 'What speaks against it',
        blocks: reasons(account.counterEvidence, campaign?.counterEvidence, 'against', safe),
      },
      ...own(account, input),
      unknownSection(input),
    ],
  };
}

/** Sentences of evidence may name who else is meant. */
function withoutNames(names: readonly string[], own: string): (sentence: string) => string {
  const others = names.filter((name) => name !== own && name !== '').sort((a, b) => b.length - a.length);
  return (sentence) => others.reduce((left, name) => left.replaceAll(name, 'another account'), sentence);
}

function factsOf(
  account: AccountReport,
  campaign: CampaignReport | undefined,
  { statusOf, report }: ExportInput,
  safe: (sentence: string) => string,
): (readonly [string, string])[] {
  const decided = statusOf('account', account.account);
  return [
    ['Account', account.account],
    ['Verdict', judgementWords(judgedIn(account, [campaign]))],
    [
      'Group',
      campaign === undefined
        ? 'It belongs to no group.'
        : `One of ${counted(campaign.accounts.length, 'account')} of group ${campaign.key ?? campaign.id}: ${judgementWords(campaign)}.`,
    ],
    ['Requests', `${count(account.flaggedRequests)} of ${counted(account.requests, 'request')} flagged`],
    ['First request', account.first === null ? 'the log has no times' : `${moment(account.first)} UTC`],
    ['Last request', account.last === null ? 'the log has no times' : `${moment(account.last)} UTC`],
    ...(account.identity === 'weak'
      ? [['Who it is', 'It is known by an address or a file alone, so it may be several people.'] as const]
      : []),
    ...(decided === undefined ? [] : [['Decision', safe(decided.text)] as const]),
    ['Flagged from', `a probability of ${probability(report.settings.threshold)} on`],
  ];
}

function clearing(
  account: AccountReport,
  campaign: CampaignReport | undefined,
  { report }: ExportInput,
  safe: (sentence: string) => string,
): Block[] {
  if (!speaks(account.verdict)) return [text('Nothing: there is no verdict on this account.')];
  const gap = logOdds(account.score) - logOdds(report.settings.threshold);
  const decisive = account.evidence.filter((one) => sideOf(one) === 'for' && one.weight > gap);
  const readings = (campaign?.explanations ?? []).filter(({ share }) => share >= LEAST);
  return [
    ...(gap > 0
      ? [
          text(
            `By the figures, the verdict falls with evidence that ${ratio(-gap)}${decisive.length === 0 ? '. To take away one reason below is not enough.' : `, or if one of these reasons does not hold: ${decisive.map((one) => `“${safe(one.text)}”`).join(' ')}`}`,
          ),
        ]
      : []),
    ...(readings.length === 0
      ? []
      : [
          text(
            'If the group is innocent, one of these is so, the likeliest first. Whoever shows it for this account clears it:',
          ),
          list(readings.map(({ explanation, share }) => `${PROOFS[explanation]} (${percent(share)})`)),
        ]),
    list([
      ...(account.identity === 'weak'
        ? ['That the address or the file stands for several people, and which of the requests are the appellant’s.']
        : []),
      'That somebody else used the account: a stolen key, with the time from which it was not the holder.',
      'What the answers were used for. A log does not say it, and training of another model is what is suspected.',
    ]),
  ];
}

function reasons(
  own: readonly Evidence[],
  shared: readonly Evidence[] = [],
  side: 'for' | 'against',
  safe: (sentence: string) => string,
): Block[] {
  const said = (evidence: readonly Evidence[]): string[] =>
    evidence
      .filter((one) => sideOf(one) === side)
      .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .map((one) => `${safe(one.text)} (${ratio(one.weight)}: ${whyItCounts(one)})`);
  // The evidence of a member is that of its group and a little of its own.
  const ofGroup = new Set(shared.map((one) => one.text));
  const [mine, ofAll] = [said(own.filter((one) => !ofGroup.has(one.text))), said(shared)];
  return [
    text('Of this account:'),
    mine.length === 0 ? text('Nothing in the logs.') : list(mine),
    ...(ofAll.length === 0
      ? []
      : [text('Of the group as a whole, which is no evidence against one account alone:'), list(ofAll)]),
  ];
}

/** Its own requests, by their places: whoever decides reads them in the log. */
function own(account: AccountReport, { report }: ExportInput): Section[] {
  const lines = report.findings.filter(({ kind }) => kind === 'account').flatMap((finding) => finding.lines);
  const places = lines.slice(0, LINES).map(({ file, line }) => `${logName(file)}:${line}`);
  const slices = account.slices.map(({ template, requests }) =>
    template === ''
      ? `${counted(requests, 'request')} of no template`
      : `${counted(requests, 'request')} of template ${template}`,
  );
  return [
    {
      heading: 'Its own requests',
      blocks: [
        ...(slices.length === 0 ? [] : [list(slices)]),
        ...(places.length === 0 ? [] : [text('Requests to read first, in the log:'), list(places)]),
      ],
    },
  ];
}
