/** What a piece of evidence says, the same wherever it is shown. */
import { detectorFinding } from './detectors.ts';
import { probability, signed } from './numbers.ts';
import { capitalised, english, type Speech } from './speech.ts';

/** A piece of evidence, as far as it takes to know. */
export interface Said {
  role?: 'cap' | 'relay' | 'automation';
  weight: number;
  statistic: number;
}

export type Side = 'for' | 'against' | 'neutral' | 'cap' | 'relay' | 'automation';

/** Weights that move the odds by less than a twentieth are shown as none: `+0.0` speaks for nothing. */
const MIN_WEIGHT = 0.05;

/** A larger cap is shown as `> 99.9%`, which limits nothing. */
const ALMOST_ONE = 0.999;

/** For or against distillation, or something else: how sure membership is clears nobody, and a relay is its own finding. */
export function sideOf({ role, weight }: Pick<Said, 'role' | 'weight'>): Side {
  if (role !== undefined) return role;
  return Math.abs(weight) < MIN_WEIGHT ? 'neutral' : weight > 0 ? 'for' : 'against';
}

/** How evidence on membership begins of an account beside a campaign: the only evidence that says which campaign it is near. */
export const closeTo = (campaign: string): string => `Close to ${campaign}, but not counted as a member: `;

/** The meaning of a sentence of evidence, and the clauses with its numbers. What stands in brackets is in one piece. */
export function meaningOf(text: string): { meaning: string; clauses: string[] } {
  const [meaning = '', ...clauses] = text.split(/(?<=[:;]) (?![^(]*\))/);
  return { meaning, clauses };
}

/** The meaning of a sentence of evidence, with as many of its numbers as fit in so many characters; never less than the meaning. */
export function inShort(text: string, room: number): string {
  const { meaning, clauses } = meaningOf(text);
  let line = meaning;
  for (const clause of clauses) {
    if (line.length + clause.length + 1 > room) break;
    line += ` ${clause}`;
  }
  return line.replace(/[:;]$/, '.');
}

/**
 * `Hardly anyone else uses these templates`, and `These 24 accounts are …`: what a sentence of evidence found, for a heading, and what
 * shows it. Without a finding where the sentence has no such parts.
 */
export function findingOf(text: string): { finding?: string; shownBy: string } {
  const at = text.indexOf(': ');
  return at < 0 ? { shownBy: text } : { finding: text.slice(0, at), shownBy: capitalised(text.slice(at + 2)) };
}

const tooSeldom = (t: Speech): string => t('not weighed: it tells campaigns from innocent groups too seldom');

/**
 * In one clause, why a piece of evidence counts as it does. A weight says which of the two measure like this more often: campaigns, or
 * innocent groups that share templates.
 */
export function whyItCounts(said: Said & { detector: string }, t = english): string {
  switch (sideOf(said)) {
    case 'for':
      return t('campaigns look like this more often than innocent groups do');
    case 'against':
      return t('innocent groups, such as customers of one app, look like this more often than campaigns do');
    case 'neutral':
      return said.weight === 0
        ? (detectorFinding(said.detector).notWeighed ?? tooSeldom)(t)
        : t('innocent groups look like this about as often as campaigns do');
    case 'cap':
      return t('limits the score and is no evidence either way');
    case 'relay':
      return t('shows a relay, and does not change the odds of distillation');
    case 'automation':
      return t('shows a program, and does not change the odds of distillation');
  }
}

/** Is it a reason for the verdict: does it speak for distillation or, of a relay, show that it is one? */
export const isReason = (said: Pick<Said, 'role' | 'weight'>, verdict: string): boolean =>
  sideOf(said) === 'for' || (verdict === 'relay' && said.role === 'relay');

/** `+3.7`, `−1.4`, `neutral`, `at most 99.0%`, `no limit`, `shows a relay`: what comes before its sentence. */
export function weightWords(said: Said): string {
  switch (sideOf(said)) {
    case 'cap':
      return said.statistic > ALMOST_ONE ? 'no limit' : `at most ${probability(Math.max(0.001, said.statistic))}`;
    case 'relay':
      return 'shows a relay';
    case 'automation':
      return 'shows a program';
    case 'neutral':
      return 'neutral';
    default:
      return signed(said.weight, 1);
  }
}

/** What evidence is called that no detector made. */
const NAMES: Readonly<Record<string, string>> = {
  membership: 'Role in the group',
  automation: 'Sent by a program',
  continuation: 'Conversations that change account',
};

/** `Role in the campaign`, `Technique T3`; undefined for the id of a detector. */
export const evidenceName = (id: string): string | undefined =>
  NAMES[id] ?? /^technique-(t\d+b?)$/.exec(id)?.[1]?.replace(/^t/, 'Technique T');
