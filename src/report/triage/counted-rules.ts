/**
 * What rules came to, seen with what people decided: a hit on an account that decisions cleared is in no list of hits and in no
 * number of them. It is counted apart, so that nobody takes a rule that matched only such accounts for one that matched nothing.
 */
import type { RuleHit, RuleOutcome } from '../shape/report.ts';
import { isCounted, type TriagedReport } from './triaged-report.ts';

/** A rule with the hits that count alone: `hits` lists them, and `hitCount` is their number. */
export interface CountedRule extends RuleOutcome {
  /** Listed hits on accounts that decisions cleared. */
  cleared: number;
  /** Hits beyond those that a report lists: nobody knows whose they are, so they count. */
  unlisted: number;
}

export function countedRules(triaged: TriagedReport): CountedRule[] {
  return rulesThatCount(triaged.report.rules ?? [], (account) => isCounted(triaged, 'account', account));
}

/** @param counts does the account count? A hit on no account in particular always does. */
export function rulesThatCount(rules: readonly RuleOutcome[], counts: (account: string) => boolean): CountedRule[] {
  return rules.map((rule) => {
    const hits = rule.hits.filter((hit) => {
      const account = accountOf(hit);
      return account === undefined || counts(account);
    });
    const cleared = rule.hits.length - hits.length;
    return { ...rule, hits, hitCount: rule.hitCount - cleared, cleared, unlisted: rule.hitCount - rule.hits.length };
  });
}

/** The account that a hit is on, where its matches have one in common. */
export function accountOf({ group }: RuleHit): string | undefined {
  return group.find(({ field }) => field === 'account')?.value;
}
