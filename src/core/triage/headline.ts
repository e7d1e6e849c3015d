/**
 * The overall result of a report in one unit, wherever it is summarised: campaigns and accounts that are called
 * distillation and count. Nothing that could not be judged is called clean, and what is just below the threshold is
 * named.
 */
import { CONTRACT } from '../../text/one-customer.ts';
import type { BlindCause, CampaignReport, Coverage, Report, Verdict } from '../report/report.ts';
import { count, counted, probability, setting } from '../../text/numbers.ts';
import { isCandidate, verdictWord } from '../../text/verdicts.ts';
import type { SubjectKind } from './triage.ts';
import { isCounted, type TriagedReport } from './triaged-report.ts';

/** How many of each kind have a verdict and count. */
export interface Called {
  campaigns: number;
  accounts: number;
}

export interface Headline {
  /** The gravest verdict that something has; `not-judged` where nothing was found because nothing could be. */
  state: Verdict;
  distillation: Called;
  relay: Called;
  harvest: Called;
  automation: Called;
  /** Candidates that were worth a report and stay below the threshold, the likeliest first. */
  candidates: CampaignReport[];
  /** `4 campaigns, 78 accounts called distillation`, `nothing called distillation`, `not judged: …`: for a line among others. */
  short: string;
  /** The first line of a summary: what was found, or why nothing can be said. */
  sentence: string;
  /** What must be known with it: candidates below the threshold, what was not judged, days unlike the baseline's. */
  caveats: string[];
}

/** Causes against which another field for the account may help. */
export const ACCOUNT_CAUSES: ReadonlySet<BlindCause['id']> = new Set([
  'no-account',
  'one-account',
  'few-accounts',
  'one-request',
]);

/** A campaign may be found all the same. */
const TIMELESS =
  'No request has a time, so timing was not judged, and it is unknown whether anything is still running.';

/** Candidates named in a sentence. */
const NAMED = 5;

export function headlineOf(triaged: TriagedReport): Headline {
  const { benign, allowed } = triaged.counts.account;
  return headline(triaged.report, (kind, id) => isCounted(triaged, kind, id), benign + allowed);
}

/**
 * @param counts does the item count?
 * @param cleared accounts that do not because of decisions
 */
export function headline(report: Report, counts: (kind: SubjectKind, id: string) => boolean, cleared = 0): Headline {
  const { coverage, settings } = report;
  const called = (verdict: Verdict): Called => ({
    campaigns: report.campaigns.filter((one) => one.verdict === verdict && counts('campaign', one.id)).length,
    accounts: report.accounts.filter((one) => one.verdict === verdict && counts('account', one.account)).length,
  });
  const [distillation, relay] = [called('distillation'), called('relay')];
  const [harvest, automation] = [called('harvest'), called('automation')];
  const candidates = report.campaigns.filter(
    ({ id, verdict, score }) => isCandidate(verdict, score) && counts('campaign', id),
  );
  const isBlind = coverage.state === 'not-judged';
  const state: Verdict = some(distillation)
    ? 'distillation'
    : some(relay)
      ? 'relay'
      : some(harvest)
        ? 'harvest'
        : isBlind
          ? 'not-judged'
          : some(automation)
            ? 'automation'
            : 'none';
  const found = [
    ...(some(distillation) ? [`distillation: ${sizes(distillation, 'campaign')}`] : []),
    ...(some(relay) ? [`relay: ${sizes(relay, 'group')}`] : []),
    ...(some(harvest) ? [`${HARVEST}: ${sizes(harvest, 'group')}`] : []),
  ];
  const programs = some(automation) ? [`automation: ${sizes(automation, 'campaign')}`] : [];
  // What people cleared is no clean log.
  const but = cleared === 0 ? '' : `, apart from ${counted(cleared, 'account')} cleared by decisions`;
  const all = `of ${counted(report.population.accounts, 'account')}`;
  const sentence =
    found.length > 0
      ? `Looks like ${[...found, ...programs].join('; ')} (${all}).`
      : isBlind
        ? `Cannot be judged: ${causeOf(coverage)}.`
        : `${report.partial ? 'In the part that was read, no' : 'No'} campaign or account is called distillation or relay (${count(coverage.accounts)} ${all} judged)${but}${programs.length === 0 ? '' : `; ${programs.join()}`}.`;
  const near = candidates
    .slice(0, NAMED)
    .map(({ id, score, accounts }) => `${id} at ${probability(score)} with ${counted(accounts.length, 'account')}`);
  const more = candidates.length > NAMED ? ` and ${counted(candidates.length - NAMED, 'more', 'more')}` : '';
  return {
    state,
    distillation,
    relay,
    harvest,
    automation,
    candidates,
    short: shortOf(state, { distillation, relay, harvest }, report),
    sentence,
    caveats: [
      ...(some(harvest) ? [`A harvest pattern of one customer is no coordinated distillation; ${CONTRACT}.`] : []),
      ...(near.length > 0
        ? [`Below the threshold of ${setting(settings.threshold)}, and no verdict: ${near.join(', ')}${more}.`]
        : []),
      ...coverageSentence(report, found.length > 0),
      ...driftSentence(report),
      ...(report.period === null && report.population.requests > 0 ? [TIMELESS] : []),
    ],
  };
}

const HARVEST = verdictWord('harvest', 0);

const some = ({ campaigns, accounts }: Called): boolean => campaigns + accounts > 0;

function sizes({ campaigns, accounts }: Called, noun: string): string {
  return [
    ...(campaigns > 0 ? [counted(campaigns, noun)] : []),
    ...(accounts > 0 ? [counted(accounts, 'account')] : []),
  ].join(', ');
}

function shortOf(
  state: Verdict,
  { distillation, relay, harvest }: Pick<Headline, 'distillation' | 'relay' | 'harvest'>,
  { coverage, partial }: Report,
): string {
  if (state === 'distillation') return `${sizes(distillation, 'campaign')} called distillation`;
  if (state === 'relay') return `${sizes(relay, 'group')} called relay`;
  if (state === 'harvest') return `${sizes(harvest, 'group')} called ${HARVEST}`;
  if (state === 'not-judged') return `cannot be judged: ${causeOf(coverage)}`;
  return `nothing called distillation${partial ? ' in the part that was read' : ''}`;
}

/** Why nothing can be said; a log without any request has no cause but that. */
export const causeOf = ({ causes }: Coverage): string => causes[0]?.text ?? 'no request was found';

/** Days unlike those of the baseline: an alarm that accuses nobody, so it is no finding. */
function driftSentence({ drift }: Report): string[] {
  const [first, ...rest] = drift?.alarms ?? [];
  if (first === undefined) return [];
  const more = rest.length === 0 ? '' : ` ${counted(rest.length, 'more alarm')}.`;
  return [`Drift alarm, which accuses nobody. ${first.text}${more}`];
}

/** What was not judged, where something was found or the rest is clean. */
function coverageSentence({ coverage, population }: Report, isFound: boolean): string[] {
  if (coverage.state === 'judged') return [];
  if (coverage.state === 'not-judged') {
    return isFound ? [`The rest of the log cannot be judged: ${causeOf(coverage)}.`] : [];
  }
  const requests = population.requests - coverage.requests;
  const causes = coverage.causes.map(({ text }) => text).join('; ');
  if (requests === 0) return [`Not all was read: ${causes}.`];
  const share = probability(requests / population.requests);
  return [`${counted(requests, 'request')} (${share}) could not be judged: ${causes}.`];
}
