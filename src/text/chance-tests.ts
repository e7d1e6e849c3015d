/** Tests of a campaign against chance and against ordinary traffic in words, the same wherever people read them. */
import { casesAlike, pEquation } from './likelihood.ts';
import { english } from './speech.ts';

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
