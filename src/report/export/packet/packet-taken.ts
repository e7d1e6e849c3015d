/** What was taken from the log as a whole, and how much of an assistant's documents has left, on the page of a report. */
import { coverageText, takenText } from '../../shape/exposure/log-exposure-text.ts';
import type { ExportInput } from '../export-input.ts';
import { list, type Section, text } from './packet.ts';

/** Where the report says nothing of it, no section. */
export function takenSection({ report, statusOf }: ExportInput): Section[] {
  const taken = takenText(report, (id) => statusOf('campaign', id)?.counted ?? true);
  if (taken === undefined) return [];
  return [
    {
      heading: taken.heading,
      blocks: [
        ...taken.sentences.map(text),
        text('Customers side by side:'),
        list(taken.customers.map(({ name, text: took }) => `${name}: ${took}.`)),
      ],
    },
  ];
}

/** Where no answer names a document, no section. */
export function documentSection({ report }: ExportInput): Section[] {
  const coverage = coverageText(report.documents);
  if (coverage === undefined) return [];
  const readers = coverage.readers.map(([name, got]) => `${name}: ${got}.`);
  return [
    {
      heading: 'What the assistant knows',
      blocks: [...coverage.sentences.map(text), ...(readers.length === 0 ? [] : [list(readers)])],
    },
  ];
}
