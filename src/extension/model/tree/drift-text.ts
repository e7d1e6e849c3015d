/** The rows of the findings tree on days unlike those of the baseline: alarms that accuse nobody and move no score. */
import { cohortText, movedText } from '../../../text/drift.ts';
import { count, counted, percent } from '../../../text/numbers.ts';
import { dayOf } from '../../../text/times.ts';
import { t } from '../../translated.ts';
import type { Results } from '../results.ts';
import type { TreeNode, TreeText } from './tree-node.ts';

export function driftText({ report }: Results, node: Extract<TreeNode, { kind: 'drift' | 'alarm' }>): TreeText {
  if (node.kind === 'drift') {
    const { alarms = [], days = 0 } = report.drift ?? {};
    return {
      label: t('Drift'),
      description: count(alarms.length),
      tooltip: [
        `${counted(alarms.length, 'alarm')} among ${counted(days, 'day')} that were compared with the baseline. Alarms are not accusations and do not affect scores.`,
      ],
      icon: 'graph-line',
      opens: alarms.length > 0,
      target: { page: 'drift' },
    };
  }
  const { day, cohort, moved, text, against, templates } = node.alarm;
  const [line] = templates.flatMap(({ lines }) => lines);
  const causes = templates.map(
    ({ template, share, accounts }) =>
      `${percent(share)} of it: ${counted(accounts, 'account')} with template ${template}.`,
  );
  return {
    label: `${dayOf(day)}, ${cohortText(cohort, t)}`,
    description: movedText(moved, t),
    tooltip: [text, ...causes, ...against],
    icon: 'graph-line',
    opens: line !== undefined,
    ...(line && { line }),
    target: { page: 'drift' },
  };
}
