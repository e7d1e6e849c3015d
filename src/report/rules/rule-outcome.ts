/** The outcome of a rule: the groups in which it matched, or why it could not judge. */
import { type Level, MAX_HITS, type RuleHit, type RuleOutcome } from '../shape/rule-outcome.ts';
import { counted } from '../../text/numbers.ts';
import { type Bucket, joinBuckets } from './bucket.ts';
import type { CountedGroup, GroupCounts } from './group-counts.ts';
import { type CorrelationRule, type EventRule, type Rule } from './rule.ts';

/** What is kept of a rule. */
export interface RuleState {
  counts: GroupCounts;
  /** Matches that could not be counted in a window: no time, or none of the fields that groups have in common. */
  uncounted: number;
}

/** What matches of a rule on single events are listed by. */
export const GROUPED_BY: Readonly<Record<EventRule['category'], readonly string[]>> = {
  request: ['account'],
  slice: ['account', 'template'],
};

/** @param missing fields without which the rule cannot match, and which no event had */
export function ruleOutcome(rule: Rule, { counts, uncounted }: RuleState, missing: readonly string[]): RuleOutcome {
  const { groups, dropped } = counts.finish();
  const hits = groups.flatMap((group) => hitOf(rule, group) ?? []);
  hits.sort((a, b) => b.matches - a.matches || (nameOf(a) < nameOf(b) ? -1 : 1));
  const isBlind = hits.length === 0 && missing.length > 0;
  const reasons = [
    ...(isBlind ? [`No ${eventOf(rule)} has ${missing.join(', ')}.`] : []),
    ...(uncounted > 0
      ? [`${counted(uncounted, 'match', 'matches')} had no time, or lacked a field that requests are grouped by.`]
      : []),
    ...(dropped ? ['There were more groups than are kept, so only some were judged.'] : []),
  ];
  return {
    id: `rule/${rule.id}`,
    title: rule.title,
    level: rule.level satisfies Level,
    tags: [...rule.tags],
    ...(!rule.isShipped && { place: rule.place }),
    state: isBlind ? 'blind' : 'ran',
    ...(reasons.length > 0 && { reason: reasons.join(' ') }),
    hitCount: hits.length,
    hits: hits.slice(0, MAX_HITS),
  };
}

function eventOf(rule: Rule): string {
  return rule.kind === 'event' ? rule.category : 'request';
}

function nameOf({ group }: RuleHit): string {
  return group.map(({ value }) => value).join('\0');
}

function hitOf(rule: Rule, { key, buckets }: CountedGroup): RuleHit | undefined {
  if (rule.kind === 'event') {
    const [only] = buckets;
    return only && { ...shown(GROUPED_BY[rule.category], key, only[1]) };
  }
  const windows = windowsOf(rule, buckets).filter((bucket) => sizeOf(rule, bucket) >= rule.least);
  const [first] = windows;
  if (first === undefined) return undefined;
  const best = windows.reduce((a, b) => (sizeOf(rule, b) > sizeOf(rule, a) ? b : a));
  return {
    ...shown(rule.groupBy, key, best),
    ...(rule.type === 'value_count' && { values: best.values.length }),
    windows: windows.length,
  };
}

/**
 * Windows of the time span. They begin at every half of it, counted from 1970: whatever happens within half a span lies
 * whole in one of them.
 */
function windowsOf({ least }: CorrelationRule, buckets: CountedGroup['buckets']): Bucket[] {
  return buckets.map(([part, bucket], at) => {
    const next = buckets[at + 1];
    return next !== undefined && next[0] === part + 1 ? joinBuckets(bucket, next[1], least) : bucket;
  });
}

function sizeOf({ type }: CorrelationRule, { matches, values, mask }: Bucket): number {
  if (type === 'event_count') return matches;
  return type === 'value_count' ? values.length : bitsOf(mask);
}

function bitsOf(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}

function shown(fields: readonly string[], key: readonly string[], bucket: Bucket) {
  const { matches, first = null, last = null, places } = bucket;
  return {
    group: fields.map((field, at) => ({ field, value: key[at] ?? '' })),
    matches,
    first,
    last,
    lines: places.map((place) => ({ ...place })),
  };
}
