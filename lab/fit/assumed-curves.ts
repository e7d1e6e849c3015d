/** Curves of detectors that no labelled log has what they need for. They are judgement, not measurement. */
import type { Curve } from '../../src/math/curves.ts';

export const ASSUMED_CURVES: ReadonlyMap<string, Curve> = new Map([
  [
    // Templates that were ordinary long before are an innocent reason; that they are new says nothing.
    'known-before',
    [
      [0.2, 0],
      [0.5, -0.8],
      [0.8, -2],
      [1, -3],
    ],
  ],
]);
