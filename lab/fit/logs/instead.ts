/** Dumps in which one statistic stands in the place of another, to see what a fit makes of it. */
import type { Dump } from './dumped.ts';

/** @param swap `intent=intent-public`; undefined leaves all as they are */
export function instead(dumps: readonly Dump[], swap: string | undefined): Dump[] {
  const [place, id] = swap?.split('=') ?? [];
  if (place === undefined || id === undefined) return [...dumps];
  return dumps.map(({ log, candidates }) => ({
    log,
    candidates: candidates.map(({ measured: { [place]: _, [id]: other, ...measured }, ...candidate }) => ({
      ...candidate,
      measured: { ...measured, ...(other && { [place]: other }) },
    })),
  }));
}
