/** Curves of detectors that no labelled log has what they need for. They are judgement, not measurement. */
import type { Explanation } from '../../src/text/explanations.ts';
import type { Curve } from '../../src/math/curves.ts';

/** A curve, and the only explanation that it speaks against; absent where it speaks against each. */
interface Assumed {
  curve: Curve;
  against?: Explanation;
}

export const ASSUMED_CURVES: ReadonlyMap<string, Assumed> = new Map<string, Assumed>([
  [
    // Templates that were ordinary long before are an innocent reason; that they are new says nothing.
    'known-before',
    {
      curve: [
        [0.2, 0],
        [0.5, -0.8],
        [0.8, -2],
        [1, -3],
      ],
    },
  ],
  [
    // Users of a public list have its items in common, and nobody else does. Where few have them, nothing follows.
    'same-items',
    {
      against: 'commons',
      curve: [
        [0.25, 0],
        [0.5, -4],
      ],
    },
  ],
]);
