/** How somebody writes to an assistant. People, pools of writers and machines all speak through a voice. */
import type { Random } from '../../../../src/math/random.ts';
import * as english from './english.ts';
import { foreignFrames, type Language } from './foreign.ts';
import { filled, type Matter } from './matter.ts';

export interface Voice {
  language: Language;
  /** Probabilities of a habit in one message. */
  lower: number;
  typos: number;
  greets: number;
  thanks: number;
  short: number;
  emoji: number;
  angry: number;
  tells: number;
  unpunctuated: number;
  mixes: number;
  /** Numbers that choose the frames that come first to mind, and how often they do. */
  favourites: readonly number[];
  habit: number;
}

/** A person. Most habits are rare in most people and strong in some. */
export function person(random: Random, language: Language): Voice {
  const rare = (power: number): number => random.next() ** power;
  return {
    language,
    lower: random.chance(0.4) ? 0.9 * random.next() : 0.05,
    typos: 0.06 * rare(3),
    greets: rare(2),
    thanks: 0.7 * rare(2),
    short: random.chance(0.25) ? random.next() : 0,
    emoji: 0.6 * rare(4),
    angry: 0.5 * rare(4),
    tells: 0.6 * rare(2),
    unpunctuated: rare(1.5),
    mixes: language === 'en' ? 0 : 0.3 * random.next(),
    favourites: [random.next(), random.next(), random.next()],
    habit: random.next(),
  };
}

/** Somebody or something that writes clean sentences and no more than is needed. */
export function tidy(random: Random, language: Language): Voice {
  return {
    ...person(random, language),
    ...{ lower: 0, typos: 0, short: 0, emoji: 0, angry: 0, unpunctuated: 0, mixes: 0 },
    greets: 0.1 * random.next(),
    thanks: 0.1 * random.next(),
    tells: 0.1 * random.next(),
    habit: 0.5 * random.next(),
  };
}

function chosenFrame(random: Random, frames: readonly string[], voice: Voice): string {
  const at = random.chance(voice.habit) ? random.pick(voice.favourites) : random.next();
  return frames[Math.floor(at * frames.length)]!;
}

/** One of the alternatives of each `(one|other)` in a frame. */
const chosen = (random: Random, frame: string): string =>
  frame.replace(/\(([^()]*\|[^()]*)\)/g, (_, list: string) => random.pick(list.split('|')));

/** The matter in the words of a voice. */
export function ask(random: Random, matter: Matter, voice: Voice): string {
  const isEnglish = voice.language === 'en' || random.chance(voice.mixes);
  const frames = isEnglish
    ? english.ENGLISH[matter.kind]
    : foreignFrames(voice.language as Exclude<Language, 'en'>, matter.kind);
  const core = filled(chosen(random, chosenFrame(random, frames, voice)), matter.slots).trim();
  return dressed(random, core, voice);
}

/** Adds what people put around a sentence, and spoils it as they do. */
export function dressed(random: Random, core: string, voice: Voice): string {
  const parts = [capital(core)];
  if (voice.language === 'en') {
    if (random.chance(voice.tells)) parts.splice(random.below(2), 0, tale(random));
    if (random.chance(voice.angry)) parts.splice(random.below(parts.length + 1), 0, random.pick(english.ANGER));
    if (random.chance(voice.tells / 3)) parts.push(random.pick(english.URGENCY));
    if (random.chance(voice.greets))
      parts.unshift(`${random.pick(english.GREETINGS)}${random.pick([',', '!', '.', ''])}`);
    if (random.chance(voice.thanks)) parts.push(random.pick(english.THANKS));
  }
  if (random.chance(voice.emoji)) parts.push(random.pick(english.EMOJI));
  let text = parts.join(random.chance(0.08) ? '\n' : ' ');
  if (random.chance(voice.short))
    for (const [long, short] of english.SHORT) text = text.replaceAll(` ${long} `, ` ${short} `);
  if (random.chance(voice.unpunctuated)) text = text.replace(/[.?!]+$/, '').replace(/[.,] (?=\p{Ll})/gu, ' ');
  if (random.chance(voice.lower)) text = text.toLowerCase();
  return voice.typos > 0 ? misspelt(random, text, voice.typos) : text;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function tale(random: Random): string {
  return random.pick(english.TALES).replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'n') return String(1 + random.below(9));
    if (name === 'day') return random.pick(english.DAYS);
    if (name === 'relative') return random.pick(english.RELATIVES);
    if (name === 'letters') return String.fromCharCode(65 + random.below(26), 65 + random.below(26));
    return random.pick(['Leeds', 'Porto', 'Gdańsk', 'Austin', 'Lyon', 'Pune', 'Bergen', 'Quito', 'Graz', 'Perth']);
  });
}

/** Letters swapped, doubled, left out, or the neighbour's key. */
export function misspelt(random: Random, text: string, rate: number): string {
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (!/[a-z]/i.test(letter) || !random.chance(rate)) {
      out += letter;
      continue;
    }
    const slip = random.below(4);
    if (slip === 0 && at + 1 < text.length) {
      out += text[at + 1]! + letter;
      at++;
    } else if (slip === 1) out += letter + letter;
    else if (slip === 2) out += neighbour(random, letter);
  }
  return out;
}

const KEYS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

function neighbour(random: Random, letter: string): string {
  const row = KEYS.find((keys) => keys.includes(letter.toLowerCase()))!;
  const at = row.indexOf(letter.toLowerCase()) + (random.chance(0.5) ? 1 : -1);
  return row[at] ?? letter;
}
