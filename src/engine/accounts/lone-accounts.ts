/** Fewer requests say nothing: each may be somebody's first. */
const FEWEST = 50;
const NEARLY_ALL = 0.9;

/**
 * Whether nearly every request has an account of its own, as where the field that is taken for the account is new with each call.
 * Nobody is seen twice then, and nothing can be said of anybody.
 * @param requests with an account that is no address and no file
 * @param once how many of these have an account that no other one has
 */
export function areLone(requests: number, once: number): boolean {
  return requests >= FEWEST && once >= NEARLY_ALL * requests;
}

/** What makes accounts of people again. */
export const CHOOSE_ACCOUNT = 'choose with --account-by or the setting promptAudit.accountBy';
