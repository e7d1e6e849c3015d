import { EVERYDAY, FIELDS } from './everyday-words.ts';
import { compose } from './grammar.ts';
import type { LogRandom } from '../random.ts';

const LEADS = ['hi,', 'hello', 'hey', 'ok so', 'so', 'well,', '', '', '', '', '', '', '', ''];

/** What somebody adds to a question: whatever comes to mind, seldom twice in the same words. */
const CONTEXTS = [
  '{who} <tried|did|wanted> {hobby} <once|in {month}|near {city}> and <quit|stopped> after {number} <days|weeks|tries>',
  '{who} <says|thinks|swears> <otherwise|it was {number}|that {food} <helps|is worse>|{idea} explains it>',
  '<we|i|{person} and i> <live|work|stay> <near|behind|above> {place}',
  '<this is|needed|it has to be ready> <for|by> <{weekday}|{person}|{place}>',
  'my {device} <is out|died|belongs to {who}>',
  '<only|at most|about> {number} <minutes|euros|metres> <left|to spare|for this>',
  '<last time|in {month}> {who} paid {number} <euros|for two>',
  '<so far|until now> <only {food}|{person}|nothing but {food}> <helped|worked>',
  "<since|until> {month} it was <fine|{food}|{person}'s job>",
  '{place} <could not help|sent me away|wants {number} euros for it>',
  '<also|and> {who} <cannot have|loves|is allergic to> {food}',
  '<or|maybe> {food} <instead|on top>?',
  '<my|our> {plant} <are|is> <next to|under> {place}',
  '{who} <needs|asks for> <it|this> <in {number} words|before {weekday}|without {food}>',
  '<no|without> {food}, <no|or> {device}',
  "<if it helps|fyi>, {hobby} <hurts my knee|is on {weekday}s|was {who}'s idea>",
];

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

const FOLLOW_UPS = [
  '<what do you mean|sorry, what do you mean> by "{quote}"',
  '"{quote}" <- is that <always|really> true',
  'ok and if it is <{number} degrees|a {weekday}|{person} instead>?',
  '<can|could> you <do|say> that again <shorter|with less jargon|as a list>',
  'i like the part about "{quote}", <more|tell me more>',
  'that did not work, {person} <tried|checked>. next idea?',
  'no, i meant the {device}',
  '<great|thanks>, now the same for {city}',
  'and with {food}?',
  'wait, you said "{quote}" but <earlier|the box says> {number}',
  'why not {idea} then',
  'hm. {person} <disagrees|would never>. what would convince <them|her>?',
  'perfect, <make it sound less like an ad|add a line about {matter}|half as long>',
  'do i still need "{quote}" if <i only have {number}|we move in {month}>',
];

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
