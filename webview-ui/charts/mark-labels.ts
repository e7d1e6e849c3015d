/** Labels of marks along an axis: marks too close for a label each share one, so that 1 beside 2 does not read as twelve. */

/** Width of a character and least space between two labels, CSS pixels, at the 11 px of charts. */
const CHARACTER = 7;
const SPACE = 5;

export interface MarkLabel {
  text: string;
  /** Middle of the label. */
  x: number;
}

interface Cluster {
  first: number;
  last: number;
  from: number;
  to: number;
}

/**
 * @param places of the marks on the axis, ascending, in CSS pixels
 * @param name what a mark is called, by its index
 * @returns labels from left to right: `1`, `2, 3` for two marks, `4–7` for more
 */
export function markLabels(places: readonly number[], name: (index: number) => string): MarkLabel[] {
  const wordsOf = ({ first, last }: Cluster): string =>
    first === last ? name(first) : `${name(first)}${last === first + 1 ? ', ' : '–'}${name(last)}`;
  const middle = ({ from, to }: Cluster): number => (from + to) / 2;
  const half = (cluster: Cluster): number => (wordsOf(cluster).length * CHARACTER) / 2;
  const clusters: Cluster[] = [];
  places.forEach((x, index) => {
    let cluster: Cluster = { first: index, last: index, from: x, to: x };
    // A label that grew may touch the one before it.
    for (let before = clusters.at(-1); before !== undefined; before = clusters.at(-1)) {
      if (middle(cluster) - half(cluster) - (middle(before) + half(before)) >= SPACE) break;
      clusters.pop();
      cluster = { first: before.first, last: cluster.last, from: before.from, to: cluster.to };
    }
    clusters.push(cluster);
  });
  return clusters.map((cluster) => ({ text: wordsOf(cluster), x: middle(cluster) }));
}
