/** The clauses of texts: what is kept of each. */
import type { Columns } from '../../math/columns.ts';

export const CLAUSE = { hash: 'u32', letters: 'u8' } as const;

export type ClauseColumns = Columns<typeof CLAUSE>;

/** The most clauses one text can have. */
export const MAX_CLAUSES = 96;

/** The clauses of a text: those from one place to before another in columns. */
export interface ClauseSpan extends ClauseColumns {
  from: number;
  to: number;
}
