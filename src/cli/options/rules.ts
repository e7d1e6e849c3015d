import { SHIPPED_RULES } from '../../report/config/config-name.ts';
import { LEVELS, type Level } from '../../report/shape/rule-outcome.ts';
import { countedRules } from '../../report/triage/counted-rules.ts';
import type { TriagedReport } from '../../report/triage/triaged-report.ts';
import { option, type Typed } from '../command.ts';
import { UsageError } from '../usage-error.ts';

export const RULES_OPTION = option(
  'rules PATH',
  'your own rules, a file or folder, or "shipped" for those that come with the program',
);

export const CANARIES_OPTION = option(
  'canaries FILE',
  'find prompts that contain a planted string (one per line in FILE) or invisible marks',
);

export const FAIL_ON_RULE_OPTION = option(
  'fail-on-rule LEVEL',
  'exit with 1 if a rule of this level or a higher one matches: informational, low, medium, high, critical',
);

/** Rules to run in a scan; none unless some are named. */
export function scanRules(typed: Typed): readonly string[] {
  const { rules } = typed.values;
  return rules !== undefined ? [rules] : (typed.configuration?.rules ?? []);
}

/** Rules to list and test: those that are named, or else the shipped ones. */
export function rulePaths(typed: Typed): readonly string[] {
  const named = scanRules(typed);
  return named.length > 0 ? named : [SHIPPED_RULES];
}

/** The level named by `--fail-on-rule`. */
export function failOnRule({ values }: Typed): Level | undefined {
  const value = values['fail-on-rule'];
  if (value === undefined) return undefined;
  const level = LEVELS.find((one) => one === value);
  if (level === undefined) throw new UsageError(`--fail-on-rule takes ${LEVELS.join(', ')}, not "${value}".`);
  return level;
}

/** Whether a rule of this level or a more serious one has a hit that counts. */
export function hasRuleHit(triaged: TriagedReport, level: Level): boolean {
  const least = LEVELS.indexOf(level);
  return countedRules(triaged).some((rule) => LEVELS.indexOf(rule.level) >= least && rule.hitCount > 0);
}
