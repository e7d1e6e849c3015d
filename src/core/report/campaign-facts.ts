/** What decides how a campaign is looked at, in short: what it takes, who shares what, what it cost, whether it continues. */
import { DEALT_OUT } from '../campaigns/significance/null-links.ts';
import { innocentReading } from '../../text/explanations.ts';
import { casesAlike } from '../../text/likelihood.ts';
import { count, counted, percent, probability, signed } from '../../text/numbers.ts';
import { moment } from '../../text/times.ts';
import { judgementWords } from '../../text/verdicts.ts';
import { clearedAs, customerText } from '../../text/one-customer.ts';
import { intentTitle } from './intent-title.ts';
import type {
  CampaignReport,
  ConsideredGroup,
  ConsideredReason,
  GoneCampaign,
  LookAlike,
  Report,
  SharedTrace,
} from './report.ts';

const TITLES = 3;
const VALUES = 3;
const MODELS = 3;
const DAY = 86_400_000;

/** A name and a clause without a full stop. */
export type Fact = [name: string, text: string];

/** All facts of a campaign that are no evidence, those that decide first. */
export function campaignFacts(campaign: CampaignReport, report: Report): Fact[] {
  const models = modelFact(campaign);
  const customer = customerText(campaign);
  return [
    ...(customer === undefined ? [] : [['One customer', customer] satisfies Fact]),
    ...clientFacts(campaign).map((text): Fact => ['Known client', text]),
    ...sharedFacts(campaign).map((text): Fact => ['Shared', text]),
    ...innocentFacts(campaign),
    ...seenFacts(campaign),
    ['Activity', activityFact(campaign, report)],
    ['Significance', significanceFact(campaign)],
    ['Output', tokenFact(campaign, report)],
    ...(models === '' ? [] : [['Models', models] satisfies Fact]),
    ...releaseFacts(campaign).map((text): Fact => ['Release', text]),
    ...(campaign.key === undefined ? [] : [['Key', keyFact(campaign.key, campaign)] satisfies Fact]),
  ];
}

/** The same as sentences. */
export const factSentences = (campaign: CampaignReport, report: Report): string[] =>
  campaignFacts(campaign, report).map(([name, text]) => `${name}: ${text}.`);

/** `Reasoning traces and grading`: what its templates ask for; the kind of thing it is where nothing is known of that. */
export function campaignTitle({ verdict, templates }: CampaignReport, report: Pick<Report, 'templates'>): string {
  const own = new Set(templates);
  const asked = report.templates
    .filter(({ id }) => own.has(id))
    .flatMap(({ intents: [top] }) => (top === undefined ? [] : [intentTitle(top.intent)]));
  const titles = [...new Set(asked)].slice(0, TITLES);
  if (titles.length === 0) return verdict === 'relay' ? 'Shared access' : 'Shared templates';
  const text = [titles.slice(0, -1).join(', '), titles.at(-1)].filter(Boolean).join(' and ').toLowerCase();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** `Reasoning traces and grading · 24 accounts`: what a campaign is called where there is room for more than its number. */
export const campaignName = (campaign: CampaignReport, report: Pick<Report, 'templates'>): string =>
  `${campaignTitle(campaign, report)} · ${counted(campaign.accounts.length, 'account')}`;

const KINDS: Readonly<Record<SharedTrace['kind'], readonly [one: string, many: string]>> = {
  address: ['address', 'addresses'],
  userAgent: ['program', 'programs'],
  organisation: ['organisation', 'organisations'],
  payment: ['means of payment', 'means of payment'],
};

/** What members share and nobody else of the log has: `24 of 24 accounts share 2 addresses nobody else uses (…)`. */
export function sharedFacts({ infrastructure = [], accounts }: CampaignReport): string[] {
  return (Object.keys(KINDS) as SharedTrace['kind'][]).flatMap((kind) => {
    const own = infrastructure.filter((trace) => trace.kind === kind && trace.others === 0);
    if (own.length === 0) return [];
    const members = new Set(own.flatMap((trace) => trace.members)).size;
    const values = own.slice(0, VALUES).map(({ value }) => value);
    const more = own.length > VALUES ? ', …' : '';
    const [one, many] = KINDS[kind];
    return [
      `${count(members)} of ${counted(accounts.length, 'account')} share ${counted(own.length, one, many)} nobody else uses (${values.join(', ')}${more})`,
    ];
  });
}

/** Clients of the configuration file that it consists of: `Support desk sent 98% of its requests, from 20 of 24 accounts`. */
export function clientFacts({ knownClients = [], requests, accounts }: CampaignReport): string[] {
  return knownClients.map(
    (client) =>
      `${client.name} sent ${percent(client.requests / requests)} of its requests, from ${count(client.accounts)} of ${counted(accounts.length, 'account')}; ${CONFIG_FILE_SAYS}`,
  );
}

function innocentFacts({ explanations = [] }: CampaignReport): Fact[] {
  const reading = innocentReading(explanations);
  return reading === '' ? [] : [['If innocent', reading]];
}

const CONFIG_FILE_SAYS = 'it is listed in prompt-audit.yaml, and the score does not count it';

/** A release that explains why accounts changed model on one day says nothing when most of the log did so too. */
function releaseFacts({ releases = [] }: CampaignReport): string[] {
  return releases.map(({ model, released, moved, able, othersMoved, othersAble }) => {
    const others = `${count(othersMoved)} of ${counted(othersAble, 'other')}`;
    const rest =
      othersAble === 0
        ? 'no other account could have'
        : othersMoved >= othersAble / 2
          ? `so did ${others}, so it sets nobody apart`
          : `so did ${others}`;
    return `${count(moved)} of ${counted(able, 'account')} moved to ${model} within a day of its release on ${released}; ${rest}`;
  });
}

/** Whether it goes on at the end of the log: within a day of it, or a twentieth of a longer one. */
export function activityFact({ last }: CampaignReport, { period }: Pick<Report, 'period'>): string {
  if (last === null || period === null) return 'no times in the log, so it is unknown whether it is still running';
  const left = period.end - last;
  if (left <= Math.max(DAY, (period.end - period.start) / 20)) return 'still running when the log ends';
  return `ended ${counted(Math.round(left / DAY), 'day')} before the log does`;
}

/** Its first and last request, and what earlier scans found of it. */
function seenFacts(campaign: CampaignReport): Fact[] {
  const { first, last } = campaign;
  const earlier = historyFact(campaign);
  return [
    ...(first === null || last === null ? [] : [['Seen', `${moment(first)} to ${moment(last)} UTC`] satisfies Fact]),
    ...(earlier === undefined ? [] : [['Earlier scans', earlier] satisfies Fact]),
  ];
}

/** Which scan found it first; undefined without a state. */
export function historyFact({ history, first: start }: CampaignReport): string | undefined {
  if (history === undefined) return undefined;
  const { status, scans, firstScan, first } = history;
  if (status === 'new' || firstScan === undefined) return 'new: no earlier scan found it';
  const before = first !== null && start !== null && first < start ? `, with requests since ${moment(first)} UTC` : '';
  const found = `first found by the scan of ${moment(firstScan)} UTC, by ${counted(scans, 'scan')} in all${before}`;
  return status === 'back' ? `back: the scan before did not find it; ${found}` : found;
}

/** A campaign that earlier scans found: `Kdb2f6f3b (Reasoning traces and grading · 24 accounts), last found by …`. */
export const goneText = ({ key, name, lastScan, scans, last }: GoneCampaign): string =>
  `${key} (${name}), last found by the scan of ${moment(lastScan)} UTC, by ${counted(scans, 'scan')} in all${last === null ? '' : `; its last request was at ${moment(last)} UTC`}`;

const keyFact = (key: string, { history }: CampaignReport): string =>
  history === undefined
    ? `${key}, the same in later scans while most members use the same template`
    : `${key}, the same in all scans with this state`;

/** Output tokens that its accounts got, with all they did besides. */
export function tokenFact({ accounts }: CampaignReport, report: Pick<Report, 'accounts'>): string {
  const own = new Set(accounts);
  const tokens = report.accounts.reduce((sum, one) => (own.has(one.account) ? sum + one.outputTokens : sum), 0);
  return counted(tokens, 'output token');
}

/** `model-a (90% of its requests), model-b (10%)`; empty where the log names none. */
function modelFact({ models = [], requests }: CampaignReport): string {
  const shares = models
    .slice(0, MODELS)
    .map(
      ({ model, requests: own }, at) => `${model} (${percent(own / requests)}${at === 0 ? ' of its requests' : ''})`,
    );
  return `${shares.join(', ')}${models.length > MODELS ? ', …' : ''}`;
}

/**
 * Whether this could be chance: the strongest test that was made, as the cases in which chance gave as much. Copies of a log
 * are shuffled by dealing its rare templates out anew.
 */
export function significanceFact({ tests = [] }: CampaignReport): string {
  const [best] = tests
    .flatMap(({ against, p, n }) => (p === undefined || n === undefined ? [] : [{ against, p, n }]))
    .sort((a, b) => a.p - b.p);
  if (best === undefined) return 'not tested against chance';
  const { against, p, n } = best;
  const cases = against === DEALT_OUT ? 'shuffled copies' : `cases of ${against}`;
  return `matched by ${casesAlike(p, n)} ${cases}`;
}

/**
 * A cleared group that measures alike, and what tells the two apart: `G2, which was cleared (15 accounts …), apart from this:
 * …`. Its numbers are those of the cleared group.
 */
export function lookAlikeText({ group: id, text, weight }: LookAlike, { considered }: Report): string {
  const group = considered?.groups.find((one) => one.id === id);
  const what =
    group === undefined ? id : `${id}, ${judgementWords({ verdict: 'none', score: group.score })}: ${group.summary}`;
  return text === '' ? what : `${what} What sets it apart (${signed(weight, 1)} there): ${text}`;
}

/** Why a group was cleared: who it is, how likely it still is, and what speaks against it. */
export function clearedText(group: ConsideredGroup): string {
  const { score, summary, evidence, clearedBy } = group;
  const reasons = (title: string, of: readonly ConsideredReason[]): string =>
    of.length === 0 ? '' : ` ${title}: ${of.map(({ weight, text }) => `${signed(weight, 1)} ${text}`).join(' ')}`;
  return `${probability(score)}. ${clearedAs(group)}${summary}${reasons('For', evidence)}${reasons('Cleared by', clearedBy)}`;
}
