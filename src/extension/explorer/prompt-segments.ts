import type { TemplatePart } from '../../report/shape/report.ts';
import type { PromptSegment } from '../../protocol/explorer-messages.ts';

/** Shortest text that is looked for by itself: shorter ones are in every prompt. */
const MIN_TEXT_LENGTH = 5;
/** A clause with what ends it, as templates are cut: see `templateParts` of the core. */
const CLAUSE = /[^\n.!?:;,]*[\n.!?:;,]+\s*|[^\n.!?:;,]+$/g;
const WORDS = /[\p{L}\p{N}]/u;

interface Mark {
  from: number;
  to: number;
  /** Place among the parts of the template. */
  part: number;
}

/**
 * Lays a template over one of its prompts: its fixed text is found in order, what is between fills the slots. Letters
 * of either case and runs of digits count as the same, as they do where templates are mined. Plain search: linear in the
 * prompt for each part, and no pattern is built from text of a log.
 */
export function promptSegments(text: string, parts: readonly TemplatePart[]): PromptSegment[] {
  const marks = joined(text, marksOf(text, parts));
  if (marks.length === 0) return text === '' ? [] : [{ text, kind: 'plain' }];
  const segments: PromptSegment[] = [];
  let at = 0;
  let before = -1;
  const gap = (to: number, after: number): void => {
    if (to <= at) return;
    const between = parts.slice(before + 1, after).filter((part) => 'slot' in part);
    const [only] = between;
    const slot = between.length === 1 && only !== undefined && 'slot' in only ? { slot: only.slot } : {};
    segments.push({ text: text.slice(at, to), kind: 'slot', ...slot });
  };
  for (const mark of marks) {
    gap(mark.from, mark.first);
    segments.push({ text: text.slice(mark.from, mark.to), kind: 'fixed' });
    at = mark.to;
    before = mark.part;
  }
  gap(text.length, parts.length);
  return segments;
}

/** Cuts segments in two at a character. */
export function splitSegments(segments: readonly PromptSegment[], at: number): [PromptSegment[], PromptSegment[]] {
  const head: PromptSegment[] = [];
  const tail: PromptSegment[] = [];
  let start = 0;
  for (const segment of segments) {
    const cut = Math.max(0, Math.min(segment.text.length, at - start));
    if (cut > 0) head.push({ ...segment, text: segment.text.slice(0, cut) });
    if (cut < segment.text.length) tail.push({ ...segment, text: segment.text.slice(cut) });
    start += segment.text.length;
  }
  return [head, tail];
}

function marksOf(text: string, parts: readonly TemplatePart[]): Mark[] {
  const folded = fold(text);
  const marks: Mark[] = [];
  let at = 0;
  const find = (needle: string, part: number): boolean => {
    const from = folded.indexOf(needle, at);
    if (from < 0) return false;
    at = from + needle.length;
    marks.push({ from, to: at, part });
    return true;
  };
  parts.forEach((part, number) => {
    if (!('text' in part)) return;
    const whole = fold(part.text.replace(/…$/, '')).trim();
    if (whole.length < MIN_TEXT_LENGTH || find(whole, number)) return;
    for (const clause of whole.match(CLAUSE) ?? []) {
      const words = clause.trim();
      if (words.length >= MIN_TEXT_LENGTH) find(words, number);
    }
  });
  return marks;
}

/** Marks with nothing but punctuation and space between become one; so does such text at the ends. */
function joined(text: string, marks: readonly Mark[]): (Mark & { first: number })[] {
  const all: (Mark & { first: number })[] = [];
  for (const mark of marks) {
    const last = all.at(-1);
    if (last !== undefined && !WORDS.test(text.slice(last.to, mark.from))) {
      last.to = mark.to;
      last.part = mark.part;
    } else {
      all.push({ ...mark, first: mark.part });
    }
  }
  // Space around a slot belongs to the text around it, as it does in templates.
  all.forEach((mark, at) => {
    while (mark.from > (all[at - 1]?.to ?? 0) && isSpace(text, mark.from - 1)) mark.from--;
    while (mark.to < (all[at + 1]?.from ?? text.length) && isSpace(text, mark.to)) mark.to++;
  });
  const [first] = all;
  const last = all.at(-1);
  if (first !== undefined && !WORDS.test(text.slice(0, first.from))) first.from = 0;
  if (last !== undefined && !WORDS.test(text.slice(last.to))) last.to = text.length;
  return all;
}

function isSpace(text: string, at: number): boolean {
  return (text[at] ?? 'x').trim() === '';
}

/** The same length as the text, so that places stay. */
function fold(text: string): string {
  return text.replace(/[A-Z0-9]/g, (c) => (c <= '9' ? '0' : c.toLowerCase()));
}
