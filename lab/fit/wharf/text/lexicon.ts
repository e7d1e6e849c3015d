/** The words of one log: drawn anew for each, used as Zipf found, chained into prose by who writes. */
import type { Random } from '../../../../src/math/random.ts';
import { ADJECTIVES, FIELD_NAMES, FIELDS, GENERAL, LITTLE, OPENINGS, VERBS } from './fields.ts';
import type { Language } from './languages.ts';

/** A rank below `length`: the first ones by far the most often. */
export const rank = (random: Random, length: number): number =>
  Math.max(0, Math.floor((length + 1) ** random.next()) - 1);

export const usual = <T>(random: Random, list: readonly T[]): T => list[rank(random, list.length)]!;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const STARTS = 'b br c cr d dr f fl g gl h j k l m n p pl qu r s sh st t tr v w z'.split(' ');
const VOWELS = 'a e i o u ai ea ia io ou y'.split(' ');
const ENDS = 'n r l s x m th nd rk st va ra lo ne tek ly ix ero'.split(' ');

/** A name that nobody has: of a firm, a product, a person, a file. */
export function coined(random: Random): string {
  let name = random.pick(STARTS) + random.pick(VOWELS);
  for (let more = random.below(2); more > 0; more--) name += random.pick(STARTS) + random.pick(VOWELS);
  return name + random.pick(ENDS);
}

/** A rank as people use the words of a text: the first ones more often, none nearly always. */
const spread = (random: Random, length: number): number => Math.floor(length * random.next() ** 1.8);

export class Lexicon {
  private readonly general: readonly string[];
  private readonly fields = new Map<string, readonly string[]>();

  constructor(random: Random) {
    this.general = random.shuffle([...GENERAL]);
    for (const field of FIELD_NAMES) {
      const terms = Array.from({ length: 10 }, () => `${random.pick(FIELDS[field]!)}-${random.pick(FIELDS[field]!)}`);
      const names = Array.from({ length: 14 }, () => (random.chance(0.4) ? capital(coined(random)) : coined(random)));
      this.fields.set(field, [...FIELDS[field]!, ...FIELDS[field]!, ...terms, ...names]);
    }
  }

  /** Something to write about: a corner of a field with words of its own. */
  subject(random: Random, language?: Language, field: string = random.pick(FIELD_NAMES)): Subject {
    const prosaic = random.next();
    if (language !== undefined) {
      const word = (): string =>
        Array.from({ length: 1 + random.below(3) }, () => random.pick(language.syllables)).join('');
      return new Subject(field, language, language.little, Array.from({ length: 90 + random.below(120) }, word), 0);
    }
    const own = random.shuffle([...this.fields.get(field)!]).slice(0, 24 + random.below(26));
    const near = random.shuffle([...this.fields.get(random.pick(FIELD_NAMES))!]).slice(0, 6 + random.below(14));
    const common = Array.from({ length: 30 + random.below(40) }, () => random.pick(this.general));
    return new Subject(field, undefined, LITTLE, [...own, ...random.shuffle([...near, ...common])], prosaic);
  }
}

export class Subject {
  readonly field: string;
  readonly language: Language | undefined;
  private readonly little: readonly string[];
  private readonly words: readonly string[];
  /** Share of sentences with a verb where one belongs; the others are chains of words. */
  private readonly prosaic: number;

  constructor(
    field: string,
    language: Language | undefined,
    little: readonly string[],
    words: readonly string[],
    prosaic: number,
  ) {
    this.field = field;
    this.language = language;
    this.little = little;
    this.words = words;
    this.prosaic = prosaic;
  }

  /** A word that is usual here. */
  word(random: Random): string {
    return this.words[spread(random, this.words.length)]!;
  }

  /** A word of the subject's own, rare ones as often as usual ones. */
  rare(random: Random): string {
    return this.words[random.below(Math.ceil(this.words.length * 0.6))]!;
  }

  /** A thing: one to three words. */
  thing(random: Random): string {
    const gap = this.language?.gap ?? ' ';
    const words = Array.from({ length: 1 + rank(random, 4) }, () => this.rare(random));
    if (this.language === undefined && random.chance(0.3)) words.unshift(random.pick(ADJECTIVES));
    return words.join(gap);
  }

  /** Words in a row: a chain in which some words bring the next with them, and little words stand between. */
  clause(random: Random, length: number): string {
    const { words, little } = this;
    const gap = this.language?.gap ?? ' ';
    let at = spread(random, words.length);
    let wasLittle = true;
    let text = '';
    for (let count = 0; count < length; count++) {
      if (!wasLittle && random.chance(0.6)) {
        text += (text && gap) + usual(random, little);
        wasLittle = true;
        continue;
      }
      at = random.chance(0.3) ? (at * 7 + 3) % words.length : spread(random, words.length);
      text += (text && gap) + words[at]!;
      wasLittle = random.chance(0.2);
    }
    return text;
  }

  private noun(random: Random): string {
    const article = random.pick(['the ', 'the ', 'a ', 'this ', 'each ', '', 'most ', 'its ']);
    const adjective = random.chance(0.35) ? `${random.pick(ADJECTIVES)} ` : '';
    const more = random.chance(0.2) ? ` ${random.pick(['of', 'in', 'for', 'with', 'under'])} ${this.word(random)}` : '';
    return article + adjective + this.word(random) + more;
  }

  /** A sentence with subject, verb and object, and now and then a second one that depends on it. */
  private statement(random: Random): string {
    const opening = random.chance(0.25) ? `${random.pick(OPENINGS)}, ` : '';
    const verb = random.chance(0.15)
      ? `${random.pick(['often', 'rarely', 'also', 'never'])} ${random.pick(VERBS)}`
      : random.pick(VERBS);
    let text = `${opening}${this.noun(random)} ${verb} ${this.noun(random)}`;
    if (random.chance(0.45))
      text += `${random.pick([', and', ' because', ' when', ', but', ' if', ', while', '; then'])} ${this.noun(random)} ${random.pick(VERBS)} ${this.noun(random)}`;
    if (random.chance(0.2))
      text += ` ${random.pick(['by', 'within', 'after', 'over'])} ${2 + random.below(90)} ${random.pick(['days', 'percent', 'units', 'points'])}`;
    return `${capital(text)}.`;
  }

  sentence(random: Random, length: number = 5 + Math.round(Math.exp(2 + 0.5 * random.normal()))): string {
    if (random.chance(this.prosaic)) return this.statement(random);
    const stop = this.language?.stop.trimEnd() ?? '.';
    const cut = length > 12 && random.chance(0.5) ? 4 + random.below(length - 8) : 0;
    const comma = this.language?.gap === '' ? '，' : ', ';
    const text =
      cut > 0 ? `${this.clause(random, cut)}${comma}${this.clause(random, length - cut)}` : this.clause(random, length);
    return capital(text) + stop;
  }

  /** About so many words of prose. */
  prose(random: Random, words: number): string {
    const gap = this.language?.gap ?? ' ';
    const sentences: string[] = [];
    for (let left = words; left > 0;) {
      const length = 4 + Math.min(36, Math.round(Math.exp(2.1 + 0.55 * random.normal())));
      sentences.push(this.sentence(random, length));
      left -= Math.max(length, 8);
    }
    return sentences.join(gap);
  }
}
