/**
 * Views that other threads mine while this one mines whole prompts, which takes about as long as all others. Mining reads few columns
 * and writes none of them.
 */
import { allocate } from '../../../math/columns.ts';
import { ROW, type RowColumns } from '../../table/request-row.ts';
import { RequestTable } from '../../table/request-table.ts';
import { type PackedTexts, TextPool } from '../../table/text-pool.ts';
import { type EarlierTurns, earlierTurns } from '../../table/turns/earlier-turns.ts';
import type { MinedTemplates } from '../mining/mine-templates.ts';
import { hasOpenTurns, openTemplates } from './open-templates.ts';
import { userTemplates } from './user-templates.ts';

/** In more requests all views go to one thread: each thread takes copies of what it mines. */
const MANY = 1_000_000;

/** Columns that mining reads. */
const COLUMNS = ['account', 'prompt', 'system', 'user', 'open', 'media', 'flags'] as const;

/** Templates of user messages alone, and of what clients wrote last. */
export interface ViewsAside {
  user: MinedTemplates;
  open: MinedTemplates;
}

/** Some views and what they are made of, as plain data for `postMessage`. */
export interface ViewsJob {
  views: readonly (keyof ViewsAside)[];
  length: number;
  columns: Pick<RowColumns, (typeof COLUMNS)[number]>;
  texts: PackedTexts;
  earlier: EarlierTurns | undefined;
}

/** Copies of what other threads need of a finished table, for so many of them; none where all prompts are one user message each. */
export function viewsJobs(table: RequestTable, threads: number): ViewsJob[] {
  const { length, rows } = table;
  const hasSystems = rows.system.subarray(0, length).some((text) => text !== 0);
  const earlier = earlierTurns(table);
  if (!hasSystems && !hasOpenTurns(table, earlier)) return [];
  const columns = Object.fromEntries(COLUMNS.map((name) => [name, rows[name].slice(0, length)]));
  const all = { length, columns: columns as ViewsJob['columns'], texts: table.texts.pack(), earlier };
  const parts: ViewsJob['views'][] = threads > 1 && length <= MANY ? [['open'], ['user']] : [['user', 'open']];
  return parts.map((views) => ({ views, ...all }));
}

export function runViewsJob({ views, length, columns, texts, earlier }: ViewsJob): Partial<ViewsAside> {
  const table = new RequestTable();
  table.length = length;
  table.rows = { ...allocate(ROW, 0), ...columns };
  table.texts = TextPool.unpack(texts);
  return {
    ...(views.includes('user') && { user: userTemplates(table) }),
    ...(views.includes('open') && { open: openTemplates(table, earlier) }),
  };
}
