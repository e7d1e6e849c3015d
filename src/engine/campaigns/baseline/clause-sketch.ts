/** A template as a baseline knows it: some of its fixed clauses, by their names and by what they say. */
import { clauseName } from '../../table/clause-columns.ts';

/** Clauses that are kept. */
const SKETCH = 32;

export interface ClauseSketch {
  /** The smallest names, ascending: rewordings have most of them in common. */
  clauses: number[];
  /** What each says, in hashes that nobody can make a second clause of; empty where it is not known. */
  says: string[];
}

/** @param fixed hashes of the fixed clauses, ascending */
export function sketchOf(fixed: Float64Array, says: ReadonlyMap<number, string> = new Map()): ClauseSketch {
  const sketch: ClauseSketch = { clauses: [], says: [] };
  for (const hash of fixed) {
    const name = clauseName(hash);
    if (name === sketch.clauses.at(-1)) {
      // Of two with one name at least one was made to have it, and which is not known.
      sketch.says[sketch.says.length - 1] = '';
      continue;
    }
    if (sketch.clauses.length === SKETCH) break;
    sketch.clauses.push(name);
    sketch.says.push(says.get(hash) ?? '');
  }
  return sketch;
}
