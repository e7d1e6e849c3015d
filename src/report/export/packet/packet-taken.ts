/** What was taken from the log as a whole, on the page of a report. */
import { takenText } from '../../shape/exposure/log-exposure-text.ts';
import type { ExportInput } from '../export-input.ts';
import { list, type Section, text } from './packet.ts';

/** Where the report says nothing of it, no section. */
export function takenSection({ report, standing }: ExportInput): Section[] {
  const taken = takenText(report, (id) => standing('campaign', id)?.counted ?? true);
  if (taken === undefined) return [];
  return [
    {
      heading: 'What was taken',
      blocks: [
        ...taken.sentences.map(text),
        text('The log’s largest customers, side by side:'),
        list(taken.customers.map(([name, took]) => `${name}: ${took}.`)),
      ],
    },
  ];
}
