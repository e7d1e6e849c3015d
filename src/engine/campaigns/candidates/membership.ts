/**
 * Does an account belong to the accounts that use a bundle of templates? Two things tell. How telling are its templates: of
 * the users of a template, what share uses another of the bundle too (its purity, read off the log)? And does it use them as
 * those do who send most of it: in the same proportions, and nearly as much? All is compared with the typical account, not with a
 * scale: what is much in one log is little in another, where each member sends hundreds of requests.
 */
import { weightAt, weightsOf } from '../../../math/curves.ts';
import { logGamma } from '../../../math/log-gamma.ts';
import membershipWeights from './membership-weights.json';

/** What one account sent of a bundle. */
export interface BundleUse {
  account: number;
  /** Places in the bundle of the templates that it uses, ascending. */
  templates: number[];
  /** Different prompts of each of these. */
  prompts: number[];
  /** Requests of all of them. */
  requests: number;
}

/** Purity below which a template tells nothing: most of its users do not use the others. */
const PURE = 0.4;
const ROUNDS = 4;
/** Concentrations of the members' mix that are tried, and what is taken where too few members tell. */
const CONCENTRATIONS = [3, 6, 12, 25, 50, 100] as const;
const USUAL_CONCENTRATION = 20;
/** Prompts that make a member's mix tell of the concentration, and members that are needed. */
const TELLING = { prompts: 5, members: 5 };
/** Part of the members whose mix fits worst: they may be no members, and do not count. */
const TRIMMED = 0.1;
/** A stranger's own mix: most of what it sends is of few templates. */
const OWN_MIX = 0.8;
/** Prompts that are compared: more of them depend on one another. */
const COMPARED = 20;
/** Requests from which on an account goes deep into a template. */
const DEEP = 8;

/** Logarithm of the part of the typical account's requests from which on more says nothing: some members send more than others. */
const ENOUGH = -1;

/**
 * What tells whether an account belongs, each next to the typical account and absent where it cannot be said:
 * `requests`: logarithm of its requests of the bundle, `ENOUGH` at most; `purity`: log odds of the purest of its templates; `mix`:
 * log likelihood ratio of its proportions, as the members' against those of a stranger, on a scale that is logarithmic far from 0;
 * and in a bundle of one template `depth`: log odds that users of it go deep into it, the same for all.
 */
export type MembershipTrait = 'requests' | 'purity' | 'mix' | 'depth';
export type MembershipTraits = Partial<Record<MembershipTrait, number>>;

const WEIGHTS = weightsOf(membershipWeights);

/** Log odds of belonging: the fitted weights of all traits. */
export const membershipOdds = (traits: MembershipTraits): number =>
  Object.entries(traits).reduce((sum, [trait, value]) => {
    const curve = WEIGHTS.curves.get(trait);
    return curve ? sum + weightAt(curve, value) : sum;
  }, WEIGHTS.prior);

/**
 * Traits of all accounts that use any of the templates of a bundle, in the order of their uses.
 * @param templates how many there are in the bundle
 */
export function membershipTraits(uses: readonly BundleUse[], templates: number): MembershipTraits[] {
  const sent = uses.map(({ requests }) => requests);
  const requestsBy = (weights: readonly number[]): number[] =>
    nextToTypical(
      sent.map((n) => Math.log(n)),
      weights,
    ).map((own) => Math.min(ENOUGH, own));
  if (templates === 1) {
    const deep = sent.filter((n) => n >= DEEP).length;
    const depth = Math.log((deep + 0.5) / (uses.length - deep + 0.5));
    return requestsBy(sent).map((requests) => ({ requests, depth }));
  }
  const common = mixOf(
    uses.filter(({ templates: own }) => own.length > 1),
    templates,
  );
  // A member that sends little shows less of its mix. Far from 0 more evidence makes no difference that counts.
  const mixes = uses.map((use) => Math.asinh(mixRatio(use, common)));
  const ofTemplate = purityOf(uses, templates);
  const purities = uses.map(({ templates: own }) => own.reduce((most, t) => Math.max(most, ofTemplate[t]!), -Infinity));
  // A few strangers may send more than all members. Whose proportions are its own does not say what is typical.
  const counted = sent.map((n, i) => (mixes[i]! > 0 ? n : 0));
  const weights = counted.some((n) => n > 0) ? counted : sent;
  const [purity, mix] = [nextToTypical(purities, weights), nextToTypical(mixes, weights)];
  return requestsBy(weights).map((requests, i) => ({ requests, purity: purity[i]!, mix: mix[i]! }));
}

/**
 * Values less that of the typical account: half of the requests are of accounts with no more than this. However many strangers
 * meet a bundle in a request or two, most of its requests are its members'.
 */
function nextToTypical(values: readonly number[], requests: readonly number[]): number[] {
  const order = Uint32Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!);
  let left = requests.reduce((sum, n) => sum + n, 0) / 2;
  const typical = values[order.find((i) => (left -= requests[i]!) <= 0)!]!;
  return values.map((value) => value - typical);
}

/** Log likelihood ratio of an account's mix of templates: as the members' against one of a stranger's own. */
function mixRatio({ templates, prompts }: BundleUse, common: Float64Array): number {
  const scale = Math.min(1, COMPARED / prompts.reduce((sum, n) => sum + n, 0));
  const counts = prompts.map((n) => n * scale);
  return (
    dirichletMultinomial(templates, counts, (template) => common[template]!, sumOf(common)) -
    dirichletMultinomial(templates, counts, () => OWN_MIX / common.length, OWN_MIX)
  );
}

/** Log odds that a user of each template uses another that tells; a template does not vouch for itself. */
function purityOf(uses: readonly BundleUse[], templates: number): Float64Array {
  let tells = new Uint8Array(templates).fill(1);
  const odds = new Float64Array(templates);
  for (let round = 0; round < ROUNDS; round++) {
    const users = new Float64Array(templates);
    const joint = new Float64Array(templates);
    for (const { templates: own } of uses) {
      const telling = own.reduce((sum, template) => sum + tells[template]!, 0);
      for (const template of own) {
        users[template]!++;
        if (telling - tells[template]! > 0) joint[template]!++;
      }
    }
    const purity = joint.map((n, template) => (n + 0.25) / (users[template]! + 0.5));
    purity.forEach((share, template) => (odds[template] = Math.log(share / (1 - share + 1e-3))));
    const next = Uint8Array.from(purity, (share) => Number(share >= PURE));
    if (!next.includes(1) || next.every((flag, template) => flag === tells[template])) break;
    tells = next;
  }
  return odds;
}

/** The members' common mix times the concentration under which their own mixes are likeliest. */
function mixOf(members: readonly BundleUse[], templates: number): Float64Array {
  const sent = new Float64Array(templates);
  for (const { templates: own, prompts } of members) own.forEach((template, i) => (sent[template]! += prompts[i]!));
  const mix = sent.map((n) => Math.max(n, 0.5));
  const all = sumOf(mix);
  for (let template = 0; template < templates; template++) mix[template]! /= all;
  const telling = members.filter(({ prompts }) => prompts.reduce((sum, n) => sum + n, 0) >= TELLING.prompts);
  let best = USUAL_CONCENTRATION;
  if (telling.length >= TELLING.members) {
    let most = -Infinity;
    for (const concentration of CONCENTRATIONS) {
      const fits = Float64Array.from(telling, ({ templates: own, prompts }) =>
        dirichletMultinomial(own, prompts, (template) => concentration * mix[template]!, concentration),
      ).sort();
      const sum = fits.subarray(Math.floor(TRIMMED * fits.length)).reduce((total, fit) => total + fit, 0);
      if (sum > most) [most, best] = [sum, concentration];
    }
  }
  return mix.map((share) => share * best);
}

/** Log probability of counts, without the factor that no parameter changes (Minka 2000). */
function dirichletMultinomial(
  places: readonly number[],
  counts: readonly number[],
  alpha: (place: number) => number,
  sum: number,
): number {
  let [all, log] = [0, 0];
  places.forEach((place, i) => {
    all += counts[i]!;
    log += logGamma(alpha(place) + counts[i]!) - logGamma(alpha(place));
  });
  return log + logGamma(sum) - logGamma(sum + all);
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
