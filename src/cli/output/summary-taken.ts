/** What left with the answers of a log, in the summaries. */
import { customerTakenText, logExposureSentences } from '../../report/shape/exposure/log-exposure-text.ts';
import { isCounted, type TriagedReport } from '../../report/triage/triaged-report.ts';
import { visibleLine } from '../../text/visible.ts';
import type { Style } from './summary-findings.ts';
import { hang } from './text-layout.ts';

const NAME = 40;

/** What left with all answers, and who took most. */
export function takenList(triaged: TriagedReport, style: Style): string[] {
  const { taken } = triaged.report;
  if (taken === undefined || hasCleared(triaged)) return [];
  return [
    style.bold('What was taken'),
    ...logExposureSentences(taken).flatMap((text) => hang('  ', visibleLine(text, 400), style.width)),
    ...taken.customers.flatMap((one) => [
      `  ${style.bold(visibleLine(one.name, NAME))}`,
      ...hang('    ', `${customerTakenText(one, taken)}.`, style.width),
    ]),
  ];
}

/** The first thing there is to say of it, if there is one. */
export function takenSentence(triaged: TriagedReport): string[] {
  const { taken } = triaged.report;
  return taken === undefined || hasCleared(triaged) ? [] : logExposureSentences(taken).slice(0, 1);
}

/** The sum holds all campaigns: where people cleared one, it is nobody's. */
const hasCleared = (triaged: TriagedReport): boolean =>
  triaged.report.campaigns.some(({ id, verdict }) => verdict === 'distillation' && !isCounted(triaged, 'campaign', id));
