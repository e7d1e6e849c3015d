/**
 * Validates every message from the host when the dashboard receives it. Anything that does not fit is not a message:
 * the caller gets undefined and drops it.
 */
import { guardOf } from '../schema/guard.ts';
import { isAnswer, isFailure } from './exchange.ts';
import { HostEvent, questions, type ToWebview } from './messages.ts';

const isAnswered = isAnswer(questions);
const isEvent = guardOf(HostEvent);

/** A message of the host, or undefined when it is none. */
export function toWebview(value: unknown): ToWebview | undefined {
  return isAnswered(value) || isFailure(value) || isEvent(value) ? value : undefined;
}
