/** What tells who sent a request besides its account. */

/** Means of payment and sign-up are known from an account directory alone; `toolset` is the set of tools that a request offers. */
export const TRAIT_KINDS = ['address', 'client', 'organisation', 'payment', 'signup', 'toolset'] as const;
export type TraitKind = (typeof TRAIT_KINDS)[number];

/** Something that several accounts may have in common, of those kinds that the log or the directory has at all. */
export interface Trait {
  kind: TraitKind;
  /** The first is empty and stands for none. */
  names: string[];
  /** Index into `names` of each request; of each account where only accounts have such a thing. */
  column: Uint32Array;
  of: 'request' | 'account';
}
