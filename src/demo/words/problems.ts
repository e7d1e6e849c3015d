import { compose, type Grammar } from './grammar.ts';
import { NAMES } from './names.ts';
import type { LogRandom } from '../random.ts';
import words from './words.json';

/** Parts of an exercise: any opening goes with any course of events and any question of its family. */
interface Family {
  openings: readonly string[];
  events: readonly string[];
  questions: readonly string[];
}

const FAMILIES: readonly Family[] = words.problems.FAMILIES;

const GRAMMAR: Grammar = { ...NAMES, ...words.problems.GRAMMAR };

/** An exercise; different randoms give different ones almost always. */
export function exercise(random: LogRandom): string {
  const { openings, events, questions } = random.pick(FAMILIES);
  const parts = [random.pick(openings), ...random.some(events, random.between(1, 3)), random.pick(questions)];
  return compose(parts.join(' '), GRAMMAR, random);
}

/** A multiple-choice item as test sets have it. */
export function choiceItem(random: LogRandom): string {
  const option = (letter: string) =>
    `${letter}) ${random.between(2, 900)} ${random.pick(['', 'or fewer', 'exactly', 'at most'])}`.trim();
  return `${exercise(random)}\n${['A', 'B', 'C', 'D'].map(option).join('\n')}`;
}
