/** How much of the text people wrote an export contains. */
import { createHash } from 'node:crypto';
import { withGroups, withoutTitles } from '../shape/without-prompts.ts';
import type { Report, TemplatePart, TemplateReport } from '../shape/report.ts';

/**
 * `full`: as written. `redacted`: what a template's prompts have in common stays, what fills its slots is replaced by its
 * length. `hashed`: every piece of text is replaced by its hash, so that two parties can compare without showing. `none`:
 * not even that.
 */
export type PromptMode = 'full' | 'redacted' | 'hashed' | 'none';

/** With a sentence for whoever chooses or reads. */
export const PROMPT_MODES: Readonly<Record<PromptMode, string>> = {
  full: 'Prompts are shown as they were written.',
  redacted: 'The fixed text of templates is shown; all other text is replaced by its length.',
  hashed: 'Text becomes SHA-256 hashes. Equal text has equal hashes; short text can be guessed.',
  none: 'No prompt text is included.',
};

export function isPromptMode(value: string): value is PromptMode {
  return Object.hasOwn(PROMPT_MODES, value);
}

/** A piece of prompt text: `fixed` belongs to a template, anything else to one request. */
export interface PromptPiece {
  fixed: boolean;
  text: string;
}

/** The text a piece is shown as; undefined when it is left out. */
function shownPiece({ fixed, text }: PromptPiece, mode: PromptMode): string | undefined {
  switch (mode) {
    case 'full':
      return text;
    case 'redacted':
      return fixed ? text : lengthOf(text);
    case 'hashed':
      return text.trim() === '' ? text : hashOf(text);
    case 'none':
      return undefined;
  }
}

const lengthOf = (text: string): string => `[${text.length} characters]`;

/** Hash of the text without white space at its ends, which slots gain and lose with the text around them. */
const hashOf = (text: string): string => `[sha256:${createHash('sha256').update(text.trim(), 'utf8').digest('hex')}]`;

/** The report with as much prompt text as the mode allows. Words that speak for an intent are fixed text. */
export function withPrompts(report: Report, mode: PromptMode): Report {
  if (mode === 'full') return report;
  return {
    ...report,
    templates: report.templates.map((template) => shownTemplate(template, mode)),
    ...(report.documents && { documents: withoutTitles(report.documents) }),
    ...(report.rules && {
      rules: withGroups(report.rules, (text) => shownPiece({ fixed: false, text }, mode) ?? ''),
    }),
  };
}

function shownTemplate(template: TemplateReport, mode: PromptMode): TemplateReport {
  const readable = mode === 'redacted';
  return {
    ...template,
    parts: template.parts.flatMap((part) => shownPart(part, mode)),
    intents: template.intents.map((intent) => (readable ? intent : { ...intent, spans: [] })),
  };
}

function shownPart(part: TemplatePart, mode: PromptMode): TemplatePart[] {
  if (!('text' in part)) {
    const examples = part.examples.flatMap((text) => shownPiece({ fixed: false, text }, mode) ?? []);
    return mode === 'none' ? [] : [{ ...part, examples }];
  }
  const text = shownPiece({ fixed: true, text: part.text }, mode);
  return text === undefined ? [] : [{ text }];
}
