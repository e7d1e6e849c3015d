/**
 * Events of hits of rules. A hit is known by its rule and by what its matches have in common. What a scan did not look for stays
 * known: a rule that was not run, or that the log made blind, says of nothing that it is gone.
 */
import { atlasOfTags } from '../shape/atlas/atlas.ts';
import { hitFacts, hitSubject } from '../../text/rule-hits.ts';
import { fingerprint } from '../export/deterministic-ids.ts';
import { isoTime } from '../shape/records-csv.ts';
import type { RuleHit, RuleOutcome } from '../shape/report.ts';
import { withGroups } from '../shape/without-prompts.ts';
import { accountOf, countedRules } from '../triage/counted-rules.ts';
import type { TriagedReport } from '../triage/triaged-report.ts';
import { EVENT_VERSION, type RuleEvent } from './event-schema.ts';

const KEY_DIGITS = 32;
/** Matches come in all the time: so many times as many are news, as with requests of a campaign. */
const NEWS_FACTOR = 2;

interface When {
  /** ms UTC */
  now: number;
  /** Does the report miss hits that may be there? */
  isBlind: boolean;
}

/** @param told hits as they were told last */
export function ruleEvents(told: readonly RuleEvent[], triaged: TriagedReport, { now, isBlind }: When): RuleEvent[] {
  const known = new Map(told.map((event) => [event.subject.key, event]));
  const there = keysOf(triaged.report.rules ?? []);
  const all = countedRules(triaged);
  const news = all.flatMap((rule) =>
    rule.hits.flatMap((hit): RuleEvent[] => {
      const before = known.get(keyOf(rule, hit));
      if (before !== undefined && !isNews(before.matches, hit.matches)) return [];
      return [eventOf(rule, hit, before, triaged, now)];
    }),
  );
  const looked = new Set(
    all.filter(({ state, unlisted }) => state === 'ran' && unlisted === 0 && !isBlind).map(({ id }) => id),
  );
  const gone = told
    .filter(({ subject }) => looked.has(subject.name) && !there.has(subject.key))
    .map(({ before: _, ...event }): RuleEvent => ({ ...event, time: new Date(now).toISOString(), change: 'gone' }));
  return [...news, ...gone];
}

/** What is known after these events. */
export function toldHits(told: readonly RuleEvent[], events: readonly RuleEvent[]): RuleEvent[] {
  const known = new Map([...told, ...events].map((event) => [event.subject.key, event]));
  return [...known.values()].filter(({ change }) => change !== 'gone');
}

const isNews = (before: number, after: number): boolean =>
  after >= before * NEWS_FACTOR || after * NEWS_FACTOR <= before;

const keyOf = ({ id }: RuleOutcome, { group }: RuleHit): string =>
  fingerprint(
    id,
    group.flatMap(({ field, value }) => [field, value]),
  ).slice(0, KEY_DIGITS);

const keysOf = (rules: readonly RuleOutcome[]): Set<string> =>
  new Set(rules.flatMap((rule) => rule.hits.map((hit) => keyOf(rule, hit))));

function eventOf(
  rule: RuleOutcome,
  hit: RuleHit,
  before: RuleEvent | undefined,
  { report }: TriagedReport,
  now: number,
): RuleEvent {
  const [shown] = withGroups([{ ...rule, hits: [hit] }], (text) => `[${text.length} characters]`);
  const { group } = shown!.hits[0]!;
  const account = accountOf(hit);
  const atlas = atlasOfTags(rule.tags);
  const [line] = hit.lines;
  return {
    version: EVENT_VERSION,
    tool: report.tool,
    time: new Date(now).toISOString(),
    change: before === undefined ? 'new' : 'changed',
    subject: { kind: 'rule', name: rule.id, key: keyOf(rule, hit), title: rule.title },
    level: rule.level,
    summary: `${hitSubject({ group })}: ${hitFacts(hit)}.`,
    group,
    matches: hit.matches,
    ...(before && { before: { matches: before.matches } }),
    ...(atlas.length > 0 && { atlas }),
    members: account === undefined ? [] : [account],
    ...(hit.first !== null && { first: isoTime(hit.first) }),
    ...(hit.last !== null && { last: isoTime(hit.last) }),
    ...(line && { line }),
  };
}
