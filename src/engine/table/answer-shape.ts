/**
 * The outer form of an answer. Training data needs answers of a uniform form, so a slice whose answers all have the
 * same form is data made for a machine, while people receive answers of every form.
 */
import type { Answer } from '../../reader/records/fields/request.ts';
import { literals } from '../../schema/words.ts';

export const SHAPES = literals('unknown empty prose short json code list steps verdict tool-call');
export type AnswerShape = (typeof SHAPES)[number];

/** Answers up to this many characters are labels or short replies rather than texts. */
const MAX_SHORT_LENGTH = 80;
/** Only the start and the end of an answer are looked at, so that the cost does not grow with its length. */
const EXAMINED_LETTERS = 400;

/** Lengths beyond this make no difference. */
export const LONG_ANSWER = 4 * EXAMINED_LETTERS;

/** Number of the answer's shape in `SHAPES`. */
export function answerShape({ text, toolCalls }: Answer): number {
  if (toolCalls) return TOOL_CALL;
  return shapeOfEnds(text.slice(0, EXAMINED_LETTERS), text.slice(-EXAMINED_LETTERS), text.length);
}

export const TOOL_CALL = SHAPES.indexOf('tool-call');

/** The same for a text of which the first and the last 400 characters are given, and its length. */
export function shapeOfEnds(head: string, tail: string, length: number): number {
  return SHAPES.indexOf(
    shapeOf(head.slice(0, EXAMINED_LETTERS).trimStart(), tail.slice(-EXAMINED_LETTERS).trimEnd(), length),
  );
}

function shapeOf(start: string, end: string, length: number): AnswerShape {
  if (length === 0) return 'empty';
  if (/^[{[]/.test(start) && /[}\]]$/.test(end)) return 'json';
  if (start.startsWith('```')) return /^```json/.test(start) ? 'json' : 'code';
  if (
    /\d\s*(\/\s*\d{1,3})?[\])}*.]{0,4}$/.test(end.slice(-16)) &&
    length < LONG_ANSWER &&
    /\[\[|:/.test(end.slice(-40))
  )
    return 'verdict';
  if (length <= MAX_SHORT_LENGTH) return 'short';
  const numbered = start.match(/^(?:[A-Za-z]{0,8} ?)?\d{1,2}[.:)]/gm)?.length ?? 0;
  if (numbered >= 2) return 'steps';
  if (/^[-*•] /m.test(start)) return 'list';
  return 'prose';
}
