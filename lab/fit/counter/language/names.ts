/** Names made up of syllables: companies, products, people, places of this world. */
import type { Random } from '../../../../src/math/random.ts';

const FIRST = ['bel', 'cor', 'dan', 'el', 'fen', 'gal', 'hol', 'ist', 'jun', 'kor', 'lum', 'mer', 'nor', 'ol', 'pra'];
const MIDDLE = ['a', 'da', 'de', 'i', 'ka', 'li', 'mo', 'ni', 'o', 'ra', 'ri', 'sta', 'ta', 'u', 've', 'vi', 'za'];
const LAST = ['bo', 'dal', 'do', 'go', 'la', 'lex', 'max', 'n', 'nt', 'ra', 'ris', 's', 'ta', 'tec', 'va', 'x', 'zo'];
const GIVEN = [
  ...['Ada', 'Bruno', 'Chidi', 'Dilara', 'Emil', 'Fatima', 'Goran', 'Hana', 'Ines', 'Jamal', 'Keiko', 'Lena', 'Marta'],
  ...['Nils', 'Olga', 'Pedro', 'Quinn', 'Rosa', 'Samir', 'Tove', 'Uma', 'Viktor', 'Wanda', 'Xin', 'Yusuf', 'Zoe'],
];

export function coinedName(random: Random): string {
  const middle = random.chance(0.7) ? random.pick(MIDDLE) : '';
  const name = random.pick(FIRST) + middle + random.pick(LAST);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export const givenName = (random: Random): string => random.pick(GIVEN);

/** A number that products carry: X2, 400, S-15. */
export const modelNumber = (random: Random): string =>
  random.pick([
    () => `${'ABEKLMSTXZ'[random.below(10)]!}${1 + random.below(9)}`,
    () => String(100 * (1 + random.below(90))),
    () => `${'ABEKLMSTXZ'[random.below(10)]!}-${10 + random.below(90)}`,
    () => ['Neo', 'Uno', 'Plus', 'Max', 'Lite', 'Go', 'Duo'][random.below(7)]!,
  ])();
