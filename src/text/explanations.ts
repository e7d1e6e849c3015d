/** Innocent reasons for accounts to share prompts, in words. */
import { percent } from './numbers.ts';
import { english } from './speech.ts';

export const EXPLANATIONS = ['relay', 'product', 'commons', 'pool', 'ordinary'] as const;
export type Explanation = (typeof EXPLANATIONS)[number];

/** Completes "the accounts are …". */
const NAMES: Readonly<Record<Explanation, string>> = {
  relay: 'keys of a reseller or proxy (a relay) that passes on what its own customers ask',
  product: 'customers of one product, installs of one app or users of one workflow template',
  commons: 'strangers who use the same public prompt, notebook, benchmark or course',
  pool: 'keys of one organisation, its team or its contractors',
  ordinary: 'ordinary users of one assistant or coding agent',
};

/** Explanations that are told, and the share from which they are. */
const TOLD = { most: 2, share: 0.1 };

/** Those that are told, most likely first. */
export const likelyReadings = <T extends { share: number }>(explanations: readonly T[]): T[] =>
  explanations.filter(({ share }) => share >= TOLD.share).slice(0, TOLD.most);

/**
 * `most likely customers of one product … (71% of innocent cases), or else keys of a relay … (18%)`, without the unlikely; empty
 * where nothing is known. Shares are 0 to 1, most likely first.
 */
export function innocentReading(
  explanations: readonly { explanation: Explanation; share: number }[],
  t = english,
): string {
  const [likeliest, next] = likelyReadings(explanations).map(({ explanation, share }, at) =>
    t(at === 0 ? '{0} ({1} of innocent cases)' : '{0} ({1})', t(NAMES[explanation]), percent(share)),
  );
  if (likeliest === undefined) return '';
  return next === undefined ? t('most likely {0}', likeliest) : t('most likely {0}, or else {1}', likeliest, next);
}

/** `if innocent, most likely customers of one product … (71% of innocent cases)`; empty where nothing is known. */
export function ifInnocent(explanations: Parameters<typeof innocentReading>[0] = []): string[] {
  const reading = innocentReading(explanations.slice(0, 1));
  return reading === '' ? [] : [`if innocent, ${reading}`];
}
