/**
 * What would change a verdict: facts that a person can check, who knows them, and what the score would be. Weights are log
 * likelihood ratios, so that to leave one out is exact.
 */
import { probabilityOf } from '../../math/log-odds.ts';
import { detectorFinding } from '../../text/detectors.ts';
import { evidenceName, findingOf, sideOf } from '../../text/evidence-side.ts';
import { type Explanation, likelyReadings } from '../../text/explanations.ts';
import { count, probability, setting } from '../../text/numbers.ts';
import { capitalised, closed, english, type Speech } from '../../text/speech.ts';
import { isForbidden } from '../../text/suspected.ts';
import type { CampaignReport, Evidence, Report } from './report.ts';
import { campaignVerdicts, type Verdict } from './verdict.ts';

/** A question, and who answers it with what follows from that. */
export type Check = [ask: string, answer: string];

type Judged = Pick<Report, 'settings' | 'detectors' | 'population' | 'techniques'>;

/** What is asked to find out whether an innocent explanation holds, and who knows. */
function askOf(explanation: Explanation, t: Speech): Check {
  switch (explanation) {
    case 'pool':
      return [t('Do the accounts belong to one customer?'), t('Contracts and billing tell, or an account directory.')];
    case 'product':
      return [t('Does one product, app or workflow write these prompts for its users?'), t('Its publisher knows.')];
    case 'commons':
      return [t('Are the prompts public, from a benchmark, a course or a notebook?'), t('Their source tells.')];
    case 'relay':
      return [t('Do the accounts pass on what their own customers ask?'), t('Contracts and customer lists tell.')];
    case 'ordinary':
      return [t('Does one assistant or coding agent write these prompts?'), t('The account holders know which one.')];
  }
}

/** A verdict after a change. */
function wordOf(verdict: Verdict | undefined, isSame: boolean, t: Speech): string {
  switch (verdict) {
    case 'distillation':
      return isSame ? t('still flagged') : t('flagged');
    case 'suspected':
      return isSame ? t('still suspected') : t('suspected');
    default:
      return isSame ? t('still no verdict') : t('no verdict');
  }
}

export function verdictChecks(campaign: CampaignReport, report: Judged, t: Speech = english): Check[] {
  const { verdict, customer } = campaign;
  if (verdict === 'relay')
    return [
      [
        t('Are these the keys of one customer whose gateway switches between them?'),
        t('Its contract and its gateway’s settings tell. If so, mark it benign.'),
      ],
    ];
  if (verdict === 'harvest' && customer !== undefined) return ofHarvest(campaign, customer.organisation, report, t);
  if (verdict === 'not-judged' || verdict === 'harvest') return [];
  const isCalled = verdict === 'distillation';
  return [
    ...(verdict === 'none' ? [] : readings(campaign, report, t)),
    ...honestUses(campaign, report, t),
    ...(isCalled
      ? strongest(campaign, report, t)
      : [...forbidden(campaign, report, t), ...upwards(campaign, report, t)]),
  ];
}

/** The same as sentences. */
export const checkSentences = (campaign: CampaignReport, report: Judged): string[] =>
  verdictChecks(campaign, report).map((check) => check.join(' '));

/** What each innocent explanation that is likely enough would take away. */
function readings(campaign: CampaignReport, report: Judged, t: Speech): Check[] {
  return likelyReadings(campaign.explanations ?? []).map(({ explanation }): Check => {
    const [ask, who] = askOf(explanation, t);
    return [ask, `${who} ${thenOf(explanation, campaign, report, t)}`];
  });
}

function thenOf(explanation: Explanation, campaign: CampaignReport, report: Judged, t: Speech): string {
  const isAsked = campaign.evidence.some(({ detector, weight }) => detector === 'intent' && weight > 0);
  switch (explanation) {
    case 'pool': {
      const { score } = without(campaign, ({ detector }) => detector === 'organisations');
      const isHarvest = isAsked && score >= report.settings.threshold;
      return isHarvest
        ? t('If so, it is that customer’s harvest ({0}), a matter of its contract.', probability(score))
        : t('If so, the verdict falls away.');
    }
    case 'commons':
      return t('If so, mark it benign, and name the source under publicPrompts; the score stays.');
    default: {
      // One program behind all of them is one cause of all that they do alike.
      const alike = new Set(report.detectors.flatMap(({ id, family }) => (family === 'coordination' ? [id] : [])));
      const left = without(campaign, (one) => alike.has(one.detector));
      return left.score >= campaign.score
        ? t('If so, mark it benign; the score stays.')
        : t('If so, how alike they act shows nothing: {0}.', moved(campaign, left, report, t));
    }
  }
}

/** Honest uses that look like its surest technique: the first that the log cannot tell from it, or those that it rules out. */
function honestUses({ id }: CampaignReport, { techniques = [] }: Judged, t: Speech): Check[] {
  const surest = techniques.find(({ campaigns }) => campaigns.includes(id));
  if (surest === undefined || surest.readings.length === 0) return [];
  const open = surest.readings.find(({ outcome }) => outcome === 'open');
  if (open === undefined)
    return [
      [
        t('Which honest uses were ruled out?'),
        closed(capitalised(surest.readings.map((one) => one.reading).join('; '))),
      ],
    ];
  return [
    [
      t('Is it {0}?', open.reading),
      `${closed(capitalised(open.checked))} ${t('The account holders know. If so, mark it benign.')}`,
    ],
  ];
}

/** What the heaviest reason may be instead, and how many reasons the verdict rests on. */
function strongest(campaign: CampaignReport, report: Judged, t: Speech): Check[] {
  const speaking = campaign.evidence.filter((one) => sideOf(one) === 'for').toSorted((a, b) => b.weight - a.weight);
  const [first] = speaking;
  if (first === undefined) return [];
  const { threshold } = report.settings;
  const isLeft = (taken: number): boolean => {
    const out = new Set(speaking.slice(0, taken));
    return without(campaign, (one) => out.has(one)).score >= threshold;
  };
  let taken = 1;
  while (taken < speaking.length && isLeft(taken)) taken++;
  const cause = detectorFinding(first.detector).cause(t);
  const left = without(campaign, (one) => one === first);
  const then =
    taken === 1
      ? t('Without it: {0}.', moved(campaign, left, report, t))
      : t('Only without the {0} strongest reasons does the score fall below {1}.', count(taken), setting(threshold));
  return [[t('Is there another cause of “{0}”?', nameOf(first, report)), `${cause} ${then}`]];
}

/** A rule of last resort. */
function forbidden(campaign: CampaignReport, { settings }: Judged, t: Speech): Check[] {
  const { atMostSuspected } = campaign;
  if (atMostSuspected === undefined || !isForbidden(campaign, settings.threshold)) return [];
  return [[t('Why is it not flagged at this score?'), closed(capitalised(atMostSuspected))]];
}

/** What speaks most against a group that is not called, which more traffic may not show again. */
function upwards(campaign: CampaignReport, report: Judged, t: Speech): Check[] {
  const against = campaign.counterEvidence.filter((one) => sideOf(one) === 'against');
  const [most] = against.toSorted((a, b) => a.weight - b.weight);
  if (most === undefined) return [];
  const left = without(campaign, (one) => one === most);
  const why = left.score >= report.settings.threshold ? campaign.atMostSuspected : undefined;
  return [
    [
      t('Does “{0}” hold?', nameOf(most, report)),
      `${detectorFinding(most.detector).holds(t)} ${t('Without it: {0}.', moved(campaign, left, report, t))}${why === undefined ? '' : ` ${t('Still not flagged: {0}.', why)}`}`,
    ],
  ];
}

function ofHarvest(campaign: CampaignReport, organisation: string, { settings }: Judged, t: Speech): Check[] {
  const { customer: _, ...apart } = campaign;
  const [verdict] = campaignVerdicts([apart], settings.threshold);
  return [
    [
      t('Do the accounts belong to {0}?', organisation),
      `${t('Billing tells; a name in a log can be made up.')} ${t('If not: {0}, {1}.', probability(campaign.score), wordOf(verdict, false, t))}`,
    ],
    [t('Does its contract allow it?'), t('If so, mark it benign; the score stays.')],
  ];
}

/** What it found, or what found it. */
const nameOf = ({ text, detector }: Evidence, { detectors }: Judged): string =>
  findingOf(text).finding ?? detectors.find(({ id }) => id === detector)?.name ?? evidenceName(detector) ?? detector;

/** The campaign without some of its evidence. */
function without(campaign: CampaignReport, isLeftOut: (one: Evidence) => boolean): CampaignReport {
  const evidence = campaign.evidence.filter((one) => !isLeftOut(one));
  const counterEvidence = campaign.counterEvidence.filter((one) => !isLeftOut(one));
  const odds = [...evidence, ...counterEvidence].reduce((sum, { weight }) => sum + weight, campaign.priorLogOdds);
  return { ...campaign, evidence, counterEvidence, score: probabilityOf(odds) };
}

/** `39% instead of 83%, no verdict`. */
function moved(campaign: CampaignReport, left: CampaignReport, { settings }: Judged, t: Speech): string {
  const [verdict] = campaignVerdicts([left], settings.threshold);
  const [before, after] = [probability(campaign.score), probability(left.score)];
  return before === after
    ? t('the score stays {0}', after)
    : t('{0} instead of {1}, {2}', after, before, wordOf(verdict, verdict === campaign.verdict, t));
}
