/** Checks every message between the host and the log explorer where it arrives, in both directions. */
import { guardOf } from '../schema/guard.ts';
import { isAnswer, isFailure, isQuestion } from './exchange.ts';
import { explorerQuestions, SavedFilters } from './explorer-data.ts';
import {
  ExplorerEvent,
  ExplorerHostEvent,
  ExplorerState,
  type FromExplorer,
  type ToExplorer,
} from './explorer-messages.ts';

const isAsked = isQuestion(explorerQuestions);
const isAnswered = isAnswer(explorerQuestions);
const isEvent = guardOf(ExplorerEvent);
const isHostEvent = guardOf(ExplorerHostEvent);

/** Whether these filters can be used. Another version may have saved them. */
export const areSavedFilters = guardOf(SavedFilters);

export const isExplorerState = guardOf(ExplorerState);

/** A message from the explorer, or undefined if it is not one. */
export function fromExplorer(value: unknown): FromExplorer | undefined {
  return isAsked(value) || isEvent(value) ? value : undefined;
}

/** A message from the host, or undefined if it is not one. */
export function toExplorer(value: unknown): ToExplorer | undefined {
  return isAnswered(value) || isFailure(value) || isHostEvent(value) ? value : undefined;
}
