/** Evidence as a report shows it. */
import type { Calibration } from '../campaigns/significance/calibration.ts';
import type { Judgement } from '../campaigns/judging/judge.ts';
import { isTested } from '../campaigns/significance/null-test.ts';
import type { LineRefs } from './line-refs.ts';
import type { CampaignReport, CampaignTest, Evidence, Verdict } from '../../report/shape/report.ts';

/** What speaks for, heaviest first, and what speaks against, heaviest first. What weighs nothing is with the latter. */
export interface TwoSides {
  evidence: Evidence[];
  counterEvidence: Evidence[];
}

export function campaignEvidence(judgement: Judgement, calibration: Calibration | undefined, refs: LineRefs): TwoSides {
  const whole = calibration?.whole;
  return twoSides(
    judgement.measured.map(({ detector, measurement }) => ({
      detector: detector.id,
      text: measurement.text,
      weight: measurement.weight,
      statistic: measurement.statistic,
      n: measurement.n,
      ...pOf(calibration?.detectors.get(detector.id), whole?.stratum),
      lines: refs.of(measurement.rows),
    })),
  );
}

const pOf = (p: number | undefined, stratum: string | undefined): Pick<Evidence, 'p' | 'stratum'> =>
  p === undefined || stratum === undefined ? {} : { p, stratum };

/** Tests of a campaign as a report shows them. False discoveries are counted of distillation alone. */
export function campaignTests(
  { links, whole, habits, falseDiscoveryRate }: Calibration,
  verdict: Verdict,
): Pick<CampaignReport, 'tests' | 'falseDiscoveryRate'> {
  const tests = [...(links ? [links] : []), whole, ...habits].map((test): CampaignTest => {
    if (!isTested(test)) return { against: test.stratum, untested: test.reason };
    const { stratum, statistic, p, n } = test;
    return { against: stratum, statistic, p, n };
  });
  return { tests, ...(verdict !== 'harvest' && { falseDiscoveryRate }) };
}

/** What shows a relay is the reason for that verdict. */
const isFor = ({ role, weight }: Evidence): boolean => weight > 0 || role === 'relay';

export function twoSides(all: readonly Evidence[]): TwoSides {
  return {
    evidence: all.filter(isFor).sort((a, b) => b.weight - a.weight),
    counterEvidence: all.filter((item) => !isFor(item)).sort((a, b) => a.weight - b.weight),
  };
}
