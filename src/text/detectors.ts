/**
 * What is said of the findings of each detector, wherever they are shown. A detector whose id has no entry here does not compile, because
 * what is said of it would be a guess.
 */
import type { Speech } from './speech.ts';
import { isOfFacts } from './techniques.ts';

interface Finding {
  /** Its log lines; totals of accounts, which no single line shows; or the order of all requests, which totals do not tell. */
  shownBy: 'lines' | 'totals' | 'order';
  /** What else makes the statistic large, and who knows. */
  cause: (t: Speech) => string;
  /** Who knows whether it holds where it speaks against distillation. */
  holds: (t: Speech) => string;
  /** Why nothing is concluded from it, however striking it is. */
  notWeighed?: (t: Speech) => string;
}

const theLines = (t: Speech): string => t('The log lines tell.');
const theGateway = (t: Speech): string => t('The log lines tell, or whoever runs the gateway.');
const aDealer = (t: Speech): string => t('A gateway that deals out requests does this, too; whoever runs it knows.');
const aNightlyJob = (t: Speech): string => t('A nightly job does this, too; the account holders know.');
const twoPrograms = (t: Speech): string =>
  t('Two programs of one company look like this, too; the account holders know.');
/** Traffic may be otherwise on other days. */
const aLongerLog = (t: Speech): string => t('A longer log tells.');

const FINDINGS = {
  intent: {
    shownBy: 'lines',
    cause: (t) => t('Only the wording was judged; the log lines tell.'),
    holds: theLines,
  },
  novelty: { shownBy: 'lines', cause: theGateway, holds: aLongerLog },
  rounds: { shownBy: 'lines', cause: theGateway, holds: aLongerLog },
  'shared-list': { shownBy: 'lines', cause: theGateway, holds: aLongerLog },
  'same-items': { shownBy: 'lines', cause: theGateway, holds: aLongerLog },
  audience: { shownBy: 'lines', cause: theGateway, holds: aLongerLog },
  favourites: { shownBy: 'lines', cause: theGateway, holds: aLongerLog },
  'k-sampling': {
    shownBy: 'lines',
    cause: (t) => t('Retries and comparisons of models do this, too; whoever runs the gateway knows.'),
    holds: aLongerLog,
  },
  'one-shot': { shownBy: 'lines', cause: theGateway, holds: aLongerLog },
  'follow-ups': { shownBy: 'lines', cause: theGateway, holds: aLongerLog },
  'own-questions': { shownBy: 'lines', cause: theGateway, holds: aLongerLog },
  'bare-prompts': { shownBy: 'lines', cause: theGateway, holds: theLines },
  breadth: { shownBy: 'totals', cause: theGateway, holds: aLongerLog },
  depth: { shownBy: 'totals', cause: aNightlyJob, holds: aLongerLog },
  crowd: { shownBy: 'totals', cause: theGateway, holds: aLongerLog },
  'popular-program': { shownBy: 'lines', cause: theLines, holds: theLines },
  'own-wordings': { shownBy: 'lines', cause: theGateway, holds: aLongerLog },
  'joint-use': { shownBy: 'lines', cause: theGateway, holds: aLongerLog },
  interchangeable: { shownBy: 'totals', cause: theGateway, holds: aLongerLog },
  'own-topics': { shownBy: 'totals', cause: theGateway, holds: aLongerLog },
  'even-shares': { shownBy: 'totals', cause: aDealer, holds: aLongerLog },
  dealing: { shownBy: 'order', cause: aDealer, holds: aLongerLog },
  'daily-rhythm': { shownBy: 'totals', cause: theGateway, holds: aLongerLog },
  'own-tempo': { shownBy: 'totals', cause: theGateway, holds: aLongerLog },
  'round-the-clock': { shownBy: 'totals', cause: aNightlyJob, holds: aLongerLog },
  'new-model': { shownBy: 'totals', cause: theGateway, holds: aLongerLog },
  infrastructure: {
    shownBy: 'totals',
    cause: theGateway,
    holds: aLongerLog,
    notWeighed: (t) =>
      t('not weighed: offices, classes and customers of one product share addresses and programs, too'),
  },
  'sign-ups': {
    shownBy: 'totals',
    cause: theGateway,
    holds: aLongerLog,
    notWeighed: (t) => t('not weighed: classes and teams sign up together, too'),
  },
  'other-traffic': { shownBy: 'totals', cause: theGateway, holds: aLongerLog },
  'shared-rest': { shownBy: 'totals', cause: twoPrograms, holds: aLongerLog },
  'same-program': { shownBy: 'totals', cause: twoPrograms, holds: aLongerLog },
  tenure: { shownBy: 'totals', cause: theGateway, holds: aLongerLog },
  'relay-membership': { shownBy: 'lines', cause: theGateway, holds: aLongerLog },
  organisations: {
    shownBy: 'totals',
    cause: theGateway,
    holds: (t) => t('A name in a log can be made up; billing tells.'),
    notWeighed: (t) => t('not weighed: keys of one organisation are as often its own team as its own harvest'),
  },
  'end-users': { shownBy: 'totals', cause: theGateway, holds: aLongerLog },
  'known-before': { shownBy: 'lines', cause: theGateway, holds: aLongerLog },
} as const satisfies Readonly<Record<string, Finding>>;

export type DetectorId = keyof typeof FINDINGS;

/** Evidence that no detector of this version made: a technique, or one of another version in a saved report. */
const OF_NONE: Finding = { shownBy: 'lines', cause: theGateway, holds: aLongerLog };
const OF_FACTS: Finding = { ...OF_NONE, cause: theLines };

const KNOWN: ReadonlyMap<string, Finding> = new Map(Object.entries<Finding>(FINDINGS));

export const detectorFinding = (id: string): Finding => KNOWN.get(id) ?? (isOfFacts(id) ? OF_FACTS : OF_NONE);
