import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeSpoolFolder } from '../../reader/bytes/sources/spools.ts';
import { buffersOf, discard } from '../../math/columns.ts';
import { StoredColumns } from '../../math/stored-columns.ts';
import { ROW, type RowColumns } from '../table/request-row.ts';
import { FactTable } from '../table/fact-table.ts';
import { RequestTable } from '../table/request-table.ts';
import { CLAUSE } from '../table/clause-columns.ts';
import { type StoredTexts, TEXT_COLUMNS } from '../table/text-pool.ts';

/** Rows that are held before they go to the file: some 8 MB. */
const MAX_ROWS = 1 << 16;

/** Takes the rows of a table that grows to a file, again and again, so that memory holds few of them. */
export class StoredRows {
  /** Rows in the file. */
  length = 0;
  readonly facts = new FactTable();

  private constructor(
    private readonly columns: StoredColumns<typeof ROW>,
    private readonly texts: StoredTexts,
    private readonly textsAtOnce: boolean,
    private readonly mostRows: number,
  ) {}

  /** @param mostRows that are held, at most; `textsAtOnce`: whether texts go to files as well, or when `TextPool.store` is called */
  static async create({ mostRows = MAX_ROWS, textsAtOnce = true, kept = 0 } = {}): Promise<StoredRows> {
    const folder = await makeSpoolFolder();
    const columns = new StoredColumns(join(folder, 'requests'), ROW, kept);
    const texts = {
      texts: new StoredColumns(join(folder, 'texts'), TEXT_COLUMNS),
      clauses: new StoredColumns(join(folder, 'clauses'), CLAUSE),
    };
    // The file is there as long as it is open. A system that does not allow this keeps it until the next process sweeps.
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    return new StoredRows(columns, texts, textsAtOnce, Math.min(mostRows, MAX_ROWS));
  }

  /** Columns of the rows in the file. */
  get rows(): RowColumns {
    return this.columns.columns;
  }

  /** The table, or where it has many rows, an empty one in its place that goes on with its names and texts. */
  take(table: RequestTable): RequestTable {
    return table.length < this.mostRows ? table : this.empty(table);
  }

  /** A table of all rows. */
  end(table: RequestTable): RequestTable {
    const { names, texts } = this.empty(table);
    texts.files = this.texts;
    if (this.textsAtOnce) texts.store();
    return RequestTable.stored({ rows: this.columns, length: this.length, names, texts, facts: this.facts });
  }

  private empty(table: RequestTable): RequestTable {
    this.columns.append(table.rows, table.length);
    this.facts.merge(table.facts, this.length);
    this.length += table.length;
    discard(buffersOf(table.rows));
    const next = new RequestTable();
    next.names = table.names;
    next.texts = table.texts;
    return next;
  }
}
