import type { JsonObject } from '../fields/json.ts';
import { tableRow } from '../fields/table-row.ts';
import { inPlainNames } from '../formats/plain-names.ts';

/** What is known of a table once the first row of it could not be read. */
interface UnreadTable {
  isInWords: boolean;
  outcome: 'reject' | 'skip';
  reason: string;
}

/** Most tables that are told apart: a dump may be made of nothing but tables. */
const MAX_TABLES = 200;
const LONGEST_NAME = 60;

const UNKNOWN_ROW = 'table row in no known log format';

/**
 * Columns in which prompts and answers stand, exactly so: a table that has one and cannot be read is one that somebody wants to be
 * read. Others hold whatever a database holds next to its log: users, keys, budgets.
 */
const ASKED =
  /^(?:(?:\w{1,30}_)?prompts?|(?:user_|input_)?messages?|question|query|inputs?|outputs?|(?:\w{1,30}_)?response|completion|conversation|chat|(?:request|response)_body|payload)$/i;

/** The tables of a source whose rows no format reads: the first row of each tells for all. */
export class UnreadTables {
  private readonly known = new Map<string | undefined, UnreadTable>();

  /** The row with plain names, where some are not: warehouses write names of columns in capitals, and people in words. */
  plainRow(cells: JsonObject, table: string | undefined): JsonObject | undefined {
    return this.of(cells, table).isInWords ? tableRow(inPlainNames(cells)) : undefined;
  }

  /** What becomes of a row. Tables of a dump have names, and are passed over by them. */
  reasonFor(cells: JsonObject, table: string | undefined): Pick<UnreadTable, 'outcome' | 'reason'> {
    return this.of(cells, table);
  }

  private of(cells: JsonObject, table: string | undefined): UnreadTable {
    const known = this.known.get(table);
    if (known !== undefined) return known;
    const columns = Object.keys(cells);
    const isInWords = columns.some((name) => /[A-Z .-]/.test(name));
    const isAsked = table === undefined || columns.some((name) => ASKED.test(name));
    const name = this.known.size < MAX_TABLES ? `the table “${shown(table ?? '')}”` : 'one more table';
    const made: UnreadTable = isAsked
      ? { isInWords, outcome: 'reject', reason: UNKNOWN_ROW }
      : { isInWords, outcome: 'skip', reason: `row of ${name}, which holds no requests` };
    if (this.known.size < MAX_TABLES) this.known.set(table, made);
    return made;
  }
}

/** Whoever made the table chose its name. */
function shown(name: string): string {
  const plain = name.slice(0, LONGEST_NAME).replace(/[^\p{L}\p{N}_ .$-]/gu, '?');
  return name.length <= LONGEST_NAME ? plain : `${plain}…`;
}
