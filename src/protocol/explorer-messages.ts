/**
 * Everything the extension host and the log explorer say to each other, in the manner of `messages.ts`. Both ends
 * check what they receive with `explorer-validate.ts`.
 */
import * as v from 'valibot';
import { Count, Name, textWithin, within } from '../schema/shapes.ts';
import type { Answer, Failure, KindsOf, Question } from './exchange.ts';
import { Columns, type explorerQuestions, ListFacts, LogFilter, SavedFilters } from './explorer-data.ts';
import { Target } from './view-state.ts';

export type * from './explorer-data.ts';

export type ExplorerQuestions = KindsOf<typeof explorerQuestions>;
export type ExplorerQuestionKind = keyof ExplorerQuestions;

export const ExplorerState = v.object({
  filter: LogFilter,
  member: Name,
  /** Line of the chosen row; 0 for none. */
  line: Count,
  /** Share of the width that the list takes. */
  split: within(0.1, 0.9),
  /** Keep the end of the log in view while it grows. */
  follow: v.boolean(),
  /** Columns that a person chose; absent for the usual ones. */
  columns: v.exactOptional(Columns),
  /** Whether the values to filter by are in view; absent until a person said so. */
  rail: v.exactOptional(v.boolean()),
});
export type ExplorerState = v.InferOutput<typeof ExplorerState>;

/** What the explorer says besides questions. */
export const ExplorerEvent = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** This request was selected. */
  v.object({
    type: v.literal('chosen'),
    row: v.object({ line: v.nullable(Count), account: Name, template: Name }),
  }),
  /** Show this in the dashboard. */
  v.object({ type: v.literal('dashboard'), target: Target }),
  /** Open the line of this log as text; the log may be one of an archive. */
  v.object({ type: v.literal('openText'), member: Name, line: Count, offset: Count, length: Count }),
  v.object({ type: v.literal('command'), command: v.picklist(['scanFile', 'stopSearch']) }),
  v.object({ type: v.literal('follow'), on: v.boolean() }),
  v.object({ type: v.literal('copy'), text: textWithin(10_000_000) }),
  /** Save these filters in the workspace, replacing those that were saved. */
  v.object({ type: v.literal('saveFilters'), saved: SavedFilters }),
]);

export type FromExplorer = Question<ExplorerQuestions> | v.InferOutput<typeof ExplorerEvent>;

/** What the host says besides answers. */
export const ExplorerHostEvent = v.variant('type', [
  /** A list got more rows, or is complete. */
  v.object({ type: v.literal('list'), facts: ListFacts }),
  /** The results in view, or the log, have changed: ask again. */
  v.object({ type: v.literal('changed') }),
  /** The filters that are saved in the workspace. */
  v.object({ type: v.literal('filters'), saved: SavedFilters }),
  /** Show a line, in a list made by the filter if there is one; an empty member stands for the log that is shown. */
  v.object({ type: v.literal('reveal'), member: Name, line: Count, filter: v.exactOptional(LogFilter) }),
]);

export type ToExplorer = Answer<ExplorerQuestions> | Failure | v.InferOutput<typeof ExplorerHostEvent>;
