import { fenced, inline } from '../../text/markup/markdown.ts';
import { alignedRows } from './aligned-rows.ts';
import { type Advice, inspectionSections } from './inspection-sections.ts';
import type { Inspection } from './inspection.ts';

/** An inspection as a Markdown document. Log text in it can form neither markup nor links. */
export function inspectionMarkdown(inspection: Inspection, advice: Advice): string {
  const parts = [`# ${inline(inspection.file)}`];
  for (const { title, text, rows, json } of inspectionSections(inspection, advice)) {
    parts.push(`## ${title}`, ...text.map(inline));
    if (rows !== undefined && rows.length > 1) parts.push(fenced(alignedRows(rows).join('\n')));
    if (json !== undefined) parts.push(fenced(JSON.stringify(json, null, 2), 'json'));
  }
  return `${parts.join('\n\n')}\n`;
}
