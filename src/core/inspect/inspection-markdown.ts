import { type Advice, inspectionSections } from './inspection-sections.ts';
import type { Inspection } from './inspection.ts';

/** What was found out about a log as a Markdown document. Log text in it can neither form markup nor links. */
export function inspectionMarkdown(inspection: Inspection, advice: Advice): string {
  const parts = [`# ${plain(inspection.file)}`];
  for (const { title, text, rows, json } of inspectionSections(inspection, advice)) {
    parts.push(`## ${title}`, ...text.map(plain));
    if (rows !== undefined && rows.length > 1) parts.push(table(rows));
    if (json !== undefined) parts.push(fenced(JSON.stringify(json, null, 2)));
  }
  return `${parts.join('\n\n')}\n`;
}

function table(rows: readonly (readonly string[])[]): string {
  const [head, ...body] = rows.map((row) => `| ${row.map(plain).join(' | ')} |`);
  return [head, `|${' --- |'.repeat(rows[0]!.length)}`, ...body].join('\n');
}

/** Text with every character escaped that Markdown gives a meaning, on one line. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>()#+!|~&$]/g, '\\$&');
}

/** A block that the text inside cannot end. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}json\n${text}\n${fence}`;
}
