/** Dumps with some of their candidates. */
import { areKeys } from '../../../src/engine/campaigns/judging/explanations.ts';
import { statisticsOf, type Dump, type DumpedCandidate } from './dumped.ts';

/** The dump as it were if no other candidates had been formed. */
export function keeping({ log, candidates }: Dump, isKept: (candidate: DumpedCandidate) => boolean): Dump {
  const kept = [...candidates.keys()].filter((at) => isKept(candidates[at]!));
  const places = new Map(kept.map((at, place) => [at, place]));
  return {
    log,
    candidates: kept.map((at) => ({
      ...candidates[at]!,
      same: candidates[at]!.same.flatMap((other) => places.get(other) ?? []),
    })),
  };
}

/**
 * The candidates alone whose accounts are judged as keys of a relay. Mixed ones count as innocent: among them are pools of a relay with
 * accounts of a campaign in it, and to call such a pool accuses the relay's other keys.
 */
export const amongRelays = (dumps: readonly Dump[]): Dump[] =>
  dumps
    .map((dump) => keeping(dump, (candidate) => areKeys(statisticsOf(candidate))))
    .map(({ log, candidates }) => ({
      log,
      candidates: candidates.map((one) => (one.label === 'mixed' ? { ...one, label: 'innocent' as const } : one)),
    }));
