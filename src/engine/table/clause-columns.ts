/** The clauses of texts: what is kept of each. */
import type { Columns } from '../../math/columns.ts';

/** `hash`: 53 bits, of which the lower take the secret of the run: who writes what a log holds cannot make two clauses of one hash. */
export const CLAUSE = { hash: 'f64', letters: 'u8' } as const;

export type ClauseColumns = Columns<typeof CLAUSE>;

const KEYED = 2 ** 21;

/** The part of a clause's hash that does not depend on the secret, 32 bits: of it are made names, and what is kept from one run to the next. */
export const clauseName = (hash: number): number => Math.floor(hash / KEYED);

/** The hash of what is no clause but counts as one: of the name that it has, with the hash of its text, which takes the secret. */
export const clauseHash = (name: number, text: number): number => name * KEYED + (text % KEYED);

/** The most clauses one text can have. */
export const MAX_CLAUSES = 96;

/** The clauses of a text: those from one place to before another in columns. */
export interface ClauseSpan extends ClauseColumns {
  from: number;
  to: number;
}
