/** Kinds of things that several accounts may have in common. */
import * as v from 'valibot';
import { TRAIT_KINDS } from '../report/shape/request-index.ts';
import { Name } from '../schema/shapes.ts';

export { TRAIT_KINDS };
export const ENTITY_KINDS = ['template', ...TRAIT_KINDS] as const;

const anyValue = v.exactOptional(Name);
/** A value of each kind that requests must carry; absent for any. */
export const TraitFilter = v.object({
  ...{ address: anyValue, client: anyValue, organisation: anyValue },
  ...{ payment: anyValue, signup: anyValue, toolset: anyValue },
});
