/**
 * The outer form of an answer. Training data needs answers of one form, so a slice whose answers all have the same form
 * is data made for a machine, while people get answers of every form.
 */
import type { Answer } from '../records/request.ts';

export const SHAPES = [
  'unknown',
  'empty',
  'prose',
  'short',
  'json',
  'code',
  'list',
  'steps',
  'verdict',
  'tool-call',
] as const;
export type AnswerShape = (typeof SHAPES)[number];

/** Answers up to this many characters are labels or short replies rather than texts. */
const SHORT = 80;
/** Only the start and the end of an answer are looked at, so that the cost does not grow with its length. */
const LOOK = 400;

/** Number of the answer's shape in `SHAPES`. */
export function answerShape(answer: Answer): number {
  return SHAPES.indexOf(shapeOf(answer));
}

function shapeOf(answer: Answer): AnswerShape {
  if (answer.toolCalls) return 'tool-call';
  const text = answer.text;
  if (!text) return 'empty';
  const start = text.slice(0, LOOK).trimStart();
  const end = text.slice(-LOOK).trimEnd();
  if (/^[{[]/.test(start) && /[}\]]$/.test(end)) return 'json';
  if (start.startsWith('```')) return /^```json/.test(start) ? 'json' : 'code';
  if (
    /\d\s*(\/\s*\d{1,3})?[\])}*.]{0,4}$/.test(end.slice(-16)) &&
    text.length < 4 * LOOK &&
    /\[\[|:/.test(end.slice(-40))
  )
    return 'verdict';
  if (text.length <= SHORT) return 'short';
  const numbered = start.match(/^(?:[A-Za-z]{0,8} ?)?\d{1,2}[.:)]/gm)?.length ?? 0;
  if (numbered >= 2) return 'steps';
  if (/^[-*•] /m.test(start)) return 'list';
  return 'prose';
}
