/** Evidence as a report shows it. */
import type { Judgement } from '../campaigns/judge.ts';
import type { LineRefs } from './line-refs.ts';
import type { Evidence } from './report.ts';

/** What speaks for, heaviest first, and what speaks against, heaviest first. What weighs nothing stands with the latter. */
export interface TwoSides {
  evidence: Evidence[];
  counterEvidence: Evidence[];
}

export function campaignEvidence(judgement: Judgement, refs: LineRefs): TwoSides {
  return twoSides(
    judgement.measured.map(({ detector, measurement }) => ({
      detector: detector.id,
      text: measurement.text,
      weight: measurement.weight,
      statistic: measurement.statistic,
      n: measurement.n,
      lines: refs.of(measurement.rows),
    })),
  );
}

export function twoSides(all: readonly Evidence[]): TwoSides {
  return {
    evidence: all.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight),
    counterEvidence: all.filter(({ weight }) => weight <= 0).sort((a, b) => a.weight - b.weight),
  };
}
