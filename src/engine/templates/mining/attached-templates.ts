/**
 * Templates whose slot is not in the text: one prompt sent again and again with a different image, recording or file.
 * The text alone does not vary, so it could not be distinguished from a prompt that is merely repeated.
 */
import type { RequestTable } from '../../table/request-table.ts';
import type { DistinctPrompts } from '../frames/distinct-prompts.ts';

/** Requests with an attachment that make such a prompt a template. */
export const MIN_REQUESTS = 3;

/**
 * Distinct prompts without a template that came often enough with an attachment, ascending. `assigned`: template of each
 * distinct prompt, or -1.
 */
export function attachedTemplates(table: RequestTable, distinct: DistinctPrompts, assigned: Int32Array): number[] {
  const requests = new Uint32Array(distinct.count);
  const { media, prompt } = table.rows;
  for (let row = 0; row < table.length; row++) if (media[row]!) requests[prompt[row]!]!++;
  const found: number[] = [];
  requests.forEach((count, prompt) => {
    // Texts are looked at for few of them: most logs have no attachments.
    if (count < MIN_REQUESTS || assigned[prompt]! >= 0) return;
    if (table.clauseCounts(distinct.firstRow[prompt]!).all > 0) found.push(prompt);
  });
  return found;
}
