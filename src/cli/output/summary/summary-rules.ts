import type { RuleHit } from '../../../report/shape/report.ts';
import { MAX_HITS } from '../../../report/shape/rule-outcome.ts';
import { type CountedRule, countedRules } from '../../../report/triage/counted-rules.ts';
import type { TriagedReport } from '../../../report/triage/triaged-report.ts';
import { count, counted } from '../../../text/numbers.ts';
import { clearedHitsText, hitFacts, hitSubject, unmatchedText } from '../../../text/rule-hits.ts';
import { visible, visibleLine } from '../../../text/visible.ts';
import type { Style } from './style.ts';
import { place } from './summary-findings.ts';
import { hang } from '../text-layout.ts';

const HITS = 5;

/** Results of people's own rules: those with hits, those that could not judge, and how many found nothing. */
export function rulesText(triaged: TriagedReport, style: Style): string[] {
  const rules = countedRules(triaged);
  if (rules.length === 0) return [];
  const blind = rules.filter(({ state }) => state === 'blind');
  const last = [...unmatchedText(rules), 'Rules do not affect scores.'].join(' ');
  return [
    style.bold('Rules'),
    ...rules.filter(({ hitCount }) => hitCount > 0).flatMap((rule) => ruleText(rule, style)),
    ...blind.flatMap(({ id, reason = '' }) =>
      hang(`  ${visible(id)} could not judge: `, visibleLine(reason), style.width).map((line) => style.yellow(line)),
    ),
    ...hang('  ', last, style.width),
  ];
}

/**
 * The same with one line for each rule with hits, and one for all others: what could not be judged is said however many rules
 * have hits.
 * @param most number of lines
 */
export function ruleLines(triaged: TriagedReport, most: number, style: Style): string[] {
  const rules = countedRules(triaged);
  if (rules.length === 0) return [];
  const hit = rules.filter(({ hitCount }) => hitCount > 0);
  const blind = rules.filter(({ state }) => state === 'blind').length;
  const unmatched = unmatchedText(rules).join(' ');
  const last =
    blind === 0
      ? unmatched
      : style.yellow(
          [`${counted(blind, 'rule')} could not judge this log (--verbose says why)`, unmatched]
            .filter((text) => text !== '')
            .join('; '),
        );
  const ends = last === '' ? [] : [last];
  const shown = hit.length + ends.length > most ? hit.slice(0, most - ends.length - 1) : hit;
  const rest = hit.length - shown.length;
  return [
    ...shown.map(({ id, level, title, hitCount }) => {
      const head = `${visible(id)}  ${level}  `;
      return `${head}${visibleLine(`${counted(hitCount, 'hit')}: ${title}`, Math.max(20, style.width - head.length))}`;
    }),
    ...(rest > 0 ? [`… and ${counted(rest, 'more rule')} with hits.`] : []),
    ...ends,
  ];
}

function ruleText(rule: CountedRule, style: Style): string[] {
  const { id, level, title, hitCount, hits, reason, unlisted } = rule;
  const rest = hitCount - Math.min(hits.length, HITS);
  const what = [`${visibleLine(title)}: ${counted(hitCount, 'hit')}.`, clearedHitsText(rule)].join(' ').trimEnd();
  return [
    ...hang(`  ${visible(id)}  ${level}  `, what, style.width),
    ...(reason === undefined ? [] : hang('    ', visibleLine(reason), style.width)),
    ...hits.slice(0, HITS).flatMap((one) => hitText(one, style)),
    ...(rest > 0
      ? [
          `    … and ${count(rest)} more: see --format json${unlisted > 0 ? `, which lists the first ${count(MAX_HITS)}` : ''}.`,
        ]
      : []),
  ];
}

function hitText(hit: RuleHit, style: Style): string[] {
  const [line] = hit.lines;
  return [
    ...hang('    ', `${visible(hitSubject(hit))}: ${hitFacts(hit)}`, style.width),
    ...(line === undefined ? [] : [`      ${place(line)}`]),
  ];
}
