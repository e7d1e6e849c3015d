import { compose, type Grammar } from './grammar.ts';
import { NAMES } from './names.ts';
import type { LogRandom } from '../random.ts';
import words from './words.json';

/** What people who use a chat program ask about, by field. The patterns are short so that few long phrases repeat. */
const FIELDS: readonly (readonly string[])[] = words.everydayWords.FIELDS;

/** Words for the places in the patterns, and in what people add to a question. */
const EVERYDAY: Grammar = { ...NAMES, ...words.everydayWords.EVERYDAY };

const LEADS = ['hi,', 'hello', 'hey', 'ok so', 'so', 'well,', '', '', '', '', '', '', '', ''];

/** What somebody adds to a question: whatever comes to mind, seldom twice in the same words. */
const CONTEXTS = words.everyday.CONTEXTS;

/** How one person types; drawn once for each person. */
export interface Voice {
  lowercase: boolean;
  /** Chance of a sentence of context after the question. */
  talkative: number;
  /** Fields this person asks about, as numbers of `FIELDS`. */
  fields: readonly number[];
}

export function drawVoice(random: LogRandom): Voice {
  const fields = random.some(Array.from(FIELDS.keys()), random.between(2, 4));
  return { lowercase: random.chance(0.45), talkative: random.next() * 0.8, fields };
}

/** A first question of a person. */
export function everydayQuestion(voice: Voice, random: LogRandom): string {
  const patterns = FIELDS[random.chance(0.85) ? random.pick(voice.fields) : random.between(0, FIELDS.length - 1)] ?? [];
  const parts = [random.pick(LEADS), `${random.pick(patterns)}<?|?|?|>`];
  const context = () => compose(random.pick(CONTEXTS), EVERYDAY, random);
  let text = compose(parts.join(' '), EVERYDAY, random);
  while (random.chance(voice.talkative * 0.7))
    text += `${/[.?!]$/.test(text) ? '' : random.pick(['.', ',', ' -', '.'])} ${context()}`;
  return voice.lowercase ? text.toLowerCase() : sentenceCase(text);
}

const FOLLOW_UPS = words.everyday.FOLLOW_UPS;

/** A later turn: people take up words of the answer they got. */
export function followUp(voice: Voice, answer: string, random: LogRandom): string {
  const words = answer.replace(/["{}<>|]/g, '').split(/\s+/);
  const length = random.between(3, 7);
  const start = random.between(0, Math.max(0, words.length - length));
  const quote = words
    .slice(start, start + length)
    .join(' ')
    .replace(/[.,;:]+$/, '');
  const text = compose(random.pick(FOLLOW_UPS), { ...EVERYDAY, quote: [quote] }, random);
  return voice.lowercase ? text.toLowerCase() : sentenceCase(text);
}

/** Capitals at the start of sentences and for the first person, as a careful typist sets them. */
const sentenceCase = (text: string): string =>
  text
    .replace(/(^|[.?!] )([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/\bi\b/g, 'I');
