/**
 * Names in right-to-left script within sentences, each in isolation marks: without them a name takes the comma, the number
 * or the next name beside it along, and the sentence is read in another order than it was written.
 */

const BEGIN = '\u2068';
const END = '\u2069';

/** The blocks that Unicode keeps for right-to-left scripts, whether assigned yet or not. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** What may be a name, or one word of it: no comma or full stop that belongs to the sentence. */
const WORD = /[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}_.@+#/\\…-]*[\p{L}\p{M}\p{N}…])?/gu;

/** @param text visible, so that all marks in the result are from here */
export function isolated(text: string): string {
  if (!RIGHT_TO_LEFT.test(text)) return text;
  const pieces: string[] = [];
  let done = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!RIGHT_TO_LEFT.test(word)) continue;
    // Words in a row are one name: apart they would stand in the order of the sentence, which is not theirs.
    if (pieces.length > 0 && text.slice(done, index) === ' ') pieces.splice(-1, 1, ' ', word, END);
    else pieces.push(text.slice(done, index), BEGIN, word, END);
    done = index + word.length;
  }
  return pieces.join('') + text.slice(done);
}

/** The same in HTML, given escaped text. */
export const asElements = (escaped: string): string => escaped.replaceAll(BEGIN, '<bdi>').replaceAll(END, '</bdi>');
