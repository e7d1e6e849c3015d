/** What somebody cares about: words that come up in its text more often than in that of others. */
import { Random } from '../../../src/math/random.ts';

/** Shorter lists hold forms and not matters: ways to begin, kinds of sentence. */
const SHORTEST = 12;
/** Of a list, the part that somebody cares about. */
const PART = 0.1;

export class Interest {
  private readonly lists = new Map<readonly unknown[], readonly unknown[]>();
  private readonly taste: Random;
  private readonly share: number;

  /** @param share part of the words that are of the interest; the others are anybody's */
  constructor(taste: Random, share: number) {
    this.taste = new Random(taste.below(2 ** 31));
    this.share = share;
  }

  /** The same random numbers, with which words are picked by interest. */
  through(source: Random): Random {
    return new Interested(source, this);
  }

  /** What it picks from: a part of the list, or all of it. */
  of<T>(list: readonly T[], source: Random): readonly T[] {
    if (this.share === 0 || list.length < SHORTEST || !source.chance(this.share)) return list;
    const known = this.lists.get(list) as readonly T[] | undefined;
    if (known) return known;
    const own = this.taste.shuffle([...list]).slice(0, Math.ceil(PART * list.length));
    this.lists.set(list, own);
    return own;
  }
}

/** Interests of the customers of one product: of some each has its own, others all ask for the same. */
export function interests(random: Random): () => Interest {
  const share = random.chance(0.3) ? 0 : 0.3 + 0.6 * random.next();
  return () => new Interest(random, share);
}

class Interested extends Random {
  private readonly source: Random;
  private readonly interest: Interest;

  constructor(source: Random, interest: Interest) {
    super();
    this.source = source;
    this.interest = interest;
  }

  override next(): number {
    return this.source.next();
  }

  override pick<T>(list: readonly T[]): T {
    return super.pick(this.interest.of(list, this.source));
  }
}
