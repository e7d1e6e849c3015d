/** How a score adds up, in words: where it starts and why there, what speaks for and against it, and where that ends. */
import { sideOf, type Said } from './evidence-side.ts';
import { nats } from './likelihood.ts';
import { count, probability, setting } from './numbers.ts';
import { english } from './speech.ts';

interface Summed {
  priorLogOdds: number;
  evidence: readonly Said[];
  counterEvidence: readonly Said[];
}

/** What is smaller is shown as `+0.00`. */
const SHOWN = 0.005;

const chance = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/**
 * `Starts at 25% (log odds −1.08); 22 reasons for it: +12.92; 3 against: −0.93; that makes +10.91, which is > 99.9%.` All of it is
 * there: what is neither for nor against comes last.
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
    t('Starts at {0} (log odds {1})', probability(chance(priorLogOdds)), nats(priorLogOdds)),
    ...(speaks.pieces === 0
      ? []
      : [
          speaks.pieces === 1
            ? t('1 reason for it: {0}', nats(speaks.sum))
            : t('{0} reasons for it: {1}', count(speaks.pieces), nats(speaks.sum)),
        ]),
    ...(against.pieces === 0 ? [] : [t('{0} against: {1}', count(against.pieces), nats(against.sum))]),
    ...(Math.abs(rest.sum) < SHOWN ? [] : [t('neither for nor against: {0}', nats(rest.sum))]),
    t('that makes {0}, which is {1}', nats(end), probability(chance(end))),
  ].join('; ')}.`;
}

/** Why the score starts where it does: at the setting itself, or at what was learnt, which the setting shifts. */
export function startWords(priorLogOdds: number, accountPrior: number, t = english): string {
  return Math.abs(chance(priorLogOdds) - accountPrior) < 1e-9
    ? t(
        'The start is the setting accountPrior: the share of accounts expected to take part ({0}).',
        setting(accountPrior),
      )
    : t(
        'The start is learnt: where a group like this stands before anything is measured. The setting accountPrior ({0} of accounts expected to take part) shifts it.',
        setting(accountPrior),
      );
}
