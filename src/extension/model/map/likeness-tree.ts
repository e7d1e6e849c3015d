/** A tree of what is alike: average linkage by chains of nearest neighbours, then few branches at each step instead of two. */

export interface Branch {
  /** Places of the leaves, those that are alike side by side. */
  leaves: number[];
  /** How unalike its two halves are, 0 to 1; 0 of a leaf. */
  height: number;
  halves: [Branch, Branch] | undefined;
}

/**
 * @param likeness a square, row by row, of values from 0 to 1; it is used up
 * @returns undefined of nothing. Takes time and memory with the square of `size`.
 */
export function likenessTree(likeness: Float32Array, size: number): Branch | undefined {
  const branches: (Branch | undefined)[] = Array.from({ length: size }, (_, leaf) => ({
    leaves: [leaf],
    height: 0,
    halves: undefined,
  }));
  const chain: number[] = [];
  for (let left = size; left > 1;) {
    if (chain.length === 0) chain.push(branches.findIndex((branch) => branch !== undefined));
    const top = chain.at(-1)!;
    const before = chain.at(-2);
    const nearest = nearestTo(top, before, branches, likeness, size);
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    merge(top, nearest, branches, likeness, size);
    left--;
  }
  return branches.find((branch) => branch !== undefined);
}

/** The one before in the chain where it is as near as any: else a chain of ties would never end. */
function nearestTo(
  one: number,
  before: number | undefined,
  branches: readonly (Branch | undefined)[],
  likeness: Float32Array,
  size: number,
): number {
  let [nearest, most] = before === undefined ? [-1, -1] : [before, likeness[one * size + before]!];
  for (let other = 0; other < size; other++) {
    if (other === one || branches[other] === undefined) continue;
    const value = likeness[one * size + other]!;
    if (value > most) [nearest, most] = [other, value];
  }
  return nearest;
}

/** Both are in place of the first from now on. */
function merge(
  one: number,
  other: number,
  branches: (Branch | undefined)[],
  likeness: Float32Array,
  size: number,
): void {
  const [a, b] = [branches[one]!, branches[other]!];
  const height = Math.max(a.height, b.height, 1 - likeness[one * size + other]!);
  for (let third = 0; third < size; third++) {
    if (third === one || third === other || branches[third] === undefined) continue;
    const mean =
      (likeness[one * size + third]! * a.leaves.length + likeness[other * size + third]! * b.leaves.length) /
      (a.leaves.length + b.leaves.length);
    likeness[one * size + third] = mean;
    likeness[third * size + one] = mean;
  }
  // The larger half first: what is peeled off one by one then is at the end.
  const halves: [Branch, Branch] = a.leaves.length >= b.leaves.length ? [a, b] : [b, a];
  branches[one] = { leaves: [...halves[0].leaves, ...halves[1].leaves], height, halves };
  branches[other] = undefined;
}

/**
 * A branch cut into at most `most` parts, the widest cut first, where its halves are at least `least` unalike. The parts stay
 * in the order of the leaves.
 */
export function cut(branch: Branch, most: number, least: number): Branch[] {
  const parts = [branch];
  while (parts.length < most) {
    let widest = -1;
    let width = 0;
    parts.forEach(({ halves, height, leaves }, at) => {
      // A cut through many says more than one that takes one of two away.
      const value = height * Math.log1p(leaves.length);
      if (halves !== undefined && height >= least && value > width) [widest, width] = [at, value];
    });
    const { halves } = parts[widest] ?? {};
    if (halves === undefined) break;
    parts.splice(widest, 1, ...halves);
  }
  return parts;
}
