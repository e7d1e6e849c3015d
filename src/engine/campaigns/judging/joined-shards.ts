/**
 * Shards: a campaign that deals its accounts out to several prompts makes a group for each. Groups that have no accounts in common and
 * whose accounts work alike, more of them than the log's ordinary groups do, are judged as one.
 */
import { binomialTail } from '../../../math/hypergeometric.ts';
import type { RowColumns } from '../../table/request-row.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { Judgement } from './judge.ts';
import { isReported } from './one-customer.ts';
import { possibleParts, wholeOf, withParts } from './whole.ts';
import { habitsOf, type Habits, workAlike } from './work-alike.ts';

/** Part of the accounts of the smaller of two groups that both may have. */
const IN_COMMON = 0.1;
/** Chance that ordinary groups would be joined as often, over all groups that others are joined to. */
const LEVEL = 0.01;
/** Ordinary groups that say how many work alike by chance: the most suspicious. */
const ORDINARY = 60;

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
 * Where the whole is likelier innocent than a campaign, its parts stay. It is suspected at most: one program that strangers run makes them work alike, too.
 * @param judgements most suspicious first
 */
export function joinedShards(judgements: readonly Judgement[], { judge, rows }: Joining): Judgement[] {
  const groupOf = (judgement: Judgement): Group => ({
    judgement,
    accounts: new Set(judgement.candidate.accounts),
    habits: habitsOf(judgement.candidate, rows),
  });
  const shards = possibleParts(judgements);
  const first = shards.filter(({ logOdds }) => logOdds > 0).length;
  if (first === 0 || shards.length < 2) return [...judgements];
  const groups = shards.map(groupOf);
  const ordinary = judgements
    .filter((one) => !isReported(one))
    .slice(0, ORDINARY)
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
    const own = parts.map(({ judgement }) => judgement);
    for (const part of own) joined.add(part);
    wholes.push(withParts(whole, own, 'work', ALIKE));
  }
  return [...judgements.filter((one) => !joined.has(one)), ...wholes].sort((a, b) => b.logOdds - a.logOdds);
}

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
