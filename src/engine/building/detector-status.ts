/** Which detectors ran, and what data the others lacked. */
import { CAMPAIGN_DETECTORS } from '../campaigns/detectors/detectors.ts';
import type { DetectionResult } from './detection-result.ts';
import type { Coverage, DetectorStatus } from '../../report/shape/report.ts';

const NOTHING = 'No accounts were found that share rare templates, so there was nothing to judge.';

export function detectorStatuses(found: DetectionResult, { state, causes: [cause] }: Coverage): DetectorStatus[] {
  // Of a log without text or accounts it is unknown whether any share templates: that none do is not said.
  const nothing = state === 'not-judged' && cause !== undefined ? `Not run: ${cause.text}.` : NOTHING;
  return CAMPAIGN_DETECTORS.map(({ id, name, family, needs }) => {
    const judged = found.judgements.filter(({ measured }) =>
      measured.some(({ detector }) => detector.id === id),
    ).length;
    if (judged) return { id, name, family, state: 'ran', judged };
    const reason = found.judgements.length ? `Needs ${needs}.` : nothing;
    return { id, name, family, state: 'abstained', reason, judged };
  });
}
