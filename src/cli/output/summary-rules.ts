import type { Report } from '../../core/report/report.ts';
import type { RuleHit, RuleOutcome } from '../../core/report/rule-outcome.ts';
import { count, counted } from '../../text/numbers.ts';
import { hitFacts, hitSubject } from '../../text/rule-hits.ts';
import { visible, visibleLine } from '../../text/visible.ts';
import { place, type Style } from './summary-findings.ts';
import { hang } from './text-layout.ts';

const HITS = 5;

/** Results of people's own rules: those with hits, those that could not judge, and how many found nothing. */
export function rulesText({ rules = [] }: Report, style: Style): string[] {
  if (rules.length === 0) return [];
  const hit = rules.filter(({ hitCount }) => hitCount > 0);
  const blind = rules.filter(({ state }) => state === 'blind');
  const quiet = rules.length - hit.length - blind.length;
  return [
    style.bold('Rules'),
    ...hit.flatMap((rule) => ruleText(rule, style)),
    ...blind.flatMap(({ id, reason = '' }) =>
      hang(`  ${visible(id)} could not judge: `, visibleLine(reason), style.width).map((line) => style.yellow(line)),
    ),
    `  ${counted(quiet, 'rule')} did not match. Rules do not affect scores.`,
  ];
}

/** The same with one line for each rule with hits, and one for all others. */
export function ruleLines({ rules = [] }: Report, style: Style): string[] {
  if (rules.length === 0) return [];
  const hit = rules.filter(({ hitCount }) => hitCount > 0);
  const blind = rules.filter(({ state }) => state === 'blind').length;
  const quiet = `${counted(rules.length - hit.length - blind, 'rule')} did not match.`;
  return [
    ...hit.map(({ id, level, title, hitCount }) => {
      const head = `${visible(id)}  ${level}  `;
      return `${head}${visibleLine(`${counted(hitCount, 'hit')}: ${title}`, Math.max(20, style.width - head.length))}`;
    }),
    blind === 0
      ? quiet
      : style.yellow(`${counted(blind, 'rule')} could not judge this log (--verbose says why); ${quiet}`),
  ];
}

function ruleText({ id, level, title, hitCount, hits, reason }: RuleOutcome, style: Style): string[] {
  const rest = hitCount - HITS;
  return [
    ...hang(`  ${visible(id)}  ${level}  `, `${visibleLine(title)}: ${counted(hitCount, 'hit')}.`, style.width),
    ...(reason === undefined ? [] : hang('    ', visibleLine(reason), style.width)),
    ...hits.slice(0, HITS).flatMap((one) => hitText(one, style)),
    ...(rest > 0 ? [`    … and ${count(rest)} more: see --format json.`] : []),
  ];
}

function hitText(hit: RuleHit, style: Style): string[] {
  const [line] = hit.lines;
  return [
    ...hang('    ', `${visible(hitSubject(hit))}: ${hitFacts(hit)}`, style.width),
    ...(line === undefined ? [] : [`      ${place(line)}`]),
  ];
}
