/** What a report of followed logs shows for the first time besides findings: matches of rules, and alarms of drift. */
import type { DriftAlarm, Report, RuleHit } from '../shape/report.ts';
import { MAX_HITS } from '../shape/rule-outcome.ts';
import { type CountedRule, countedRules } from '../triage/counted-rules.ts';
import type { TriagedReport } from '../triage/triaged-report.ts';

/** A rule with hits that are new. */
export interface NewHits {
  rule: CountedRule;
  /** Those that are listed and count; none where a rule has so many hits that the new ones are not among the first. */
  hits: RuleHit[];
}

/** Days and cohorts with an alarm that had none before. */
export function newAlarms(before: Report, { drift }: Report): DriftAlarm[] {
  const known = new Set(before.drift?.alarms.map(({ day, cohort }) => `${day} ${cohort}`));
  return (drift?.alarms ?? []).filter(({ day, cohort }) => !known.has(`${day} ${cohort}`));
}

/** Rules that match more accounts, or whatever else they group by, than before. */
export function newHits(before: Report, triaged: TriagedReport): NewHits[] {
  const known = new Map(before.rules?.map((rule) => [rule.id, rule]));
  return countedRules(triaged).flatMap((rule) => {
    const was = known.get(rule.id);
    const there = new Set(was?.hits.map(nameOf));
    const hits = rule.hits.filter((hit) => !there.has(nameOf(hit)));
    // Of many hits the first are listed: one may come into the list that is not new.
    const isWhole = (was?.hitCount ?? 0) <= MAX_HITS;
    const isNews = isWhole ? hits.length > 0 : rule.hitCount + rule.cleared > was!.hitCount;
    return isNews ? [{ rule, hits }] : [];
  });
}

const nameOf = ({ group }: RuleHit): string => JSON.stringify(group.map(({ field, value }) => [field, value]));
