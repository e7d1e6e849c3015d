/** Who sends requests: accounts with a name, addresses, a program and a place on the clock. */
import type { Random } from '../../../src/math/random.ts';
import { LANGUAGES, type Language } from './language/foreign.ts';
import { givenName } from './language/names.ts';
import { person, type Voice } from './language/voice.ts';
import { hoursOf, type Hours } from './rhythm.ts';

export interface Account {
  id: string;
  organisation?: string;
  /** One is drawn for every visit. */
  addresses: readonly string[];
  agents: readonly string[];
  voice: Voice;
  hours: Hours;
  /** What an app knows of its user. */
  name: string;
  plan: string;
  /** Parts of the log in which the account exists. */
  from: number;
  until: number;
}

/** How the accounts of one log are called, by the way they come. */
export interface Naming {
  login: (random: Random) => string;
  visitor: (random: Random) => string;
  key: (random: Random) => string;
}

const letters = (random: Random, count: number, of = '0123456789abcdef'): string =>
  Array.from({ length: count }, () => of[random.below(of.length)]!).join('');

const uuid = (random: Random): string => [8, 4, 4, 4, 12].map((length) => letters(random, length)).join('-');

const NAMES: readonly ((random: Random) => string)[] = [
  (random) => `cus_${letters(random, 14, 'abcdefghijklmnopqrstuvwxyzABCDEFGH0123456789')}`,
  uuid,
  (random) => String(10_000_000 + random.below(80_000_000)),
  (random) => `u-${letters(random, 10)}`,
  (random) => `${givenName(random).toLowerCase()}.${letters(random, 6)}@mail.example`,
  (random) => letters(random, 32),
];

const VISITORS: readonly ((random: Random) => string)[] = [
  (random) => `anon-${letters(random, 12)}`,
  (random) => `GA1.2.${random.below(2 ** 31)}.17${letters(random, 8, '0123456789')}`,
  (random) => `visitor:${uuid(random)}`,
  uuid,
];

const namingOf = (random: Random): Naming => ({
  login: random.pick(NAMES),
  visitor: random.pick(random.chance(0.25) ? NAMES : VISITORS),
  key: random.pick([(one) => `client-${letters(one, 12)}`, (one) => `app_${letters(one, 10)}`, NAMES[0]!]),
});

const number = (random: Random): number => 1 + random.below(254);

/** An address of a home or a telephone, in some network. */
export const homeAddress = (random: Random): string =>
  `${random.pick([24, 31, 46, 62, 78, 81, 84, 91, 93, 109, 151, 178, 188, 200, 213])}.${number(random)}.${number(random)}.${number(random)}`;

/** Addresses of one rented rack. */
export function rackAddresses(random: Random, count: number): string[] {
  const net = `${random.pick([3, 18, 34, 35, 51, 104, 138, 159, 167])}.${number(random)}.${number(random)}`;
  return Array.from({ length: count }, () => `${net}.${number(random)}`);
}

const version = (random: Random, from: number, spread: number): number => from + random.below(spread);

const BROWSERS: readonly ((random: Random) => string)[] = [
  (random) => {
    const system = random.pick([
      'Windows NT 10.0; Win64; x64',
      'Macintosh; Intel Mac OS X 10_15_7',
      'X11; Linux x86_64',
    ]);
    return `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version(random, 124, 9)}.0.0.0 Safari/537.36`;
  },
  (random) =>
    `Mozilla/5.0 (iPhone; CPU iPhone OS ${version(random, 16, 3)}_${random.below(6)} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1`,
  (random) =>
    `Mozilla/5.0 (Linux; Android ${version(random, 11, 5)}; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version(random, 120, 12)}.0.0.0 Mobile Safari/537.36`,
  (random) => {
    const release = version(random, 121, 8);
    return `Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:${release}.0) Gecko/20100101 Firefox/${release}.0`;
  },
];

const PROGRAMS: readonly ((random: Random) => string)[] = [
  (random) => `python-requests/2.${version(random, 25, 8)}.0`,
  (random) => `axios/1.${version(random, 4, 5)}.${random.below(9)}`,
  (random) => `okhttp/4.${version(random, 9, 4)}.0`,
  () => 'node',
  (random) => `Go-http-client/${1 + random.below(2)}.1`,
  (random) => `curl/8.${random.below(9)}.0`,
];

export const browser = (random: Random): string => random.pick(BROWSERS)(random);
export const program = (random: Random): string => random.pick(PROGRAMS)(random);

/** What differs between the people of one log from those of another. */
export interface Society {
  naming: Naming;
  /** The app of the company, as it calls itself. */
  app: string;
  home: Language;
  /** Share of those who write in another language. */
  foreign: number;
  plans: readonly string[];
  /** Networks in which many telephones share an address. */
  shared: readonly string[];
  /** Names that were given away. */
  taken: Set<string>;
}

export function societyOf(random: Random, app: string): Society {
  return {
    naming: namingOf(random),
    app: app.replace(/\W/g, ''),
    home: random.chance(0.85) ? 'en' : random.pick(LANGUAGES),
    foreign: 0.35 * random.next() ** 2,
    plans: random.pick([
      ['free', 'plus'],
      ['basic', 'comfort', 'premium'],
      ['standard'],
      ['guest', 'member', 'gold', 'staff'],
    ]),
    shared: Array.from({ length: 2 + random.below(6) }, () => homeAddress(random)),
    taken: new Set(),
  };
}

export const tongue = (random: Random, { home, foreign }: Society): Language =>
  random.chance(foreign) ? random.pick(random.chance(0.4) ? (['en'] as const) : LANGUAGES) : home;

/** A person with an account of this kind of name. */
export function someone(
  random: Random,
  society: Society,
  way: keyof Naming = 'login',
  more: Partial<Account> = {},
): Account {
  let id = more.id ?? society.naming[way](random);
  while (society.taken.has(id)) id = society.naming[way](random);
  society.taken.add(id);
  const isMobile = random.chance(0.5);
  return {
    addresses: Array.from({ length: 1 + (isMobile ? random.below(4) : random.below(2)) }, () =>
      isMobile && random.chance(0.4) ? random.pick(society.shared) : homeAddress(random),
    ),
    agents: [random.chance(0.3) ? `${society.app}/${version(random, 4, 3)}.${random.below(8)}` : browser(random)],
    voice: person(random, tongue(random, society)),
    hours: hoursOf(random),
    ...(way === 'visitor'
      ? { name: 'guest', plan: 'guest' }
      : { name: givenName(random), plan: random.pick(society.plans) }),
    from: random.chance(0.3) ? random.next() * 0.7 : 0,
    until: random.chance(0.15) ? 0.75 + 0.25 * random.next() : 1,
    ...more,
    id,
  };
}
