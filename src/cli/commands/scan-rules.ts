/**
 * Rules and canaries in a scan: parsed before the first log is read, and run over the logs again once the templates are known.
 */
import type { AuditResult } from '../../engine/pipeline/audit.ts';
import type { ReadingOptions } from '../../reader/convert/read-requests.ts';
import type { Report } from '../../report/shape/report.ts';
import type { Rule } from '../../report/rules/rule.ts';
import type { TriagedReport } from '../../report/triage/triaged-report.ts';
import type { Typed } from '../command.ts';
import { STANDARD_INPUT } from '../options/files/inputs.ts';
import { failOnRule, hasRuleHit, scanRules } from '../options/rules.ts';
import { UsageError } from '../usage-error.ts';

export interface ScanRules {
  rules: readonly Rule[];
  /** The report with the results of the rules in the logs at these places. */
  applyTo: (result: AuditResult, places: readonly string[], options: ReadingOptions) => Promise<Report>;
  /** Whether there is a hit that `--fail-on-rule` covers. Hits on accounts that decisions cleared do not count. */
  fails: (triaged: TriagedReport) => boolean;
}

/**
 * The rules and canaries that were named, on the command line or in the configuration.
 * @throws RuleError naming everything that is wrong with them; UsageError where they cannot be run
 */
export async function rulesOfScan(typed: Typed): Promise<ScanRules> {
  const paths = scanRules(typed);
  const { canaries } = typed.values;
  const level = failOnRule(typed);
  if (paths.length === 0 && canaries === undefined) {
    if (typed.values['fail-on-rule'] !== undefined) throw new UsageError('--fail-on-rule needs --rules or --canaries.');
    return { rules: [], applyTo: ({ report }) => Promise.resolve(report), fails: () => false };
  }
  if (typed.rest.includes(STANDARD_INPUT)) {
    throw new UsageError(
      'Rules and canaries read each log a second time, which standard input does not allow. Name a file.',
    );
  }
  const { rulesToRun } = await import('../../report/rules/rule-files.ts');
  const { RuleMemory } = await import('../../report/rules/running/rule-memory.ts');
  const rules = await rulesToRun(paths, canaries);
  const memory = typed.switches.has('follow') ? new RuleMemory() : undefined;
  return {
    rules,
    applyTo: async (result, places, options) => {
      const { runRules } = await import('../../report/rules/running/run-rules.ts');
      const { withRuleLines } = await import('../../report/export/lines-to-keep.ts');
      const outcomes = await runRules(rules, places, result, options, memory);
      return withRuleLines({ ...result.report, rules: outcomes }, options);
    },
    fails: (triaged) => level !== undefined && hasRuleHit(triaged, level),
  };
}
