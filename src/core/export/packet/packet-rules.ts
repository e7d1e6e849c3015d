/** What rules came to, in the page of a report: apart from what was judged, since their hits move no score. */
import { count, counted } from '../../../text/numbers.ts';
import { hitFacts, hitSubject } from '../../../text/rule-hits.ts';
import type { ExportInput } from '../export-input.ts';
import { list, type Section, text } from './packet.ts';

/** Rows over all rules; the JSON report and the CSV of rule hits have more. */
const ROWS = 200;

/** None where no rule was run. */
export function ruleSection({ report: { rules }, standing }: ExportInput): Section[] {
  if (rules === undefined) return [];
  const blind = rules.filter(({ state }) => state === 'blind');
  const quiet = rules.filter(({ state, hitCount }) => state === 'ran' && hitCount === 0);
  const rows = rules.flatMap(({ id, level, title, hits }) =>
    hits.map((hit) => {
      const account = hit.group.find(({ field }) => field === 'account')?.value;
      const decision = account === undefined ? undefined : standing('account', account);
      const [line] = hit.lines;
      return [
        id,
        level,
        title,
        hitSubject(hit),
        hitFacts(hit),
        line === undefined ? '' : `${line.file}:${line.line}`,
        decision?.state ?? '',
      ];
    }),
  );
  const hitCount = rules.reduce((sum, rule) => sum + rule.hitCount, 0);
  const more = hitCount - Math.min(rows.length, ROWS);
  return [
    {
      heading: 'Rules',
      blocks: [
        text(
          `${counted(hitCount, 'hit')} of ${counted(rules.length, 'rule')}; ${count(quiet.length)} without a hit. Rule hits are separate findings and do not affect scores.`,
        ),
        ...(rows.length === 0
          ? []
          : [
              {
                kind: 'table' as const,
                columns: ['Rule', 'Level', 'Finds', 'In', 'Matches', 'First line', 'Decision'].map((title) => ({
                  title,
                })),
                rows: rows.slice(0, ROWS),
              },
            ]),
        ...(more > 0
          ? [text(`${counted(more, 'more hit')}: the JSON report has the first hundred of each rule.`)]
          : []),
        ...(blind.length > 0 ? [list(blind.map(({ id, reason = '' }) => `${id} could not judge: ${reason}`))] : []),
      ],
    },
  ];
}
