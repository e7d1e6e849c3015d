/** Which documents are told apart: of very many those with the smallest hashes, so the same ones whatever the order and the parts of a log. */

/** Documents that are told apart. */
export const MOST_DOCUMENTS = 50_000;

/** Hashes are below. */
export const RANGE = 2 ** 53;

/** How much more is looked at than seems to be enough, and how many times as much as before at most where little was seen. */
const [SPARE, STEP] = [1.2, 16];
/** Documents of a part from which on their number tells of all. */
const TELLING = 200;

/**
 * The largest hash among the `most` smallest different ones; `Infinity` where there are no more.
 * @param keys hashes spread evenly, each as often as it is named; 0 is none
 */
export function limitOf(keys: Float64Array, most: number): number {
  if (keys.length <= most) return Infinity;
  const part = new Float64Array(keys.length);
  // A small part first: how often documents are named again tells how large a part holds enough. So few are sorted.
  for (let below = (most / keys.length / STEP) * RANGE; ;) {
    let size = 0;
    for (let at = 0; at < keys.length; at++) if (keys[at]! <= below && keys[at]! > 0) part[size++] = keys[at]!;
    const sorted = part.subarray(0, size).sort();
    let different = 0;
    for (let at = 0; at < size; at++) {
      if (sorted[at] === sorted[at - 1]) continue;
      if (++different > most) return sorted[at - 1]!;
    }
    // Hashes are spread evenly: where a part that should hold hundreds holds less than half of them, the rest does not make up for it.
    const share = (below / RANGE) * most;
    if (below >= RANGE || (share > TELLING && different < share / 2)) return Infinity;
    const enough = (SPARE * most) / Math.max(1, different);
    below *= Math.max(SPARE, different > TELLING ? enough : Math.min(STEP, enough));
  }
}
