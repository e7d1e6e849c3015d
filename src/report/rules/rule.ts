/** A rule as it is run: the contents of its file, validated and compiled. */
import { type Level, LEVELS } from '../shape/rule-outcome.ts';
import type { Category, RuleEvent } from './rule-fields.ts';

/** What a rule says of itself. */
export interface RuleHead {
  id: string;
  title: string;
  level: Level;
  description?: string;
  author?: string;
  references: readonly string[];
  falsepositives: readonly string[];
  /** Techniques and risks, as `atlas.aml.t0024.002` and `owasp.llm06.2026`. */
  tags: readonly string[];
  /** File and line it is at. */
  place: string;
  /** Does it come with the program? */
  isShipped?: true;
  /** The rule as it is written, without what is only for people. */
  source: string;
}

/** A rule on single events. */
export interface EventRule extends RuleHead {
  kind: 'event';
  category: Category;
  /** Fields that it reads, without those of which it only asks whether they are there. */
  needs: readonly string[];
  matches: (event: RuleEvent) => boolean;
}

/** A rule on how often other rules match. */
export interface CorrelationRule extends RuleHead {
  kind: 'correlation';
  type: 'event_count' | 'value_count' | 'temporal';
  /** Ids of the rules whose matches are counted. */
  rules: readonly string[];
  /** Fields that must be the same in all matches that are counted together. */
  groupBy: readonly string[];
  /** Length of the window in ms. */
  timespan: number;
  /** Least count; for `temporal` the number of rules. */
  least: number;
  /** Field whose different values are counted. */
  field?: string;
}

export type Rule = EventRule | CorrelationRule;

/** Place of a level in the order of levels. */
export function rankOf(level: Level): number {
  return LEVELS.indexOf(level);
}
