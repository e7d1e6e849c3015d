/** Who lives in the town: accounts with a place, a clock and a program of their own. */
import type { Random } from '../../../src/math/random.ts';

export interface Account {
  id: string;
  organisation?: string;
  address: string;
  agent: string;
  model: string;
  /** Hours that its clock is ahead of UTC. */
  zone: number;
  /** When it came and went, as parts of the log. */
  from: number;
  until: number;
  /** How long its answers are next to those of others. */
  verbosity: number;
  /** Settings that it sends with each request unless its program has others. */
  parameters: Readonly<Record<string, number>>;
}

const MODELS = ['otter-large', 'otter-small', 'heron-4', 'heron-4-mini'] as const;
const AGENTS = [
  'OpenAI/Python 1.58.1',
  'OpenAI/Python 1.40.0',
  'openai-node/4.77.0',
  'python-requests/2.32.3',
  'axios/1.7.9',
  'Go-http-client/2.0',
  'okhttp/4.12.0',
  'langchain/0.3.13',
  'curl/8.9.1',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
] as const;

const hex = (random: Random, length: number): string =>
  Array.from({ length }, () => '0123456789abcdef'[random.below(16)]).join('');

export const address = (random: Random): string =>
  `${20 + random.below(180)}.${random.below(256)}.${random.below(256)}.${1 + random.below(254)}`;

/** Somebody like anybody else; what is given is not drawn. */
export function newAccount(random: Random, known: Partial<Account> = {}): Account {
  return {
    id: hex(random, 40),
    ...(random.chance(0.5) && { organisation: `org-${hex(random, 10)}` }),
    address: address(random),
    agent: random.pick(AGENTS),
    model: random.pick(MODELS),
    from: random.chance(0.65) ? 0 : 0.8 * random.next(),
    until: random.chance(0.8) ? 1 : 0.2 + 0.8 * random.next(),
    verbosity: Math.exp(0.35 * random.normal()),
    zone: random.pick([-8, -5, -5, -3, 0, 1, 1, 2, 3, 5, 8, 9]),
    parameters: random.pick([
      {},
      {},
      {},
      { temperature: 0.7 },
      { temperature: 0 },
      { temperature: 0.2, max_tokens: 1024 },
    ]),
    ...known,
  };
}

/** Accounts of one customer: keys of one organisation, one program, one model, often one address. */
export function keysOf(random: Random, count: number, known: Partial<Account> = {}): Account[] {
  const first = newAccount(random, { organisation: `org-${hex(random, 10)}`, ...known });
  const addresses = Array.from({ length: 1 + random.below(3) }, () => address(random));
  return Array.from({ length: count }, () =>
    newAccount(random, { ...first, from: 0, until: 1, id: hex(random, 40), address: random.pick(addresses), ...known }),
  );
}
