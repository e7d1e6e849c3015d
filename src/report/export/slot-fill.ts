import type { TemplatePart } from '../shape/report.ts';
import type { PromptPiece } from './prompt-mode.ts';

/**
 * Shortest fixed text that tells a template, in characters. Shorter than this, a prompt may hold it by chance.
 */
const MIN_LETTERS = 12;

/**
 * Splits a prompt at the fixed text of a template: what lies between is what filled the slots. Undefined when the prompt
 * does not hold all fixed text in order, so that a prompt is never shown as something it is not. Templates are cut when
 * they are long: what comes after the last fixed text counts as one more slot.
 */
export function slotFill(parts: readonly TemplatePart[], prompt: string): PromptPiece[] | undefined {
  const pieces: PromptPiece[] = [];
  let at = 0;
  let letters = 0;
  for (const part of parts) {
    if (!('text' in part) || part.text === '') continue;
    const { text } = part;
    const found = prompt.indexOf(text, at);
    // Of hundreds of templates nearly all end here.
    if (found < 0) return undefined;
    letters += text.trim().length;
    if (found > at) pieces.push({ fixed: false, text: prompt.slice(at, found) });
    pieces.push({ fixed: true, text });
    at = found + text.length;
  }
  if (letters < MIN_LETTERS) return undefined;
  if (at < prompt.length) pieces.push({ fixed: false, text: prompt.slice(at) });
  return pieces;
}
