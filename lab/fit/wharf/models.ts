/** The models on offer, and the day on which a new one comes out. */
import type { Random } from '../../../src/math/random.ts';
import { coined, usual } from './text/lexicon.ts';
import { type Manner, manner } from './text/answers.ts';

export class Models {
  readonly names: readonly string[];
  readonly fresh: string;
  /** Seconds from the beginning of the log; never, if it is later than its end. */
  readonly release: number;
  private readonly manners: ReadonlyMap<string, Manner>;

  constructor(random: Random, length: number) {
    const house = coined(random);
    const sizes = random.shuffle(['large', 'mini', 'pro', 'fast', 'max', 'lite']).slice(0, 2 + random.below(4));
    this.names = sizes.map((size) => `${house}-${1 + random.below(4)}${random.chance(0.4) ? '.5' : ''}-${size}`);
    this.fresh = `${house}-${5 + random.below(2)}-${sizes[0]!}`;
    this.release = random.chance(0.7) ? length * (0.15 + 0.7 * random.next()) : Infinity;
    this.manners = new Map([...this.names, this.fresh].map((name) => [name, manner(random)]));
  }

  any(random: Random): string {
    return usual(random, this.names);
  }

  manner(name: string): Manner {
    return this.manners.get(name)!;
  }
}
