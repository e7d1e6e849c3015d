/**
 * The overall result of a report in one unit, wherever it is summarised: campaigns and accounts that are called
 * distillation and count. Nothing that could not be judged is called clean, and what is just below the threshold is
 * named.
 */
import { CONTRACT } from '../../text/one-customer.ts';
import {
  type BlindCause,
  type CampaignReport,
  type Coverage,
  FOUND,
  type Report,
  type Verdict,
  VERDICTS,
} from '../shape/report.ts';
import { causeWords, leadTexts } from '../../text/blind/blind-log.ts';
import { alarmText } from '../../text/drift.ts';
import { count, probability, rate } from '../../text/numbers.ts';
import { accountsText, english, type Speech } from '../../text/speech.ts';
import { visibleLine } from '../../text/visible.ts';
import { clearedSentence } from '../../text/cleared-groups.ts';
import { singleAccountHarvestsSentence } from '../../text/single-account-harvests.ts';
import { howOftenRight, whatNext } from '../../text/suspected.ts';
import { techniqueHeadlines } from '../../text/techniques.ts';
import { isCandidate, verdictWord } from '../../text/verdicts.ts';
import type { SubjectKind } from './triage.ts';
import { isCounted, type TriagedReport } from './triaged-report.ts';
import { weakenedSentence } from './weakened.ts';

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
  /** Suspected groups, and the accounts in them: nobody of these is accused. */
  suspected: Called;
  harvest: Called;
  automation: Called;
  /** Candidates that were worth a report, stay below the threshold and are not suspected, in the order of the queue. */
  candidates: CampaignReport[];
  /** `4 campaigns, 78 accounts flagged as distillation`, `nothing flagged as distillation`, `not judged: …`: for a line among others. */
  short: string;
  /** The first line of a summary: what was found, or why nothing can be said. */
  sentence: string;
  /** What must be known with it: settings that hide findings, candidates below the threshold, what was not judged, days unlike the baseline's. */
  caveats: string[];
}

/** Causes against which another field for the account may help. */
const ACCOUNT_CAUSES: ReadonlySet<BlindCause['id']> = new Set([
  'no-account',
  'one-account',
  'few-accounts',
  'one-request',
]);

/** A campaign may be found all the same. */
const TIMELESS =
  'No request has a time, so timing was not judged, and it is unknown whether anything is still running.';

/** Candidates or files named in a sentence. */
const NAMED = 5;

export function headlineOf(triaged: TriagedReport, t: Speech = english): Headline {
  const { benign, allowed } = triaged.counts.account;
  return headline(triaged.report, (kind, id) => isCounted(triaged, kind, id), benign + allowed, t);
}

/**
 * @param counts does the item count?
 * @param cleared accounts that do not because of decisions
 */
export function headline(
  report: Report,
  counts: (kind: SubjectKind, id: string) => boolean,
  cleared = 0,
  t: Speech = english,
): Headline {
  const { coverage } = report;
  const called = (verdict: Verdict): Called => ({
    campaigns: report.campaigns.filter((one) => one.verdict === verdict && counts('campaign', one.id)).length,
    accounts: report.accounts.filter((one) => one.verdict === verdict && counts('account', one.account)).length,
  });
  const [distillation, relay] = [called('distillation'), called('relay')];
  const [harvest, automation] = [called('harvest'), called('automation')];
  const suspects = report.campaigns.filter(({ id, verdict }) => verdict === 'suspected' && counts('campaign', id));
  const members = new Set(suspects.flatMap(({ accounts }) => accounts.filter((one) => counts('account', one))));
  const suspected: Called = { campaigns: suspects.length, accounts: members.size };
  const candidates = report.campaigns.filter(
    ({ id, verdict, score }) => isCandidate(verdict, score) && counts('campaign', id),
  );
  const isBlind = coverage.state === 'not-judged';
  const findings = { distillation, relay, suspected, harvest };
  const state =
    VERDICTS.find((verdict) => isFinding(verdict) && some(findings[verdict])) ??
    (isBlind ? 'not-judged' : some(automation) ? 'automation' : 'none');
  const found = [
    ...(some(distillation) ? [`${verdictWord('distillation', 1, t)}: ${sizes(distillation, campaigns, t)}`] : []),
    ...(some(relay) ? [`${verdictWord('relay', 0, t)}: ${sizes(relay, groups, t)}`] : []),
    ...(some(harvest) ? [`${verdictWord('harvest', 0, t)}: ${sizes(harvest, groups, t)}`] : []),
  ];
  const doubtful = some(suspected) ? [`${verdictWord('suspected', 0, t)}: ${sizes(suspected, groups, t)}`] : [];
  const programs = some(automation) ? [`${verdictWord('automation', 0, t)}: ${sizes(automation, campaigns, t)}`] : [];
  const all = accountsText(report.population.accounts, t);
  const judged = [count(coverage.accounts), all] as const;
  const nothing = report.partial
    ? t(
        'In the part that was read, no campaign or account is flagged as distillation or relay ({0} of {1} judged)',
        ...judged,
      )
    : t('No campaign or account is flagged as distillation or relay ({0} of {1} judged)', ...judged);
  // What people cleared is no clean log.
  const but = cleared === 0 ? '' : `, ${t('apart from {0} cleared by decisions', accountsText(cleared, t))}`;
  const sentence =
    found.length > 0
      ? t('Looks like {0} (of {1}).', [...found, ...doubtful, ...programs].join('; '), all)
      : isBlind && doubtful.length === 0
        ? t('Cannot be judged: {0}.', causeOf(report, t))
        : `${nothing}${[but, ...doubtful, ...programs].join('; ')}.`;
  const near = [...candidates]
    .sort((a, b) => b.score - a.score)
    .slice(0, NAMED)
    .map(({ id, score, accounts }) =>
      t('{0} at {1} with {2}', id, probability(score), accountsText(accounts.length, t)),
    );
  const more = candidates.length > NAMED ? ` ${t('and {0} more', count(candidates.length - NAMED))}` : '';
  return {
    state,
    distillation,
    relay,
    suspected,
    harvest,
    automation,
    candidates,
    short: shortOf(state, findings, report, t),
    sentence,
    caveats: [
      ...weakenedSentence(report, t),
      ...(some(harvest)
        ? [`${t('A harvest pattern by one customer is not coordinated distillation')}; ${t(CONTRACT)}.`]
        : []),
      ...suspects.slice(0, 1).flatMap(({ id }) => [howOftenRight(t), whatNext(visibleLine(id, 40), t)]),
      ...(near.length > 0 ? [t('Neither flagged nor suspected: {0}.', `${near.join(', ')}${more}`)] : []),
      ...(state === 'automation' || state === 'none'
        ? [
            ...(report.campaigns.length > 0 ? [] : clearedSentence(report.considered, t)),
            ...singleAccountHarvestsSentence(report.considered?.alone, (account) => counts('account', account), t),
          ]
        : []),
      ...techniqueHeadlines(report.techniques, t),
      ...coverageSentence(report, found.length + doubtful.length > 0, t),
      ...(state === 'not-judged' ? leadTexts(coverage.leads, t) : []),
      ...unreadSentence(report, t),
      ...driftSentence(report, t),
      ...(report.period === null && report.population.requests > 0 ? [t(TIMELESS)] : []),
    ],
  };
}

type Finding = 'distillation' | 'relay' | 'suspected' | 'harvest';
const isFinding = (verdict: Verdict): verdict is Finding => FOUND.has(verdict);

const some = ({ campaigns, accounts }: Called): boolean => campaigns + accounts > 0;

type Sized = (n: number, t: Speech) => string;
const campaigns: Sized = (n, t) => (n === 1 ? t('1 campaign') : t('{0} campaigns', count(n)));
const groups: Sized = (n, t) => (n === 1 ? t('1 group') : t('{0} groups', count(n)));

function sizes({ campaigns: found, accounts }: Called, sized: Sized, t: Speech): string {
  return [...(found > 0 ? [sized(found, t)] : []), ...(accounts > 0 ? [accountsText(accounts, t)] : [])].join(', ');
}

function shortOf(
  state: Verdict,
  { distillation, relay, suspected, harvest }: Pick<Headline, Finding>,
  report: Report,
  t: Speech,
): string {
  const called = (size: string): string => t('{0} flagged as {1}', size, verdictWord(state, 1, t));
  if (state === 'distillation') return called(sizes(distillation, campaigns, t));
  if (state === 'relay') return called(sizes(relay, groups, t));
  if (state === 'suspected') return t('{0} suspected, nothing flagged', sizes(suspected, groups, t));
  if (state === 'harvest') return called(sizes(harvest, groups, t));
  if (state === 'not-judged') return t('cannot be judged: {0}', causeOf(report, t));
  if (report.partial) return t('nothing flagged as distillation in the part that was read');
  return t('nothing flagged as distillation');
}

/** Would another field for the account help? */
export const isAboutAccounts = ({ causes }: Coverage): boolean => ACCOUNT_CAUSES.has(causes[0]?.id ?? 'rejected');

/** Why nothing can be said; a log without any request has no cause but that, or that the scan did not get to one. */
export function causeOf({ coverage, inputs }: Pick<Report, 'coverage' | 'inputs'>, t: Speech = english): string {
  const [first] = coverage.causes;
  if (first !== undefined) return causeWords(first.text, t);
  return inputs.cancelled === undefined
    ? t('no request was found')
    : t('the scan was cancelled before a request was read');
}

/**
 * Files of which no line could be read, where others could be. A line may be a whole file, so their share of the lines says little
 * of what was not judged.
 */
function unreadSentence({ inputs: { files } }: Report, t: Speech): string[] {
  const unread = files.filter(({ records, rejected }) => records === 0 && rejected > 0);
  if (unread.length === 0 || unread.length === files.length) return [];
  const names = unread.slice(0, NAMED).map(({ path }) => visibleLine(path, 100));
  const more = unread.length > NAMED ? ` ${t('and {0} more', count(unread.length - NAMED))}` : '';
  const all = count(files.length);
  const named = `${names.join(', ')}${more}`;
  return [
    unread.length === 1
      ? t('Nothing could be read of 1 of {0} files: {1}.', all, named)
      : t('Nothing could be read of {0} of {1} files: {2}.', count(unread.length), all, named),
  ];
}

/** Days unlike those of the baseline: an alarm that accuses nobody, so it is no finding. */
function driftSentence({ drift }: Report, t: Speech): string[] {
  const [first, ...rest] = drift?.alarms ?? [];
  if (first === undefined) return [];
  const more =
    rest.length === 0 ? '' : ` ${rest.length === 1 ? t('1 more alarm.') : t('{0} more alarms.', count(rest.length))}`;
  return [`${t('Drift alarm, which is not an accusation.')} ${alarmText(first, t)}${more}`];
}

/** What was not judged, where something was found or the rest is clean. */
function coverageSentence(report: Report, isFound: boolean, t: Speech): string[] {
  const { coverage, population } = report;
  if (coverage.state === 'judged') return [];
  if (coverage.state === 'not-judged') {
    return isFound ? [t('The rest of the log cannot be judged: {0}.', causeOf(report, t))] : [];
  }
  const requests = population.requests - coverage.requests;
  const causes = coverage.causes.map(({ text }) => causeWords(text, t)).join('; ');
  if (requests === 0) return [t('Not all was read: {0}.', causes)];
  const share = rate(requests / population.requests);
  return [
    requests === 1
      ? t('1 request ({0}) could not be judged: {1}.', share, causes)
      : t('{0} requests ({1}) could not be judged: {2}.', count(requests), share, causes),
  ];
}
