/** English of the town: sentences about made-up things, so that no text is anybody's and two of them seldom agree. */
import type { Random } from '../../../src/math/random.ts';

const list = (words: string): readonly string[] => words.trim().split(/\s+/);

const NOUNS = list(`
  valve ledger orchard turbine permit blanket harbour sensor invoice lantern bridge festival kettle contract garden
  engine parcel library tunnel mattress clinic violin compressor market ticket pillow antenna bakery reservoir carpet
  printer stadium quarry curtain battery museum trailer saddle heater cinema pump wagon lobby filter chapel drone
  vineyard gallery helmet elevator nursery canal freezer archive furnace pavilion scooter telescope terminal greenhouse
`);
const VERBS = list(`
  replaced inspected delayed approved measured painted questioned moved rented cancelled repaired counted described
  returned opened praised rejected reviewed washed ordered lost compared insured borrowed designed labelled`);
const ADJECTIVES = list(`
  narrow quiet leaking expensive northern wooden modern fragile spare crowded yellow reliable heavy local seasonal faulty
  temporary polished secondary distant cheap rusty generous foggy public`);
const PLACES = list(`
  Varnholt Kessingen Ostrava Lunmouth Pellworth Arnside Tavira Brekke Solmar Quillan Dorado Hexley Minsk Nantwich Orvieto
  Palmela Ruskin Stavros Tilburg Umbria Wexcombe Yarrow Zadar Calder`);
const FIRST = list(`
  Amara Bastian Chiara Dmitri Elif Farid Greta Hanna Ivo Jolanda Kwame Lucia Mateo Nadia Oskar Priya Quentin Rosa Selim
  Tomas Ulla Viktor Wanda Ximena Yusuf Zofia`);
const CONSONANTS = list('b c d f g h k l m n p r s t v z br dr gr kl st tr');
const VOWELS = list('a e i o u ae io ou');

/** Fields in which questions are asked. */
export const FIELDS = list(`
  geometry thermodynamics genetics macroeconomics contract-law probability organic-chemistry ethics linguistics
  networking compilers pharmacology astronomy statistics logic accounting electronics history databases mechanics
  combinatorics optics nutrition cryptography ecology`).map((field) => field.replaceAll('-', ' '));

export const LANGUAGES = ['German', 'Spanish', 'Portuguese', 'Japanese', 'French', 'Polish', 'Turkish'] as const;

/** A name that nobody has. */
export function coined(random: Random, syllables = 2 + random.below(2)): string {
  let name = '';
  for (let at = 0; at < syllables; at++) name += random.pick(CONSONANTS) + random.pick(VOWELS);
  return name[0]!.toUpperCase() + name.slice(1);
}

export const person = (random: Random): string => `${random.pick(FIRST)} ${coined(random)}`;

export const thing = (random: Random): string => `${random.pick(ADJECTIVES)} ${random.pick(NOUNS)}`;

export const place = (random: Random): string => random.pick(PLACES);

const number = (random: Random): string => String(2 + random.below(random.chance(0.3) ? 900 : 40));

const day = (random: Random): string =>
  `${1 + random.below(28)} ${random.pick(['March', 'May', 'July', 'October', 'December'])}`;

const SENTENCES: readonly ((random: Random) => string)[] = [
  (r) => `${person(r)} ${r.pick(VERBS)} the ${thing(r)} in ${place(r)} on ${day(r)}.`,
  (r) =>
    `The ${thing(r)} was ${r.pick(VERBS)} ${number(r)} times before anybody ${r.pick(VERBS)} the ${r.pick(NOUNS)}.`,
  (r) =>
    `There are ${number(r)} ${r.pick(NOUNS)}s near ${place(r)}, and ${number(r)} of them are ${r.pick(ADJECTIVES)}.`,
  (r) => `We ${r.pick(VERBS)} it because the ${r.pick(NOUNS)} looked ${r.pick(ADJECTIVES)} after ${day(r)}.`,
  (r) => `${coined(r)} sells a ${thing(r)} for ${number(r)} euros.`,
  (r) => `My neighbour says that a ${thing(r)} never costs more than ${number(r)}.`,
  (r) => `In ${place(r)} the ${r.pick(NOUNS)} is ${r.pick(ADJECTIVES)}, but the ${r.pick(NOUNS)} is not.`,
  (r) => `Please note that the ${thing(r)} must be ${r.pick(VERBS)} within ${number(r)} days.`,
  (r) => `If the ${r.pick(NOUNS)} is ${r.pick(VERBS)} first, ${person(r)} keeps the ${thing(r)}.`,
  (r) => `Between ${day(r)} and ${day(r)} the ${thing(r)} was ${r.pick(VERBS)} by ${coined(r)}.`,
];

export const sentence = (random: Random): string => random.pick(SENTENCES)(random);

/** So many sentences. */
export const passage = (random: Random, sentences: number): string =>
  Array.from({ length: Math.max(1, sentences) }, () => sentence(random)).join(' ');

/** An exercise of a field; hardly any two are the same. */
export function exercise(random: Random, field = random.pick(FIELDS)): string {
  const ask = random.pick([
    `How does this change what is known of ${field}?`,
    `Which result of ${field} decides it, and what follows for the ${random.pick(NOUNS)}?`,
    `Work out the share of the ${random.pick(NOUNS)} with the tools of ${field}.`,
    `State the value that ${field} gives for ${number(random)} of them.`,
  ]);
  return `${passage(random, 2 + random.below(3))} ${ask}`;
}

/** A line or two of a program. */
export function code(random: Random): string {
  const [a, b] = [coined(random).toLowerCase(), coined(random).toLowerCase()];
  const lines = [
    `def ${a}_${b}(items, limit=${number(random)}):`,
    `    total = sum(item.${random.pick(NOUNS)} for item in items if item.${random.pick(NOUNS)} > limit)`,
    `    ${b} = ${a}.load("${random.pick(NOUNS)}_${number(random)}.json")`,
    `    return ${b} if total else None`,
    `class ${coined(random)}${coined(random)}(Base):`,
    `    ${a}: dict[str, ${random.pick(NOUNS)}] = field(default_factory=dict)`,
    `for ${a} in range(${number(random)}): ${b}.append(${a} * ${number(random)})`,
  ];
  return Array.from({ length: 3 + random.below(8) }, () => random.pick(lines)).join('\n');
}
