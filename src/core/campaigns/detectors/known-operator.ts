/**
 * Whether it is known who stands behind the members: a relay, which passes conversations on, or the organisation they belong to.
 * Turns, quotas, settings, days and addresses in common then say only what is known already, so that the detectors of these
 * abstain. What the requests ask for, and whether they come back, still tells a harvest.
 */
import type { Candidate } from '../candidates/candidate.ts';
import type { DetectorContext } from './detector.ts';
import { ownerOf, OWNS } from './owner.ts';
import { isRelayed } from './relaying.ts';

export const hasKnownOperator = (candidate: Candidate, context: DetectorContext): boolean =>
  isRelayed(candidate, context) || ownerOf(candidate, context.profiles).share >= OWNS;
