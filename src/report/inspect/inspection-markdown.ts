import { alignedRows } from './aligned-rows.ts';
import { type Advice, inspectionSections } from './inspection-sections.ts';
import type { Inspection } from './inspection.ts';

/** An inspection as a Markdown document. Log text in it can form neither markup nor links. */
export function inspectionMarkdown(inspection: Inspection, advice: Advice): string {
  const parts = [`# ${plain(inspection.file)}`];
  for (const { title, text, rows, json } of inspectionSections(inspection, advice)) {
    parts.push(`## ${title}`, ...text.map(plain));
    if (rows !== undefined && rows.length > 1) parts.push(fenced('text', alignedRows(rows).join('\n')));
    if (json !== undefined) parts.push(fenced('json', JSON.stringify(json, null, 2)));
  }
  return `${parts.join('\n\n')}\n`;
}

/** Text with every character escaped with which Markdown would make markup, a link or an image, on one line. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*[\]<>!&|]/g, '\\$&');
}

/** A block that the text inside cannot end. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
