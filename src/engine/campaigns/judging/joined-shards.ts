/**
 * Shards: a campaign that deals its accounts out to several prompts makes a group for each. Groups that have no accounts in common and
 * whose accounts work alike, more of them than the log's ordinary groups do, are judged as one.
 */
import { largest } from '../../../math/lists/many.ts';
import { binomialTail } from '../../../math/hypergeometric.ts';
import type { Slice } from '../../accounts/slices.ts';
import type { RowColumns } from '../../table/request-row.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { Judgement } from './judge.ts';
import { isReported } from './one-customer.ts';
import { habitsOf, type Habits, workAlike } from './work-alike.ts';

/** Log odds of what is called by itself, unless somebody asks for more: nine in ten. */
const CALLED = Math.log(9);
/** Part of the accounts of the smaller of two groups that both may have. */
const IN_COMMON = 0.1;
/** Chance that ordinary groups would be joined as often, over all groups that others are joined to. */
const LEVEL = 0.01;
/** Groups that may be joined, and ordinary ones that say how many work alike by chance: the most suspicious of each. */
const MOST = { shards: 100, ordinary: 60 };

const ALIKE = 'its groups were joined because they work alike, as strangers who run one program may';

interface Group {
  judgement: Judgement;
  accounts: ReadonlySet<number>;
  habits: Habits;
}

export interface Joining {
  judge: (candidate: Candidate) => Judgement;
  rows: RowColumns;
}

/**
 * What is called by itself is left as it is, and so is one customer's and what exact facts show. Where the whole is likelier innocent than a campaign, its
 * parts stay. It is suspected at most: one program that strangers run makes them work alike, too.
 * @param judgements most suspicious first
 */
export function joinedShards(judgements: readonly Judgement[], { judge, rows }: Joining): Judgement[] {
  const groupOf = (judgement: Judgement): Group => ({
    judgement,
    accounts: new Set(judgement.candidate.accounts),
    habits: habitsOf(judgement.candidate, rows),
  });
  const shards = judgements.filter(mayBeShard).slice(0, MOST.shards);
  const first = shards.filter(({ logOdds }) => logOdds > 0).length;
  if (first === 0 || shards.length < 2) return [...judgements];
  const groups = shards.map(groupOf);
  const ordinary = judgements
    .filter((one) => !isReported(one))
    .slice(0, MOST.ordinary)
    .map(groupOf);
  const joined = new Set<Judgement>();
  const wholes: Judgement[] = [];
  for (const start of groups.slice(0, first)) {
    if (joined.has(start.judgement)) continue;
    const others = groups.filter((one) => one !== start && !joined.has(one.judgement));
    const { parts, tried } = likeFirst(start, others);
    if (parts.length < 2) continue;
    const compared = ordinary.filter((one) => areApart(one, start));
    const alike = compared.filter((one) => isLike(start, one)).length;
    // As if one more of two were: nothing is said to be impossible because few were looked at (Laplace).
    const usual = (alike + 1) / (compared.length + 2);
    if (binomialTail(parts.length - 1, tried, usual) > LEVEL / first) continue;
    const whole = judge(wholeOf(parts.map(({ judgement }) => judgement.candidate)));
    if (whole.logOdds <= 0) continue;
    for (const { judgement } of parts) joined.add(judgement);
    wholes.push({ ...whole, atMostSuspected: ALIKE });
  }
  return [...judgements.filter((one) => !joined.has(one)), ...wholes].sort((a, b) => b.logOdds - a.logOdds);
}

const mayBeShard = (judgement: Judgement): boolean =>
  judgement.candidate.kind !== 'technique' &&
  judgement.customer === undefined &&
  isReported(judgement) &&
  (judgement.atMostSuspected !== undefined || judgement.logOdds < CALLED);

/** The first group with those of the others that work as it does and as most of these do, and how many were asked. */
function likeFirst(start: Group, others: readonly Group[]): { parts: Group[]; tried: number } {
  const like = [start];
  let tried = 0;
  for (const other of others) {
    if (!like.every((part) => areApart(part, other))) continue;
    tried++;
    if (isLike(start, other)) like.push(other);
  }
  // By chance one of twenty looks like the first, and hardly any like most.
  const parts = like.filter(
    (part) =>
      part === start || 2 * like.filter((other) => other !== part && isLike(part, other)).length > like.length - 1,
  );
  return { parts, tried };
}

const isLike = (one: Group, other: Group): boolean =>
  workAlike(one.habits, other.habits, `${first(one.accounts)} ${first(other.accounts)}`);

const first = ([account]: Iterable<number>): number => account!;

function areApart({ accounts: one }: Group, { accounts: other }: Group): boolean {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let both = 0;
  for (const account of small) if (large.has(account)) both++;
  return both <= IN_COMMON * small.size;
}

/** One candidate of several groups. An account of two of them is as much a member as in the one that it fits better. */
function wholeOf(parts: readonly Candidate[]): Candidate {
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
  return {
    kind: 'joint',
    accounts,
    membership: accounts.map((account) => best.get(account)!.part.membership[best.get(account)!.at]!),
    traits: accounts.map((account) => best.get(account)!.part.traits[best.get(account)!.at]!),
    near: [],
    shards: parts.length,
    templates,
    slices: accounts.map((account) => [...slices.get(account)!.values()].sort((a, b) => a.template - b.template)),
    strangers: templates.map((template) => strangers.get(template)!),
    information: largest(parts.map(({ information }) => information)),
  };
}
