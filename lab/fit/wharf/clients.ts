/** Programs that send requests, by the name they give themselves. */
import type { Random } from '../../../src/math/random.ts';
import { capital, coined, usual } from './text/lexicon.ts';

const version = (random: Random, major: number, minor: number): string =>
  `${major}.${random.below(minor)}.${random.below(6)}`;

export class Clients {
  /** What programmers use, the most usual first. */
  private readonly kits: readonly string[];
  private readonly apps: readonly string[];
  private readonly flows: readonly string[];

  constructor(random: Random) {
    const several = (make: () => string): string[] => Array.from({ length: 1 + random.below(4) }, make);
    this.kits = random.shuffle([
      ...several(() => `OpenAI/Python ${version(random, 1, 110)}`),
      ...several(() => `AsyncOpenAI/Python ${version(random, 1, 110)}`),
      ...several(() => `OpenAI/JS ${version(random, 5, 20)}`),
      ...several(() => `Anthropic/Python 0.${20 + random.below(60)}.0`),
      ...several(() => `Anthropic/JS 0.${20 + random.below(50)}.0`),
      ...several(() => `python-requests/2.${25 + random.below(8)}.0`),
      ...several(() => `Python/3.${9 + random.below(5)} aiohttp/3.${8 + random.below(4)}.1`),
      ...several(() => `litellm/${version(random, 1, 80)}`),
      ...several(() => `langchain-openai/0.${random.below(4)}.${random.below(30)}`),
      ...several(() => `axios/${version(random, 1, 9)}`),
      'node',
      'node-fetch',
      'Go-http-client/2.0',
      'Go-http-client/1.1',
      `okhttp/4.${9 + random.below(4)}.0`,
      `curl/8.${random.below(10)}.0`,
      `python-httpx/0.${23 + random.below(6)}.0`,
      'reqwest/0.12',
      `Java-http-client/${17 + random.below(6)}.0.1`,
      'GuzzleHttp/7',
    ]);
    const browser = (): string =>
      `Mozilla/5.0 (${random.pick(['Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7', 'X11; Linux x86_64', 'iPhone; CPU iPhone OS 18_1 like Mac OS X'])}) AppleWebKit/537.36 Chrome/1${20 + random.below(25)}.0.0.0 Safari/537.36`;
    this.apps = [...several(() => `${capital(coined(random))}Chat/${version(random, 2, 30)}`), ...several(browser)];
    this.flows = ['n8n', 'Make/production', 'Zapier', 'axios/1.7.2 (flow)'];
  }

  kit(random: Random): string {
    return usual(random, this.kits);
  }

  app(random: Random): string {
    return random.pick(this.apps);
  }

  flow(random: Random): string {
    return random.pick(this.flows);
  }

  /** The name of a product with its version. */
  product(random: Random): string {
    return `${random.chance(0.5) ? coined(random) : capital(coined(random))}/${version(random, 1, 40)}`;
  }
}
