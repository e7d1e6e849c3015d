/** What left with the answers of a log, in the summaries. */
import { coverageText, takenText } from '../../../report/shape/exposure/log-exposure-text.ts';
import { isCounted, type TriagedReport } from '../../../report/triage/triaged-report.ts';
import { visibleLine } from '../../../text/visible.ts';
import type { Style } from './style.ts';
import { hang } from '../text-layout.ts';

const NAME = 40;

/** What left with all answers, and who took most. */
export function takenList(triaged: TriagedReport, style: Style): string[] {
  const taken = textOf(triaged);
  if (taken === undefined) return [];
  return [
    style.bold(taken.heading),
    ...taken.sentences.flatMap((text) => hang('  ', visibleLine(text, 500), style.width)),
    ...taken.customers.flatMap(({ name, text }) => [
      `  ${style.bold(visibleLine(name, NAME))}`,
      ...hang('    ', `${text}.`, style.width),
    ]),
  ];
}

/** How much of an assistant's documents has left, and to whom. */
export function documentList({ report }: TriagedReport, style: Style): string[] {
  const coverage = coverageText(report.documents);
  if (coverage === undefined) return [];
  return [
    style.bold('What the assistant knows'),
    ...coverage.sentences.flatMap((text) => hang('  ', text, style.width)),
    ...coverage.readers.flatMap(([name, text]) => [
      `  ${style.bold(visibleLine(name, NAME))}`,
      ...hang('    ', `${text}.`, style.width),
    ]),
  ];
}

/** The first thing there is to say of it, if there is one. */
export const takenSentence = (triaged: TriagedReport): string[] => textOf(triaged)?.sentences.slice(0, 1) ?? [];

const textOf = (triaged: TriagedReport): ReturnType<typeof takenText> =>
  takenText(triaged.report, (id) => isCounted(triaged, 'campaign', id));
