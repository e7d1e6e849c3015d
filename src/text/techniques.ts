/** What is said of a technique, the same in every place. */
import { accountsText, english, requestsText } from './speech.ts';
import { count } from './numbers.ts';

/** How sure a technique is by its own statistic, the surest first. */
export const GRADES = ['near proof', 'strong', 'weak', 'context'] as const;
export type Grade = (typeof GRADES)[number];

/** Source of a template's id in the references of a STIX bundle. */
export const TEMPLATES_OF = 'prompt-audit template';

interface Technique {
  id: string;
  name: string;
  grade: string;
  accounts: readonly string[];
  requests: number;
  text: string;
}

/** What a list of them is headed by. */
export const TECHNIQUES = 'Techniques seen in exact facts';

/** `T3 replayed thinking (near proof): 8 accounts, 412 requests`. */
export const techniqueTitle = ({ id, name, grade, accounts, requests }: Technique, t = english): string =>
  `${id} ${name} (${grade}): ${accountsText(accounts.length, t)}, ${requestsText(requests, t)}`;

/** The title with what was seen. */
export const techniqueSentence = (technique: Technique, t = english): string =>
  `${techniqueTitle(technique, t)}. ${technique.text}`;

/** `ruled out: a pool of keys that fails over (no conversation goes on …)`. */
export const readingText = ({
  reading,
  checked,
  outcome,
}: {
  reading: string;
  checked: string;
  outcome: string;
}): string => `${outcome}: ${reading} (${checked})`;

/** Each technique that most accounts of a campaign use, with what else it may be. */
export const techniqueFacts = (
  campaign: string,
  techniques: readonly (Technique & {
    campaigns: readonly string[];
    readings: readonly Parameters<typeof readingText>[0][];
  })[] = [],
  t = english,
): string[] =>
  techniques
    .filter(({ campaigns }) => campaigns.includes(campaign))
    .map((one) => [techniqueSentence(one, t).replace(/\.$/, ''), ...one.readings.map(readingText)].join('; '));

/** Whether evidence of this name is a technique. */
export const isOfFacts = (detector: string): boolean => detector.startsWith('technique-');

/** What a campaign is called that facts speak for more than anything else: `Replayed thinking and forced reasoning`. */
export function techniqueName(evidence: readonly { detector: string; text: string }[]): string | undefined {
  if (evidence[0] === undefined || !isOfFacts(evidence[0].detector)) return undefined;
  const names = evidence
    .filter(({ detector }) => isOfFacts(detector))
    .map(({ text }) => text.split(':')[0]!.replace(/^\w+, /, ''));
  const name = names.join(' and ');
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** Is it a reason where a campaign is judged? What is weak or context accuses nobody. */
export const weighs = ({ grade }: Pick<Technique, 'grade'>): boolean => grade === 'near proof' || grade === 'strong';

/** Those that are worth a sentence at the head of a report. */
export function techniqueHeadlines(techniques: readonly Technique[] = [], t = english): string[] {
  const [first, ...rest] = techniques.filter(weighs);
  if (first === undefined) return [];
  const more =
    rest.length === 0
      ? ''
      : ` ${rest.length === 1 ? t('1 more technique.') : t('{0} more techniques.', count(rest.length))}`;
  const text = `${first.text.split('. ')[0]!.replace(/\.$/, '')}.`;
  return [`${t('Exact facts in the log:')} ${techniqueTitle(first, t)}. ${text}${more}`];
}

const HOUR = 3_600_000;

/** A time between two things: `40 minutes`, `26 hours`, `12 days`. */
export function hoursText(ms: number): string {
  if (ms < 2 * HOUR) return `${count(ms / 60_000)} minutes`;
  return ms < 48 * HOUR ? `${count(ms / HOUR)} hours` : `${count(ms / (24 * HOUR))} days`;
}
