/** The list of techniques. A new one is one file beside this one and one line here; its id stays what it is. */
import { addAll } from '../../math/lists/many.ts';
import { GRADES } from '../../text/techniques.ts';
import { batches } from './batches.ts';
import { cleaning } from './cleaning.ts';
import { forcedReasoning } from './forced-reasoning.ts';
import { forwardedSessions } from './forwarded-sessions.ts';
import { pivot } from './pivot.ts';
import { pools } from './pools.ts';
import { probing } from './probing.ts';
import { knownElsewhere } from './indicators/known-elsewhere.ts';
import { replayedThinking } from './replayed-thinking.ts';
import type { Technique, TechniqueContext, TechniqueFinding } from './technique.ts';
import { weakerSibling } from './weaker-sibling.ts';

export const TECHNIQUES: readonly Technique[] = [
  forcedReasoning,
  probing,
  replayedThinking,
  weakerSibling,
  forwardedSessions,
  pools,
  cleaning,
  pivot,
  batches,
  knownElsewhere,
];

export type FoundTechnique = TechniqueFinding & Pick<Technique, 'id' | 'name' | 'atlas'>;

/** All that are found, the surest first. */
export function foundTechniques(context: TechniqueContext): FoundTechnique[] {
  const found: FoundTechnique[] = [];
  for (const technique of TECHNIQUES) {
    const { id, name, atlas } = technique;
    addAll(
      found,
      technique.measure(context, found).map((finding) => ({ id, name, atlas, ...finding })),
    );
  }
  return found.sort(
    (a, b) => GRADES.indexOf(a.grade) - GRADES.indexOf(b.grade) || b.accounts.length - a.accounts.length,
  );
}
