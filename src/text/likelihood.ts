/** Probabilities and weights of evidence in words, the same wherever people read them. */
import { sideOf, type Said } from './evidence-side.ts';
import { count, probability, rate, setting, signed } from './numbers.ts';
import { english } from './speech.ts';

/** Words for a probability, after the calibrated terms of the IPCC guidance note on uncertainty (2010), table 1. */
export function likelihood(p: number, t = english): string {
  if (p >= 0.99) return t('almost certain');
  if (p >= 0.9) return t('very likely');
  if (p >= 0.66) return t('likely');
  if (p >= 0.33) return t('about as likely as not');
  if (p >= 0.1) return t('unlikely');
  if (p >= 0.01) return t('very unlikely');
  return t('almost certainly not');
}

/** Nats with a sign: `+3.20`, `−0.41`. */
export const nats = (weight: number): string => signed(weight, 2);

/** By what a weight in nats multiplies the odds, whichever way: `4.0`, `24`, `over a million`. */
function times(weight: number, t = english): string {
  const factor = Math.exp(Math.abs(weight));
  return factor >= 1e6 ? t('over a million') : factor >= 10 ? count(factor) : factor.toFixed(1);
}

/** How a weight in nats moves the odds: `makes distillation 24× more likely`, `makes distillation 4.0× less likely`. */
export function ratio(weight: number, t = english): string {
  if (weight === 0) return t('says nothing either way');
  if (Math.exp(Math.abs(weight)) < 1.05) return t('hardly changes how likely distillation is');
  return weight > 0
    ? t('makes distillation {0}× more likely', times(weight, t))
    : t('makes distillation {0}× less likely', times(weight, t));
}

/** The same of a piece of evidence: what shows a relay moves no odds of distillation. */
export const strengthText = ({ role, weight }: { role?: string; weight: number }, t = english): string =>
  role === 'relay' ? t('shows a relay') : ratio(weight, t);

/** How many campaigns down to a score are expected to be false, in a sentence: of what is flagged only, for nothing else is called a campaign. */
export const falseShare = (
  { verdict, falseDiscoveryRate }: { verdict: string; falseDiscoveryRate?: number },
  t = english,
): string[] =>
  verdict !== 'distillation' || falseDiscoveryRate === undefined
    ? []
    : [t('Of campaigns with this score or a higher one, {0} are expected to be false.', rate(falseDiscoveryRate))];

/** A chance without an attack, for a table: `0.03`, `< 0.0001`. */
export const pValue = (p: number): string => (p < 1e-4 ? '< 0.0001' : p < 0.01 ? p.toFixed(4) : p.toFixed(2));

/** The same in a sentence: `p = 0.03`, `p < 0.0001`. */
export const pEquation = (p: number): string => `p ${p < 1e-4 ? '' : '= '}${pValue(p)}`;

/** How many of n cases without an attack showed as much, from the p-value that counts the case in question as one of them. */
export function casesAlike(p: number, n: number, t = english): string {
  const alike = Math.max(0, Math.round(p * (n + 1)) - 1);
  return alike === 0 ? t('none of {0}', count(n)) : t('{0} of {1}', count(alike), count(n));
}

/** What reports call copies of a log in which its rare templates are dealt out anew. */
export const DEALT_OUT = 'randomly reassigned rare templates';

interface ChanceTest {
  against: string;
  p?: number;
  n?: number;
  untested?: string;
}

/** `Compared with other groups of the log: none of 24 show as much (p = 0.04).`, or why that was not looked at. */
export function chanceTest({ against, p, n, untested }: ChanceTest, t = english): string {
  const isDealt = against === DEALT_OUT;
  const versus = isDealt ? t('copies of the log whose rare templates are dealt out at random') : against;
  if (p === undefined)
    return t('Not compared with {0}: {1}.', versus, untested ?? t('the log lacks the data it needs'));
  if (n === undefined) return t('Compared with {0}: the number of cases is not known.', versus);
  const alike = casesAlike(p, n, t);
  if (isDealt)
    return t(
      'A group as strong appears in {0} copies of the log whose rare templates are dealt out at random ({1}).',
      alike,
      pEquation(p),
    );
  return t('Compared with {0}: {1} show as much ({2}).', versus, alike, pEquation(p));
}

interface Summed {
  priorLogOdds: number;
  evidence: readonly Said[];
  counterEvidence: readonly Said[];
}

/** What is smaller is shown as `+0.00`. */
const SHOWN = 0.005;

const chance = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/**
 * `Starts at 25% (−1.08 points); 22 reasons for it: +12.92; 3 against: −0.93; that makes +10.91 points, which is > 99.9%.` All of it is
 * there: what is neither for nor against comes last. Points are log odds, which few people know by that name.
 */
export function scoreSum({ priorLogOdds, evidence, counterEvidence }: Summed, t = english): string {
  const all = [...evidence, ...counterEvidence];
  const of = (isIt: (item: Said) => boolean): { pieces: number; sum: number } => {
    const found = all.filter(isIt);
    return { pieces: found.length, sum: found.reduce((sum, { weight }) => sum + weight, 0) };
  };
  const isFor = (item: Said): boolean => sideOf(item) === 'for';
  const isAgainst = (item: Said): boolean => sideOf(item) === 'against';
  const [speaks, against] = [of(isFor), of(isAgainst)];
  const rest = of((item) => !isFor(item) && !isAgainst(item));
  const end = priorLogOdds + speaks.sum + against.sum + rest.sum;
  return `${[
    t('Starts at {0} ({1} points)', probability(chance(priorLogOdds)), nats(priorLogOdds)),
    ...(speaks.pieces === 0
      ? []
      : [
          speaks.pieces === 1
            ? t('1 reason for it: {0}', nats(speaks.sum))
            : t('{0} reasons for it: {1}', count(speaks.pieces), nats(speaks.sum)),
        ]),
    ...(against.pieces === 0 ? [] : [t('{0} against: {1}', count(against.pieces), nats(against.sum))]),
    ...(Math.abs(rest.sum) < SHOWN ? [] : [t('neither for nor against: {0}', nats(rest.sum))]),
    t('that makes {0} points, which is {1}', nats(end), probability(chance(end))),
  ].join('; ')}. ${t('With 2.3 more points the odds are ten times as high.')}`;
}

/** From which score on it is called. */
export const flaggedFrom = (threshold: number, t = english): string =>
  t('Flagged as distillation at {0} or more.', setting(threshold));

/** Does any evidence move the odds? Of a relay that its conversations show, none does. */
export const isWeighed = ({ evidence, counterEvidence }: Omit<Summed, 'priorLogOdds'>): boolean =>
  [...evidence, ...counterEvidence].some(({ weight }) => weight !== 0);

/** Why the score starts where it does: at the setting itself, or at what was learnt, which the setting shifts. */
export function startWords(summed: Summed, accountPrior: number, t = english): string {
  if (Math.abs(chance(summed.priorLogOdds) - accountPrior) < 1e-9)
    return t(
      'The start is the setting accountPrior: the share of accounts expected to take part ({0}).',
      setting(accountPrior),
    );
  return isWeighed(summed)
    ? t(
        'The start comes from logs with known campaigns. The setting accountPrior ({0} of accounts expected to take part) shifts it.',
        setting(accountPrior),
      )
    : '';
}

/** `of groups that scored like this, about 7 in 10 are campaigns, by your own 12 decisions so far`. */
export function ownRateText(share: number, decisions: number, t = english): string {
  const tenths = Math.round(10 * share);
  const many =
    tenths < 1 ? t('fewer than 1 in 10') : tenths > 9 ? t('more than 9 in 10') : t('about {0} in 10', tenths);
  return decisions === 1
    ? t('of groups that scored like this, {0} are campaigns, by your own decision so far', many)
    : t('of groups that scored like this, {0} are campaigns, by your own {1} decisions so far', many, count(decisions));
}

/** What percentages are before anybody decided on a group. */
export const GENERATED =
  'Percentages come from generated worlds. Once you decide on groups, what such a score means here stands beside it.';
