/** Slices as numbers: where there are millions of accounts, an object for each would be most of what a scan holds. */
import { allocate, reserve } from '../../math/columns.ts';

export interface Slice {
  account: number;
  template: number;
  /** Rows of the table, ascending in time. */
  rows: Uint32Array;
}

const COLUMNS = {
  account: 'u32',
  template: 'u32',
  /** Where its rows begin, in which of the columns, and how many they are. */
  from: 'u32',
  column: 'u8',
  requests: 'u32',
} as const;

/** Slices of which a few are looked at. */
export type SliceList = Pick<readonly Slice[], 'length' | 'at'>;

/** What each account sent of one template, ascending by account. */
export interface SliceUses {
  accounts: Uint32Array;
  requests: Uint32Array;
}

/** Slices in the order of accounts and then of templates. */
export class SliceColumns {
  length = 0;
  /** Templates in the order of their first slices. */
  readonly templates: number[] = [];
  private readonly columns = allocate(COLUMNS, 0);
  /** Columns of rows. */
  private readonly buffers: ArrayBufferLike[] = [];
  /** The first slice of each account; that of the next one where it has none. */
  private readonly first: Uint32Array;
  /** Slices of each template, one after the other, and where those of the next one begin. */
  private byTemplate = new Uint32Array(0);
  private readonly end: Uint32Array;
  private before = 0;

  /** @param accounts all numbers are below this */
  constructor(accounts: number, templates: number) {
    this.first = new Uint32Array(accounts + 1);
    this.end = new Uint32Array(templates);
  }

  /** Adds slices of an account, whose number is higher than all before: of each template so many rows, which stand together. */
  add(account: number, templates: readonly number[], requests: Uint32Array, rows: Uint32Array): void {
    const column = this.columnOf(rows);
    let from = rows.byteOffset / rows.BYTES_PER_ELEMENT;
    this.first.fill(this.length, this.before + 1, account + 1);
    this.before = account;
    for (const template of templates) {
      reserve(COLUMNS, this.columns, this.length, this.length + 1);
      const { columns, length } = this;
      columns.account[length] = account;
      columns.template[length] = template;
      columns.from[length] = from;
      columns.column[length] = column;
      columns.requests[length] = requests[template]!;
      from += requests[template]!;
      if (this.end[template]!++ === 0) this.templates.push(template);
      this.length++;
    }
  }

  /** No more are added. */
  finish(): this {
    const { length, end, first, columns } = this;
    first.fill(length, this.before + 1);
    const next = new Uint32Array(end.length);
    for (let template = 1; template < end.length; template++) {
      next[template] = end[template - 1]!;
      end[template]! += end[template - 1]!;
    }
    this.byTemplate = new Uint32Array(length);
    for (let at = 0; at < length; at++) this.byTemplate[next[columns.template[at]!]!++] = at;
    return this;
  }

  has = (account: number): boolean => this.first[account]! < this.first[account + 1]!;

  /** Accounts that have slices, ascending. */
  accounts(): Uint32Array {
    return this.first
      .subarray(0, -1)
      .map((_, account) => account)
      .filter(this.has);
  }

  ofAccount(account: number): Slice[] {
    const slices: Slice[] = [];
    for (let at = this.first[account]!; at < this.first[account + 1]!; at++) slices.push(this.slice(at));
    return slices;
  }

  /** The rows of an account in all of its slices. */
  rowsOf(account: number): Uint32Array | undefined {
    if (!this.has(account)) return undefined;
    return this.rowsAt(this.first[account]!, this.first[account + 1]! - 1);
  }

  /** The rows of slices that stand together. */
  rowsAt(first: number, last = first): Uint32Array {
    const { from, requests, column } = this.columns;
    const [start, end] = [from[first]!, from[last]! + requests[last]!];
    return new Uint32Array(this.buffers[column[first]!]!, start * Uint32Array.BYTES_PER_ELEMENT, end - start);
  }

  size(template: number): number {
    return (this.end[template] ?? 0) - (this.end[template - 1] ?? 0);
  }

  ofTemplate(template: number): Slice[] {
    const slices: Slice[] = [];
    for (const at of this.placesOf(template)) slices.push(this.slice(at));
    return slices;
  }

  /** The same, each of which is made when it is asked for. */
  seen(template: number): SliceList {
    const places = this.placesOf(template);
    return { length: places.length, at: (at) => (at < places.length ? this.slice(places[at]!) : undefined) };
  }

  /** The accounts that use a template, ascending, and how many requests of it each has. */
  uses(template: number): SliceUses {
    const { account, requests } = this.columns;
    const places = this.placesOf(template);
    return { accounts: places.map((at) => account[at]!), requests: places.map((at) => requests[at]!) };
  }

  private placesOf(template: number): Uint32Array {
    return this.byTemplate.subarray(this.end[template - 1] ?? 0, this.end[template]);
  }

  private slice(at: number): Slice {
    const { account, template } = this.columns;
    return new SeenSlice(account[at]!, template[at]!, this, at);
  }

  private columnOf({ buffer }: Uint32Array): number {
    const known = this.buffers.indexOf(buffer);
    return known < 0 ? this.buffers.push(buffer) - 1 : known;
  }
}

/** Its rows are looked for when they are asked for. */
class SeenSlice implements Slice {
  private seen: Uint32Array | undefined;

  constructor(
    readonly account: number,
    readonly template: number,
    private readonly all: SliceColumns,
    private readonly at: number,
  ) {}

  get rows(): Uint32Array {
    return (this.seen ??= this.all.rowsAt(this.at));
  }
}
