/**
 * Are answers as long as the reasoning that was sent with them? Whoever has it written out gets them so. Whoever goes on gets answers of
 * another length: a hard task makes both long, but not one by the other.
 */
import type { TechniqueContext } from '../technique.ts';
import { correlationAbove } from './rank-correlation.ts';
import type { Return } from './replays.ts';

/** Rank correlation that honest answers may have: half of what makes the one long makes the other long, too (0.7 squared). */
const HONEST = 0.7;
/** Standard deviations above it that chance gives once in 100,000 logs, and once in twenty: what the grades say of themselves. */
const COPIED = { surely: 4.27, likely: 1.65 };
/** Pairs below which the log does not say. */
const PAIRS = 20;

export interface CopiedOut {
  /** `unknown` where the log has too few lengths. */
  is: 'surely' | 'likely' | 'no' | 'unknown';
  /** Standard deviations above what is honest. */
  above: number;
  n: number;
}

export function copiedOut(
  returns: readonly Return[],
  { table, facts }: Pick<TechniqueContext, 'table' | 'facts'>,
): CopiedOut {
  const pairs = returns.flatMap(({ from, to }) => {
    const thinking = facts.of(from)?.thinkingTokens ?? 0;
    const answered = table.rows.outputTokens[to]!;
    return thinking > 0 && answered > 0 ? [[thinking, answered] as const] : [];
  });
  const n = pairs.length;
  const above = correlationAbove(
    HONEST,
    pairs.map(([thinking]) => thinking),
    pairs.map(([, answered]) => answered),
  );
  const is = above >= COPIED.surely ? 'surely' : above >= COPIED.likely ? 'likely' : 'no';
  return { is: n < PAIRS ? 'unknown' : is, above, n };
}
