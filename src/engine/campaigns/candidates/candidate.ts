/**
 * A candidate campaign: templates that belong together, every account that uses them the way the others do, and the requests
 * concerned. Accounts join by their probability of membership, not by the path that linked them.
 */
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import type { Slice, Slices } from '../../accounts/slices.ts';
import { valuesIn } from '../../../math/columns.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { type BundleUse, membershipOdds, type MembershipTraits, membershipTraits } from './membership.ts';
import type { SharedTemplates } from './shared-templates.ts';

/** Log odds of membership needed to count as a member: nine in ten. */
const MEMBER = Math.log(9);
/** Log odds of membership needed to be listed as near the candidate without being a member: one in fifty. */
const NEAR = Math.log(1 / 49);
/** A template with more users than this per core account belongs to someone else, and may be cover traffic. */
const STRANGERS = 2;

/**
 * How a candidate was found: by a bundle of templates (`joint`), by one template that accounts use again and again (`deep`),
 * as one client's stream inside a relay (`relayed`), by a bundle of messages sent word for word (`repeated`), by a clause that
 * templates of different accounts have in common (`pooled`), by templates of different accounts that say the same in other words
 * (`reworded`), or by exact facts that a technique was seen in (`technique`).
 */
export type CandidateKind = 'joint' | 'deep' | 'relayed' | 'repeated' | 'pooled' | 'reworded' | 'technique';

/** Whether its templates are wordings of one prompt. */
export const isPool = (kind: CandidateKind): boolean => kind === 'pooled' || kind === 'reworded';

export interface Candidate {
  kind: CandidateKind;
  /** Name of the technique, of a candidate that one was seen in: `replayed thinking`. */
  technique?: string;
  /** Account numbers, ascending. */
  accounts: number[];
  /** Each account's log odds of membership, and what they are based on. */
  membership: number[];
  traits: MembershipTraits[];
  /** Accounts that use some of the templates, but not enough to be members, ascending. */
  near: NearAccount[];
  /** Template numbers, ascending. */
  templates: number[];
  /** The slices of members and core templates, by account then template. */
  slices: Slice[][];
  /** Number of other accounts that use each core template. */
  strangers: number[];
  /** Mean information of the templates that a member uses, in nats: see `SharedTemplates`. */
  information: number;
  /** The candidate that it is a part of; absent where it was formed as it stands. */
  whole?: Candidate;
  /** Accounts of the largest pool of wordings among the groups that it was joined from; absent where it was not. */
  wordings?: number;
}

export interface NearAccount {
  account: number;
  /** Log odds of membership. */
  logOdds: number;
  traits: MembershipTraits;
  /** Its slices of core templates, by template. */
  slices: Slice[];
}

export interface CandidateInput {
  slices: Slices;
  shared: SharedTemplates;
  table: RequestTable;
  profiles: ReadonlyMap<number, AccountProfile>;
}

/** Builds a candidate; undefined if it has fewer than `smallest` members. */
export function candidateOf(
  kind: CandidateKind,
  bundle: readonly number[],
  { slices, shared, table }: CandidateInput,
  smallest: number,
): Candidate | undefined {
  // Templates of a pool are wordings of one: that an account uses another of them too tells nothing.
  const templates = isPool(kind) ? bundle : coreTemplates(bundle, slices, smallest);
  if (templates.length === 0) return undefined;
  const uses = bundleUses(templates, slices, table);
  const traits = membershipTraits(
    uses.map(({ use }) => use),
    isPool(kind) ? 1 : templates.length,
  );
  const members: NearAccount[] = [];
  const near: NearAccount[] = [];
  uses.forEach(({ use: { account }, slices: own }, i) => {
    const logOdds = membershipOdds(traits[i]!);
    if (logOdds >= MEMBER) members.push({ account, logOdds, traits: traits[i]!, slices: own });
    else if (logOdds >= NEAR) near.push({ account, logOdds, traits: traits[i]!, slices: own });
  });
  if (members.length < smallest) return undefined;
  const inside = new Map<number, number>();
  for (const own of members)
    for (const { template } of own.slices) inside.set(template, (inside.get(template) ?? 0) + 1);
  return {
    kind,
    accounts: members.map(({ account }) => account),
    membership: members.map(({ logOdds }) => logOdds),
    traits: members.map(({ traits }) => traits),
    near,
    templates: [...templates],
    slices: members.map((member) => member.slices),
    information:
      members.reduce(
        (sum, own) => sum + own.slices.reduce((all, { template }) => all + shared.weight[template]!, 0),
        0,
      ) / members.length,
    strangers: templates.map((template) => slices.uses(template).accounts.length - (inside.get(template) ?? 0)),
  };
}

/** The templates of a bundle, except those used by more strangers than accounts that use several of the bundle. */
function coreTemplates(bundle: readonly number[], slices: Slices, smallest: number): number[] {
  const used = new Map<number, number>();
  for (const template of bundle)
    for (const account of slices.uses(template).accounts) used.set(account, (used.get(account) ?? 0) + 1);
  const needed = Math.min(2, bundle.length);
  const isCore = (account: number): boolean => used.get(account)! >= needed;
  if ([...used.keys()].filter(isCore).length < smallest) return [];
  return bundle.filter((template) => {
    const { accounts } = slices.uses(template);
    return accounts.length <= STRANGERS * accounts.filter(isCore).length;
  });
}

/** How many values of a column some rows have. */
function different(rows: Uint32Array, column: Uint32Array): number {
  return rows.length === 1 ? 1 : valuesIn(column, rows).size;
}

/** What each user of any of the templates sent with them, ascending by account. */
function bundleUses(
  templates: readonly number[],
  slices: Slices,
  { rows: { prompt } }: RequestTable,
): { use: BundleUse; slices: Slice[] }[] {
  const uses = new Map<number, { use: BundleUse; slices: Slice[] }>();
  templates.forEach((template, place) => {
    for (const slice of slices.ofTemplate.get(template)!) {
      const { account, rows } = slice;
      const prompts = different(rows, prompt);
      const own = uses.get(account);
      if (!own) {
        // Lists that are written out have no room for more: most accounts use one template, and there are many.
        const use = { account, templates: [place], prompts: [prompts], requests: rows.length };
        uses.set(account, { use, slices: [slice] });
        continue;
      }
      own.use.templates.push(place);
      own.use.prompts.push(prompts);
      own.use.requests += rows.length;
      own.slices.push(slice);
    }
  });
  return [...uses.values()].sort((a, b) => a.use.account - b.use.account);
}
