/** The text of a template as a regular expression, for the pattern of an indicator. */
import type { TemplateReport } from '../../shape/report.ts';

/** Characters of fixed text that a pattern needs: shorter ones would match what anybody may ask. */
const MIN_PATTERN_LENGTH = 40;
/** Longest text a slot may hold, in characters: a bound keeps matching fast. */
const SLOT = 20_000;

export function promptPattern({ parts }: TemplateReport): string | undefined {
  const fixed = parts.reduce((sum, part) => sum + ('text' in part ? part.text.trim().length : 0), 0);
  if (fixed < MIN_PATTERN_LENGTH) return undefined;
  const quoted = parts.map((part) => ('text' in part ? regexText(part.text) : `[\\s\\S]{0,${SLOT}}?`));
  return quoted.join('');
}

const regexText = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/#-]/g, '\\$&').replace(/\s+/g, '\\s+');
