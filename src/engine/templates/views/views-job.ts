/**
 * Views that another thread mines while this one mines whole prompts, which takes about as long as all others. Mining reads few columns
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

/** Columns that mining reads. */
const COLUMNS = ['account', 'prompt', 'system', 'user', 'open', 'media', 'flags'] as const;

/** What the views are made of, as plain data for `postMessage`. */
export interface ViewsJob {
  length: number;
  columns: Pick<RowColumns, (typeof COLUMNS)[number]>;
  texts: PackedTexts;
  earlier: EarlierTurns | undefined;
}

/** Templates of user messages alone, and of what clients wrote last. */
export interface ViewsAside {
  user: MinedTemplates;
  open: MinedTemplates;
}

/** Copies of what another thread needs of a finished table; undefined where all prompts are one user message each. */
export function viewsJob(table: RequestTable): ViewsJob | undefined {
  const { length, rows } = table;
  const hasSystems = rows.system.subarray(0, length).some((text) => text !== 0);
  const earlier = earlierTurns(table);
  if (!hasSystems && !hasOpenTurns(table, earlier)) return undefined;
  const columns = Object.fromEntries(COLUMNS.map((name) => [name, rows[name].slice(0, length)]));
  return { length, columns: columns as ViewsJob['columns'], texts: table.texts.pack(), earlier };
}

export function runViewsJob({ length, columns, texts, earlier }: ViewsJob): ViewsAside {
  const table = new RequestTable();
  table.length = length;
  table.rows = { ...allocate(ROW, 0), ...columns };
  table.texts = TextPool.unpack(texts);
  return { user: userTemplates(table), open: openTemplates(table, earlier) };
}
