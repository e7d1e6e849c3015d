/** The row in the findings tree that says that a log cannot be judged. */
import type { Report } from '../../../report/shape/report.ts';
import { causeOf } from '../../../report/triage/headline.ts';
import { counted } from '../../../text/numbers.ts';
import { leadTexts, remedyFor } from '../../../text/blind/blind-log.ts';
import type { TreeText } from './tree-node.ts';
import { t } from '../../translated.ts';

export function blindText(report: Report): TreeText {
  const { coverage } = report;
  const seen = `${counted(coverage.requests, 'request')} of ${counted(coverage.accounts, 'account')} could be judged.`;
  return {
    label: t('Cannot be judged: {0}', causeOf(report, t)),
    description: '',
    tooltip: [
      remedyFor(coverage.causes[0]?.id, t),
      ...leadTexts(coverage.leads, t),
      `${seen} Finding nothing in the rest proves nothing.`,
      ...coverage.causes.map(({ text }) => `• ${text}`),
    ],
    icon: 'warning',
    colour: 'list.warningForeground',
    opens: false,
  };
}
