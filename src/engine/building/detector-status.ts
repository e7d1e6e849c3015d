/** Which detectors ran, and what data the others lacked. */
import { CAMPAIGN_DETECTORS } from '../campaigns/detectors/detectors.ts';
import type { DetectionResult } from './detection-result.ts';
import type { Coverage, DetectorStatus } from '../../report/shape/report.ts';

const NOTHING = 'No accounts were found that share rare templates, so there was nothing to judge.';

export function detectorStatuses(
  found: Pick<DetectionResult, 'judgements'>,
  { state, causes: [cause] }: Pick<Coverage, 'state' | 'causes'>,
): DetectorStatus[] {
  // Of a log without text or accounts it is unknown whether any share templates: that none do is not said.
  const nothing = state === 'not-judged' && cause !== undefined ? `Not run: ${cause.text}.` : NOTHING;
  return CAMPAIGN_DETECTORS.map(({ id, name, family, needs, theory }) => {
    const against = theory.against.most === 0 ? {} : { against: theory.against.why };
    const judged = found.judgements.filter(({ measured }) =>
      measured.some(({ detector }) => detector.id === id),
    ).length;
    if (judged) return { id, name, family, state: 'ran', judged, ...against };
    const reason = found.judgements.length ? `Needs ${needs}.` : nothing;
    return { id, name, family, state: 'abstained', reason, judged, ...against };
  });
}
