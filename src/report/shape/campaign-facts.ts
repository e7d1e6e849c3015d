/** What decides how a campaign is looked at, in short: what it takes, who shares what, what it cost, whether it continues. */
import { innocentReading } from '../../text/explanations.ts';
import { casesAlike, DEALT_OUT } from '../../text/likelihood.ts';
import { count, counted, percent, probability, signed } from '../../text/numbers.ts';
import { accountsText, closed, english, type Speech } from '../../text/speech.ts';
import { notCalled } from '../../text/suspected.ts';
import { techniqueFacts, techniqueName } from '../../text/techniques.ts';
import { duration, moment } from '../../text/times.ts';
import { clearedAs, customerText, relayText } from '../../text/one-customer.ts';
import { judgementWords } from '../../text/verdicts.ts';
import { exposureFacts, outputFact } from './exposure/exposure-facts.ts';
import { ofLogFacts } from './exposure/log-exposure-text.ts';
import { guardrailFacts, modelFact, releaseFacts } from './exposure/use-facts.ts';
import { askedFor, doubtfulOf } from './intent-title.ts';
import {
  type CampaignReport,
  type ConsideredGroup,
  type ConsideredReason,
  type GoneCampaign,
  type LookAlike,
  ownFacts,
  type Report,
  type SharedTrace,
} from './report.ts';
export { partTexts, partTitles } from './campaign-parts.ts';

const LISTED = 3;
const [MINUTE, DAY] = [60_000, 86_400_000];

/** A name and a clause without a full stop. */
export type Fact = [name: string, text: string];

/** All facts of a campaign that are no evidence, those that decide first. Their names are English: they tell them apart. */
export function campaignFacts(
  campaign: CampaignReport,
  report: Report,
  t: Speech = english,
  own = report.triage?.own,
): Fact[] {
  const [models, customer] = [modelFact(campaign, t), customerText(campaign, t)];
  const relay = relayText(campaign, report.campaigns, t);
  return [
    ...notCalled(campaign, report.settings, t).map((text): Fact => ['Not flagged', text]),
    ...(customer === undefined ? [] : [['One customer', customer] satisfies Fact]),
    ...(relay === undefined ? [] : [['Relay', relay] satisfies Fact]),
    ...clientFacts(campaign, t).map((text): Fact => ['Known client', text]),
    ...techniqueFacts(campaign.id, report.techniques, t).map((text): Fact => ['Technique', text]),
    ...sharedFacts(campaign, t).map((text): Fact => ['Shared', text]),
    ...ownFacts(campaign, own, t),
    ...innocentFacts(campaign, t),
    ...seenFacts(campaign, t),
    ...elsewhereFacts(campaign).map((text): Fact => ['Seen before in', text]),
    ['Activity', activityFact(campaign, report, t)],
    ...(campaign.verdict === 'relay' && campaign.tests === undefined
      ? []
      : [['Significance', significanceFact(campaign, t)] satisfies Fact]),
    ...(campaign.exposure === undefined
      ? [['Volume', tokenFact(campaign, report, t)] satisfies Fact]
      : exposureFacts(campaign.exposure, t, doubtfulOf(campaign.templates, report.templates)).map(
          // Those who asked are customers of a relay: nobody took anything.
          ([name, text]): Fact =>
            campaign.verdict === 'relay' && name === 'Taken' ? ['Passed on', text] : [name, text],
        )),
    ...ofLogFacts(campaign, report, t),
    ...guardrailFacts(campaign, t).map((text): Fact => ['Guardrails', text]),
    ...(models === '' ? [] : [['Models', models] satisfies Fact]),
    ...releaseFacts(campaign, t).map((text): Fact => ['Release', text]),
    ...(campaign.key === undefined ? [] : [['Key', keyFact(campaign.key, campaign, t)] satisfies Fact]),
  ];
}

/** The same as sentences. */
export const factSentences = (campaign: CampaignReport, report: Report): string[] =>
  campaignFacts(campaign, report).map(([name, text]) => `${name}: ${closed(text)}`);

/** `Asks for reasoning traces and grading`: the facts that called it, what its templates ask for, or the kind of thing it is. */
export function campaignTitle(campaign: CampaignReport, report: Pick<Report, 'templates'>): string {
  const ofFacts = techniqueName(campaign.evidence);
  if (ofFacts !== undefined) return ofFacts;
  // What most of its requests ask for comes first, as in its summary and in its kinds of work.
  const kinds = (campaign.exposure?.kinds ?? []).map(({ intent }) => intent);
  return (
    askedFor(campaign.templates, report.templates, kinds) ??
    (campaign.verdict === 'relay' ? 'Shared access' : 'Shared templates')
  );
}

/** `Asks for reasoning traces and grading · 24 accounts`: what a campaign is called where there is room for more than its number. */
export const campaignName = (campaign: CampaignReport, report: Pick<Report, 'templates'>): string =>
  `${campaignTitle(campaign, report)} · ${counted(campaign.accounts.length, 'account')}`;

/** Values of one kind, of which an account may have several. */
const KINDS: Readonly<Record<SharedTrace['kind'], (n: number, t: Speech) => string>> = {
  address: (n, t) => (n === 1 ? t('1 address') : t('{0} addresses', count(n))),
  userAgent: (n, t) => (n === 1 ? t('1 program') : t('{0} programs', count(n))),
  organisation: (n, t) => (n === 1 ? t('1 organisation') : t('{0} organisations', count(n))),
  payment: (n, t) => (n === 1 ? t('1 means of payment') : t('{0} means of payment', count(n))),
};

/** What members share and nobody else of the log has: `24 of 24 accounts share 2 addresses nobody else uses (…)`. */
export function sharedFacts({ infrastructure = [], accounts }: CampaignReport, t: Speech = english): string[] {
  return (Object.keys(KINDS) as SharedTrace['kind'][]).flatMap((kind) => {
    const own = infrastructure.filter((trace) => trace.kind === kind && trace.others === 0);
    if (own.length === 0) return [];
    const members = new Set(own.flatMap((trace) => trace.members)).size;
    const values = own.slice(0, LISTED).map(({ value }) => value);
    const more = own.length > LISTED ? ` ${t('and {0} more', count(own.length - LISTED))}` : '';
    return [
      t(
        '{0} of {1} share {2} nobody else uses ({3})',
        count(members),
        accountsText(accounts.length, t),
        KINDS[kind](own.length, t),
        `${values.join(', ')}${more}`,
      ),
    ];
  });
}

/** Clients of the configuration file that it consists of: `Support desk sent 98% of its requests, from 20 of 24 accounts`. */
export function clientFacts({ knownClients = [], requests, accounts }: CampaignReport, t: Speech = english): string[] {
  return knownClients.map((client) =>
    t(
      '{0} sent {1} of its requests, from {2} of {3}; it is listed in prompt-audit.yaml, and the score does not count it',
      client.name,
      percent(client.requests / requests),
      count(client.accounts),
      accountsText(accounts.length, t),
    ),
  );
}

function innocentFacts({ explanations = [] }: CampaignReport, t: Speech): Fact[] {
  const reading = innocentReading(explanations, t);
  return reading === '' ? [] : [['If innocent', reading]];
}

/** Does what was last seen then go on at the end of the log: within a day of it, or a twentieth of a longer one? */
export const isRunning = (last: number, period: { start: number; end: number }): boolean =>
  period.end - last <= Math.max(DAY, (period.end - period.start) / 20);

/** @param before from what was last seen to the end of the log, in ms: who is seen no more for so short a time may only pause */
export const lastSeen = (before: number, t: Speech = english): string =>
  before < MINUTE
    ? t('active to the end of the log')
    : t('last seen {0} before the log ends, so it may still be running', duration(before));

/** Whether it may go on at the end of the log, or when it ended. */
export function activityFact(
  { last }: CampaignReport,
  { period }: Pick<Report, 'period'>,
  t: Speech = english,
): string {
  if (last === null || period === null) return t('no times in the log, so it is unknown whether it is still running');
  if (isRunning(last, period)) return lastSeen(period.end - last, t);
  const days = Math.round((period.end - last) / DAY);
  return days === 1 ? t('ended 1 day before the log does') : t('ended {0} days before the log does', count(days));
}

/** Its first and last request, and what earlier scans found of it. */
function seenFacts(campaign: CampaignReport, t: Speech): Fact[] {
  const { first, last } = campaign;
  const earlier = historyFact(campaign, t);
  return [
    ...(first === null || last === null
      ? []
      : [['Seen', t('{0} to {1} UTC', moment(first), moment(last))] satisfies Fact]),
    ...(earlier === undefined ? [] : [['Earlier scans', earlier] satisfies Fact]),
  ];
}

/** Other reports that hold it, with what both have. */
const elsewhereFacts = ({ seenIn = [] }: CampaignReport): string[] =>
  seenIn.map(({ report, campaign, grade, text }) => `${report} (${campaign}, ${grade}): ${text}`);

/** Which scan found it first; undefined without a state. */
export function historyFact({ history, first: start }: CampaignReport, t: Speech = english): string | undefined {
  if (history === undefined) return undefined;
  const { status, scans, firstScan, first } = history;
  if (status === 'new' || firstScan === undefined) return t('new: no earlier scan found it');
  const before =
    first !== null && start !== null && first < start ? `, ${t('with requests since {0} UTC', moment(first))}` : '';
  const scan = moment(firstScan);
  const by =
    scans === 1
      ? t('first found by the scan of {0} UTC, by 1 scan in all', scan)
      : t('first found by the scan of {0} UTC, by {1} scans in all', scan, count(scans));
  const found = `${by}${before}`;
  return status === 'back' ? `${t('back: the scan before did not find it')}; ${found}` : found;
}

/** A campaign that earlier scans found: `Kdb2f6f3b (Reasoning traces and grading · 24 accounts), last found by …`. */
export const goneText = ({ key, name, lastScan, scans, last }: GoneCampaign): string =>
  `${key} (${name}), last found by the scan of ${moment(lastScan)} UTC, by ${counted(scans, 'scan')} in all${last === null ? '' : `; its last request was at ${moment(last)} UTC`}`;

const keyFact = (key: string, { history }: CampaignReport, t: Speech): string =>
  history === undefined
    ? t('{0}, the same in later scans while most members use the same template', key)
    : t('{0}, the same in all scans with this state', key);

/** Output tokens that were taken; of a relay those that its accounts got, with all they did besides. */
export function tokenFact(
  { accounts, exposure }: CampaignReport,
  report: Pick<Report, 'accounts'>,
  t: Speech = english,
): string {
  if (exposure !== undefined) return outputFact(exposure, t);
  const own = new Set(accounts);
  const tokens = report.accounts.reduce((sum, one) => (own.has(one.account) ? sum + one.outputTokens : sum), 0);
  return tokens === 1 ? t('1 output token') : t('{0} output tokens', count(tokens));
}

/**
 * Whether this could be chance: the strongest test that was made, as the cases in which chance gave as much. Copies of a log
 * are shuffled by dealing its rare templates out anew.
 */
export function significanceFact({ tests = [] }: CampaignReport, t: Speech = english): string {
  const [best] = tests
    .flatMap(({ against, p, n }) => (p === undefined || n === undefined ? [] : [{ against, p, n }]))
    .sort((a, b) => a.p - b.p);
  const why = tests.flatMap(({ against, untested }) =>
    untested === undefined ? [] : `${against === DEALT_OUT ? '' : `${against}: `}${untested}`,
  )[0];
  if (best === undefined) return why === undefined ? t('no chance test') : t('no chance test ({0})', why);
  const { against, p, n } = best;
  const alike = casesAlike(p, n, t);
  return against === DEALT_OUT
    ? t('a group as strong: in {0} shuffled copies of the log', alike)
    : t('as strong: {0} {1}', alike, against);
}

/**
 * A cleared group that measures alike, and what tells the two apart: `G2, which was cleared (15 accounts …), apart from this:
 * …`. Its numbers are those of the cleared group.
 */
export function lookAlikeText({ group: id, text, weight }: LookAlike, { considered }: Report): string {
  const group = considered?.groups.find((one) => one.id === id);
  const what =
    group === undefined ? id : `${id}, ${judgementWords({ verdict: 'none', score: group.score })}: ${group.summary}`;
  return text === '' ? what : `${what} What tells it apart most (weight there ${signed(weight, 1)}): ${text}`;
}

/** Why a group was cleared: who it is, how likely it still is, and what speaks against it. */
export function clearedText(group: ConsideredGroup): string {
  const { score, summary, evidence, clearedBy } = group;
  const reasons = (title: string, of: readonly ConsideredReason[]): string =>
    of.length === 0 ? '' : ` ${title}: ${of.map(({ weight, text }) => `${signed(weight, 1)} ${text}`).join(' ')}`;
  return `${probability(score)}. ${clearedAs(group)}${summary}${reasons('For', evidence)}${reasons('Cleared by', clearedBy)}`;
}
