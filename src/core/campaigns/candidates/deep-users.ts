/**
 * Clusters around one rare template that accounts use again and again. A campaign that needs a single prompt shares
 * nothing else; whether the users are more than customers of one product is for the detectors to say.
 */
import type { Slices } from '../../accounts/slices.ts';
import type { Candidate } from './candidate.ts';
import type { SharedTemplates } from './shared-templates.ts';

/** Requests that make an account a deep user: more than somebody who tries a stock prompt. */
const DEEP = 8;
/** Clusters of at least `smallest` deep users of the templates that no joint candidate has, members ascending, by template. */
export function deepUserClusters(
  slices: Slices,
  shared: SharedTemplates,
  joint: readonly Candidate[],
  smallest: number,
): number[][] {
  const explained = new Set(joint.flatMap(({ templates }) => templates));
  return [...shared.users.keys()].flatMap((template) => {
    if (explained.has(template)) return [];
    const deep = slices.ofTemplate.get(template)!.filter(({ rows }) => rows.length >= DEEP);
    return deep.length < smallest ? [] : [deep.map(({ account }) => account)];
  });
}
