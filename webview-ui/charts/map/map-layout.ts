/** Areas in a box, as large as what they stand for, in the order given: neighbours in the list are neighbours in the box. */

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export const HEAD = 20;

/**
 * Whether a topic in this box shows its templates below its head. One too narrow for its name does, too: an area with nothing in it says
 * nothing of what was flagged there.
 */
export const isOpen = ({ width, height }: Box): boolean => height > 3 * HEAD && width > HEAD;

/** One box a weight, in its order. Halves of about the same weight lie side by side along the longer side, and so on within. */
export function areasOf(weights: readonly number[], box: Box): Box[] {
  const sums = [0];
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + Math.max(0, weight));
  const areas: Box[] = [];
  const sum = (from: number, to: number): number => (sums[to] ?? 0) - (sums[from] ?? 0);
  const divide = (from: number, to: number, { left, top, width, height }: Box): void => {
    if (to - from < 2) {
      if (to > from) areas[from] = { left, top, width, height };
      return;
    }
    const half = sum(from, to) / 2;
    let middle = from + 1;
    while (middle < to - 1 && sum(from, middle + 1) <= half) middle++;
    // The next one may be nearer to the half.
    if (middle < to - 1 && half - sum(from, middle) > sum(from, middle + 1) - half) middle++;
    const share = half === 0 ? 0.5 : sum(from, middle) / (2 * half);
    if (width >= height) {
      divide(from, middle, { left, top, width: width * share, height });
      divide(middle, to, { left: left + width * share, top, width: width * (1 - share), height });
    } else {
      divide(from, middle, { left, top, width, height: height * share });
      divide(middle, to, { left, top: top + height * share, width, height: height * (1 - share) });
    }
  };
  divide(0, weights.length, box);
  return areas;
}

/** The box that lies next in a direction, by its middle; undefined at the edge. */
export function nextBox(
  boxes: readonly Box[],
  from: number,
  direction: readonly [x: number, y: number],
): number | undefined {
  const middle = ({ left, top, width, height }: Box): [number, number] => [left + width / 2, top + height / 2];
  const start = boxes[from];
  if (start === undefined) return undefined;
  const [x, y] = middle(start);
  let [best, least] = [-1, Infinity];
  boxes.forEach((box, at) => {
    const [toX, toY] = middle(box);
    const along = (toX - x) * direction[0] + (toY - y) * direction[1];
    if (at === from || along <= 0.5) return;
    const across = Math.abs((toX - x) * direction[1] - (toY - y) * direction[0]);
    if (along + 2 * across < least) [best, least] = [at, along + 2 * across];
  });
  return best < 0 ? undefined : best;
}
