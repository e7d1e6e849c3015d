/** Finds all candidates of a log: by bundles of templates, by single templates, and inside relays. */
import { addAll } from '../../../math/lists/many.ts';
import { type Candidate, type CandidateInput, candidateOf, isPool } from './candidate.ts';
import { candidateRows, requestsOf } from './candidate-rows.ts';
import { RowHolders } from './row-holders.ts';
import type { TemplateMeaning } from '../../templates/intent/template-meaning.ts';
import type { RelayGroup } from './relay-groups.ts';
import { type PoolInput, pooledTemplates } from './pooled-templates.ts';
import { rewordedTemplates } from './reworded-templates.ts';
import { sharedTemplates } from './shared-templates.ts';
import { templateBundles } from './template-bundles.ts';
import { relayedStreams } from './relayed-streams.ts';

/** Accounts needed for a campaign. Smaller groups share templates by chance too often: friends, or a person with two keys. */
export const MIN_MEMBERS = 5;
/** Deep users of one template needed for a candidate: five colleagues in one field are not rare. */
const DEEP = { users: 5, requests: 8 };
/** Share of a template's users that go deep where they are a group of their own, and of a bundle's accounts that makes them its own. */
const MOSTLY = 0.7;
const OWN = 0.6;
/** Messages sent word for word that are needed for a candidate. */
const REPEATED = 3;
/** Share of requests that two candidates must have in common to count as one. */
const SAME = 0.8;

/**
 * Relays use whatever their customers use, so bundles are searched for both with and without them.
 */
export function findCandidates(input: CandidateInput, relays: readonly RelayGroup[]): Candidate[] {
  const { slices, shared, profiles } = input;
  const accounts = profiles.size;
  const found: Candidate[] = [];
  const relaying = new Set(relays.flatMap((group) => group.accounts));
  const views = [shared];
  if (relaying.size > 0) views.push(sharedTemplates(slices, shared.weight.length, accounts, relaying));
  for (const view of views)
    for (const bundle of templateBundles(view, accounts)) {
      const candidate = candidateOf('joint', bundle, input, MIN_MEMBERS);
      if (candidate) found.push(candidate);
    }
  const explained = new Map<number, number>();
  for (const candidate of found)
    for (const template of candidate.templates)
      explained.set(template, Math.min(explained.get(template) ?? Infinity, candidate.accounts.length));
  for (const template of shared.users.keys()) {
    const using = slices.uses(template).requests;
    const deep = using.filter((requests) => requests >= DEEP.requests);
    const members = explained.get(template);
    // A bundle of many more accounts is about something else that all of these do too, such as cover traffic.
    const isAside = deep.length >= MOSTLY * using.length && deep.length < OWN * (members ?? 0);
    if (members !== undefined && !isAside) continue;
    const candidate = deep.length >= DEEP.users ? candidateOf('deep', [template], input, MIN_MEMBERS) : undefined;
    if (candidate) found.push(candidate);
  }
  addAll(found, relayedStreams(relays, input, MIN_MEMBERS));
  return found;
}

/** Wordings of one prompt that different accounts use. */
export const pooledCandidates = (input: CandidateInput, pools: Omit<PoolInput, 'slices'>): Candidate[] =>
  pooledTemplates({ ...pools, slices: input.slices }).flatMap(
    (pool) => candidateOf('pooled', pool, input, MIN_MEMBERS) ?? [],
  );

/** What accounts say in words of their own: those of `own` templates, which the texts tell. */
export const rewordedCandidates = (
  input: CandidateInput,
  own: readonly number[],
  texts: ReadonlyMap<number, TemplateMeaning>,
): Candidate[] =>
  rewordedTemplates(own, texts).flatMap((pool) => candidateOf('reworded', pool, input, MIN_MEMBERS) ?? []);

/** Several messages repeated by the same accounts. One or two are a habit, an exercise, or a popular client's health check. */
export function repeatedCandidates(input: CandidateInput): Candidate[] {
  return templateBundles(input.shared, input.profiles.size).flatMap((bundle) => {
    const candidate = candidateOf('repeated', bundle, input, MIN_MEMBERS);
    return candidate && candidate.templates.length >= REPEATED ? candidate : [];
  });
}

/** Whether its accounts use several templates each. */
const isBundle = ({ kind, templates }: Candidate): boolean => !isPool(kind) && templates.length > 1;

/**
 * Keeps the first of candidates with nearly the same requests. Those with several templates come first: if a whole campaign has
 * one system prompt, it is a single template of whole prompts, and user messages say more. Then come those with more requests:
 * what a part of a campaign's templates leaves out would pass for its accounts' other traffic.
 */
export function distinctCandidates(candidates: readonly Candidate[]): Candidate[] {
  const kept: { candidate: Candidate; requests: number }[] = [];
  const holders = new RowHolders(candidates);
  /** Requests in common with each of those kept. */
  const common = new Uint32Array(candidates.length);
  const size = new Map(candidates.map((one) => [one, requestsOf(one)]));
  for (const candidate of [...candidates].sort(
    (a, b) =>
      Number(a.kind === 'reworded') - Number(b.kind === 'reworded') ||
      Number(isBundle(b)) - Number(isBundle(a)) ||
      size.get(b)! - size.get(a)! ||
      b.accounts.length - a.accounts.length ||
      a.templates[0]! - b.templates[0]!,
  )) {
    const own = candidateRows(candidate);
    common.fill(0, 0, kept.length);
    for (const row of own) holders.each(row, (at) => common[at]!++);
    const isTwin = kept.some(({ requests }, at) => common[at]! >= SAME * (own.length + requests - common[at]!));
    if (isTwin) continue;
    for (const row of own) holders.add(row, kept.length);
    kept.push({ candidate, requests: own.length });
  }
  return kept.map(({ candidate }) => candidate);
}
