/** The whole that several groups make. */
import { largest } from '../../../math/lists/many.ts';
import type { Slice } from '../../accounts/slices.ts';
import { type Candidate, isPool } from '../candidates/candidate.ts';

/** One candidate of several groups. An account of two of them is as much a member as in the one that it fits better. */
export function wholeOf(parts: readonly Candidate[]): Candidate {
  const places = parts.flatMap((part) => part.accounts.map((account, at) => ({ account, part, at })));
  const best = new Map<number, { part: Candidate; at: number }>();
  const slices = new Map<number, Map<number, Slice>>();
  for (const { account, part, at } of places) {
    const before = best.get(account);
    if (before === undefined || part.membership[at]! > before.part.membership[before.at]!)
      best.set(account, { part, at });
    const own = slices.get(account) ?? new Map<number, Slice>();
    slices.set(account, own);
    for (const slice of part.slices[at]!) own.set(slice.template, slice);
  }
  const accounts = [...best.keys()].sort((a, b) => a - b);
  const strangers = new Map<number, number>();
  for (const { templates, strangers: own } of parts)
    templates.forEach((template, at) =>
      strangers.set(template, Math.min(own[at]!, strangers.get(template) ?? Infinity)),
    );
  const templates = [...strangers.keys()].sort((a, b) => a - b);
  const reworded = parts.filter(({ kind }) => kind === 'reworded');
  const near = new Map<number, Candidate['near'][number]>();
  for (const one of parts.flatMap((part) => part.near))
    if (!best.has(one.account) && one.logOdds > (near.get(one.account)?.logOdds ?? -Infinity))
      near.set(one.account, one);
  const isReworded = reworded.length > 0 && parts.every(({ kind }) => isPool(kind));
  return {
    kind: isReworded ? 'reworded' : 'joint',
    // That parts have accounts in common, or work alike, puts no more wordings together.
    ...(isReworded && { wordings: largest(reworded.map((part) => part.wordings ?? part.accounts.length)) }),
    accounts,
    membership: accounts.map((account) => best.get(account)!.part.membership[best.get(account)!.at]!),
    traits: accounts.map((account) => best.get(account)!.part.traits[best.get(account)!.at]!),
    near: [...near.values()].sort((a, b) => a.account - b.account),
    templates,
    slices: accounts.map((account) => [...slices.get(account)!.values()].sort((a, b) => a.template - b.template)),
    strangers: templates.map((template) => strangers.get(template)!),
    information: largest(parts.map(({ information }) => information)),
  };
}
