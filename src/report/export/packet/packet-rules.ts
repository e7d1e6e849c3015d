/** What rules came to, in the page of a report: apart from what was judged, since their hits move no score. */
import { counted } from '../../../text/numbers.ts';
import { clearedHitsText, hitFacts, hitSubject, unmatchedText } from '../../../text/rule-hits.ts';
import { accountOf } from '../../triage/counted-rules.ts';
import type { ExportInput } from '../export-input.ts';
import { countedRulesOf } from '../lists/rules-csv.ts';
import { place } from '../words.ts';
import { list, type Section, table, text } from './packet.ts';

/** Rows over all rules; the JSON report and the CSV of rule hits have more. */
const ROWS = 200;

/** None where no rule was run. */
export function ruleSection(input: ExportInput): Section[] {
  const { report, statusOf } = input;
  if (report.rules === undefined) return [];
  const rules = countedRulesOf(input);
  const blind = rules.filter(({ state }) => state === 'blind');
  const rows = rules.flatMap(({ id, level, title, hits }) =>
    hits.map((hit) => {
      const account = accountOf(hit);
      const decision = account === undefined ? undefined : statusOf('account', account);
      const [line] = hit.lines;
      return [
        id,
        level,
        title,
        hitSubject(hit),
        hitFacts(hit),
        line === undefined ? '' : place(line),
        decision?.state ?? '',
      ];
    }),
  );
  const hitCount = rules.reduce((sum, rule) => sum + rule.hitCount, 0);
  const more = hitCount - Math.min(rows.length, ROWS);
  const sentences = [
    `${counted(hitCount, 'hit')} of ${counted(rules.length, 'rule')}.`,
    clearedHitsText(...rules),
    ...unmatchedText(rules),
    'Rule hits are separate findings and do not affect scores.',
  ];
  return [
    {
      heading: 'Rules',
      blocks: [
        text(sentences.filter((sentence) => sentence !== '').join(' ')),
        ...(rows.length === 0
          ? []
          : [table(['Rule', 'Level', 'Finds', 'In', 'Matches', 'First line', 'Decision'], rows.slice(0, ROWS))]),
        ...(more > 0
          ? [text(`${counted(more, 'more hit')}: the JSON report has the first hundred of each rule.`)]
          : []),
        ...(blind.length > 0 ? [list(blind.map(({ id, reason = '' }) => `${id} could not judge: ${reason}`))] : []),
      ],
    },
  ];
}
