import { capital, compose, type Grammar } from './grammar.ts';
import { NAMES } from './names.ts';
import type { LogRandom } from '../random.ts';
import words from './words.json';

/**
 * Sentences with the form and the length of real ones, not their sense. The words between two places are few, so that no long
 * phrase returns often enough to look like a part of a prompt template.
 */
const SENTENCES = words.prose.SENTENCES;

const GRAMMAR: Grammar = { ...NAMES, ...words.prose.GRAMMAR };

/** Prose of at least `length` characters. */
export function prose(length: number, random: LogRandom): string {
  let text = '';
  while (text.length < length) {
    const sentence = capital(compose(random.pick(SENTENCES), GRAMMAR, random));
    text += text === '' ? sentence : random.chance(0.15) ? `\n\n${sentence}` : ` ${sentence}`;
  }
  return text;
}

/** An answer with numbered steps. */
export function steps(count: number, random: LogRandom): string {
  return Array.from({ length: count }, (_, i) => `${i + 1}. ${prose(random.between(40, 160), random)}`).join('\n');
}
