/** What is said of a technique, the same in every place. */
import { accountsText, capitalised, english, requestsText } from './speech.ts';
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

/** What each shows, in a clause that needs no other word of the project. */
const MEANINGS: Readonly<Record<string, string>> = {
  T1: 'One instruction makes the model write its reasoning into its answers',
  T2: 'Wordings were tried until one was answered, and other accounts then sent that one',
  T3: 'Hidden reasoning that one customer got comes back from others',
  T3b: 'Hidden reasoning was handed to a weaker model, which writes as much',
  T4: 'Conversations contain answers that these customers never got here',
  T5: 'One set of accounts stops and new ones take over its prompts',
  T6: 'Texts are sent to be judged or cleaned up, and come back about as long',
  T7: 'The requests of one template moved to another model within a day',
  T9: 'What gave a campaign away in another log shows up here, too',
  T8: 'Customers that send hardly anything but batches have one template in common',
};

/** `Hidden reasoning that one customer got comes back from others`. */
export const techniqueMeaning = (id: string): string => MEANINGS[id] ?? 'Exact facts show how answers are collected';

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
    .map(({ text }) => /\b[A-Z]\d+b?, ([^():]+)/.exec(text)?.[1] ?? text);
  const name = names.join(' and ');
  return capitalised(name);
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
  return [`${t('Exact facts in the log:')} ${techniqueMeaning(first.id)}. ${techniqueTitle(first, t)}.${more}`];
}

const HOUR = 3_600_000;

/** A time between two things: `40 minutes`, `26 hours`, `12 days`. */
export function hoursText(ms: number): string {
  if (ms < 2 * HOUR) return `${count(ms / 60_000)} minutes`;
  return ms < 48 * HOUR ? `${count(ms / HOUR)} hours` : `${count(ms / (24 * HOUR))} days`;
}
