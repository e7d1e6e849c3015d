/** Positions of the nodes on one side of a graph. */

export interface Node {
  value: number;
  /** Top and height of the bar, and the height it has to itself, CSS pixels. */
  y: number;
  size: number;
  slot: number;
}

/** Space a node needs for its name. */
const MIN_NODE_HEIGHT = 18;

/** Nodes one below the other over the whole height, as high as their values, yet each with room for its name. */
export function stack(values: readonly number[], height: number): Node[] {
  const total = values.reduce((sum, value) => sum + value, 0) || 1;
  const slack = Math.max(0, height - MIN_NODE_HEIGHT * values.length);
  let top = 0;
  return values.map((value) => {
    const slot = Math.min(MIN_NODE_HEIGHT, height / values.length) + (slack * value) / total;
    const size = Math.max(2, slot - 6);
    const node = { value, y: top + (slot - size) / 2, size, slot };
    top += slot;
    return node;
  });
}
