/**
 * Validates every message from the dashboard when the host receives it. Anything that does not fit is not a message:
 * the caller gets undefined and drops it.
 */
import { guardOf } from '../schema/guard.ts';
import { isQuestion } from './exchange.ts';
import { type FromWebview, questions, WebviewEvent } from './messages.ts';

const isAsked = isQuestion(questions);
const isEvent = guardOf(WebviewEvent);

/** A message from the dashboard, or undefined if it is not one. */
export function fromWebview(value: unknown): FromWebview | undefined {
  return isAsked(value) || isEvent(value) ? value : undefined;
}
