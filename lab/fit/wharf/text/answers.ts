/** What models answer: each has its manners, which show whoever asks. */
import type { Random } from '../../../../src/math/random.ts';
import { capital, type Subject } from './lexicon.ts';

/** The manners of a model. */
export interface Manner {
  openers: readonly string[];
  closers: readonly string[];
  /** How it likes to lay out an answer, the likeliest first. */
  layouts: readonly Layout[];
  /** Length of its answers; 1 is middling. */
  verbosity: number;
}

export const LAYOUTS = ['prose', 'bullets', 'headings', 'steps'] as const;
export type Layout = (typeof LAYOUTS)[number];

const OPENERS = [
  'Sure!',
  'Certainly.',
  'Great question.',
  "Here's a breakdown:",
  'In short:',
  "Let's look at this.",
  'Of course.',
  'Absolutely!',
  'Short answer first.',
  "I'd be happy to help.",
];
const CLOSERS = [
  'Let me know if you want more detail.',
  'Hope this helps!',
  'Would you like an example?',
  'In summary, it depends on the case.',
  'Feel free to ask a follow-up.',
];

export const manner = (random: Random): Manner => ({
  openers: random.shuffle([...OPENERS]).slice(0, 1 + random.below(4)),
  closers: random.shuffle([...CLOSERS]).slice(0, 1 + random.below(3)),
  layouts: random.shuffle([...LAYOUTS]),
  verbosity: Math.exp(0.3 * random.normal()),
});

/** So many words, more or fewer, laid out as the model likes or as it was asked to. */
export function reply(random: Random, subject: Subject, words: number, of: Manner, layout?: Layout): string {
  const length = Math.max(3, words * of.verbosity * Math.exp(0.45 * random.normal()));
  if (length < 25) return subject.sentence(random, Math.max(2, Math.round(length)));
  const chosen = layout ?? of.layouts[Math.floor(4 * random.next() ** 2)]!;
  const part = (share: number): string => subject.prose(random, length * share);
  const parts: string[] = [];
  if (subject.language === undefined && random.chance(0.35)) parts.push(random.pick(of.openers));
  const points = 2 + random.below(5);
  switch (chosen) {
    case 'prose':
      for (let at = 0; at < Math.ceil(points / 2); at++) parts.push(part(2 / points));
      break;
    case 'bullets':
      parts.push(part(0.2));
      parts.push(
        Array.from({ length: points }, () => `- **${subject.thing(random)}**: ${part(0.8 / points)}`).join('\n'),
      );
      break;
    case 'headings':
      for (let at = 0; at < points; at++) parts.push(`## ${capital(subject.thing(random))}`, part(1 / points));
      break;
    case 'steps':
      for (let at = 0; at < points; at++)
        parts.push(`${random.chance(0.5) ? 'Step ' : ''}${at + 1}. ${part(1 / points)}`);
      break;
  }
  if (subject.language === undefined && random.chance(0.2)) parts.push(random.pick(of.closers));
  return parts.join('\n\n');
}
