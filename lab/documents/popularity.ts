/**
 * What a log's own popularity gives: how often documents come again among so many requests that are drawn by it, in closed form over classes
 * of documents that are asked for equally often (an occupancy problem).
 */
import type { Answered } from './world.ts';

function countsOf(values: Iterable<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const one of values) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

export const documentOf = ({ documents }: Answered): number => documents[0]!;

export class Popularity {
  private readonly counts: Map<number, number>;
  /** How many documents are asked for so often. */
  private readonly classes: Map<number, number>;

  constructor(private readonly requests: readonly Answered[]) {
    this.counts = countsOf(requests.map(documentOf));
    this.classes = countsOf(this.counts.values());
  }

  /** Documents again among so many requests, where those of some accounts do not count. */
  again(requests: number, own: readonly Answered[]): [mean: number, deviation: number] {
    let [seen, variance, pace] = [0, 0, 0];
    for (const [share, documents] of this.without(own)) {
      const unseen = (1 - share) ** requests;
      seen += documents * (1 - unseen);
      variance += documents * unseen * (1 - unseen);
      pace += documents * share * unseen;
    }
    // Requests are a fixed number: what more of one document means for the others.
    return [requests - seen, Math.sqrt(Math.max(variance - requests * pace * pace, 0.25))];
  }

  /** Shares of the requests that are left, and how many documents have each. */
  private without(own: readonly Answered[]): [share: number, documents: number][] {
    const classes = new Map(this.classes);
    const add = (count: number, by: number): void => void classes.set(count, (classes.get(count) ?? 0) + by);
    for (const [document, taken] of countsOf(own.map(documentOf))) {
      const count = this.counts.get(document)!;
      add(count, -1);
      add(count - taken, 1);
    }
    const left = this.requests.length - own.length;
    return [...classes].flatMap(([count, documents]): [number, number][] =>
      count > 0 && documents > 0 ? [[count / left, documents]] : [],
    );
  }
}
