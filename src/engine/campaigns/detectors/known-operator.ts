/**
 * Whether the members' operator is known: a relay that passes conversations on, or an organisation they belong to. Shared
 * turns, quotas, settings, hours and addresses then tell nothing new, so the detectors that measure them abstain. What the
 * requests ask for, and whether prompts repeat, can still reveal a harvest.
 */
import type { Candidate } from '../candidates/candidate.ts';
import type { LogContext } from './detector.ts';
import { ownerOf, OWNS } from './owner.ts';
import { isRelayed } from './relaying.ts';

export const hasKnownOperator = (candidate: Candidate, context: LogContext): boolean =>
  isRelayed(candidate, context) || ownerOf(candidate, context.profiles).share >= OWNS;
