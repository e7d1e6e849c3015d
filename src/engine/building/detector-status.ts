/** Which detectors ran, and what data the others lacked. */
import { CAMPAIGN_DETECTORS } from '../campaigns/detectors/detectors.ts';
import type { DetectionResult } from './detection-result.ts';
import type { DetectorStatus } from '../../report/shape/report.ts';

/** Of a log without text or accounts it is unknown whether any share templates: that none do is not said. */
const NOTHING = 'No accounts were found that share rare templates, so there was nothing to judge.';

export function detectorStatuses(found: DetectionResult): DetectorStatus[] {
  return CAMPAIGN_DETECTORS.map(({ id, name, family, needs }) => {
    const judged = found.judgements.filter(({ measured }) =>
      measured.some(({ detector }) => detector.id === id),
    ).length;
    if (judged) return { id, name, family, state: 'ran', judged };
    const reason = found.judgements.length ? `Needs ${needs}.` : NOTHING;
    return { id, name, family, state: 'abstained', reason, judged };
  });
}
