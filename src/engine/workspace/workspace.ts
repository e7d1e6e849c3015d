/**
 * Runs the steps of an analysis over one table of requests, and owns their columns. Each step says which values it reads by name and
 * gives others; it neither keeps nor frees anything. Between steps the workspace gives columns of the table back that were read from
 * a file, frees what no later step reads, and, where rows wait in a file, has what only later steps read wait there too: in a large log
 * the memory of all steps together would be several times that of the largest.
 */
import { type Column, discard, isColumn, LARGE } from '../../math/columns.ts';
import type { RequestTable } from '../table/request-table.ts';

/** Runs one step by itself. Neither it nor whoever asks may hold a column of the table after it. */
export function runStep<T>(table: RequestTable, run: () => T): T {
  const result = run();
  table.evict();
  return result;
}

interface Step {
  reads: readonly string[];
  run: (values: never) => unknown;
  isLarge: boolean;
}

/** Steps, of which each adds values to those that later ones can read. What is given stays with whoever gave it. */
export class Workspace<V extends object> {
  constructor(private readonly steps: readonly Step[] = []) {}

  step<K extends keyof V & string, O extends object>(
    reads: readonly K[],
    run: (values: Pick<V, K>) => O | Promise<O>,
  ): Workspace<V & O> {
    return new Workspace([...this.steps, { reads, run, isLarge: false }]);
  }

  /** A step that takes most of the memory: all that it does not read waits in the file meanwhile, where there is one. */
  largeStep<K extends keyof V & string, O extends object>(
    reads: readonly K[],
    run: (values: Pick<V, K>) => O | Promise<O>,
  ): Workspace<V & O> {
    return new Workspace([...this.steps, { reads, run, isLarge: true }]);
  }

  /** Runs all steps, of which none waits for another thread; gives the values that are asked for. */
  run<K extends keyof V & string>(table: RequestTable, given: Partial<V>, wanted: readonly K[]): Pick<V, K> {
    const running = this.results(table, given, wanted);
    let next = running.next();
    while (next.done !== true) next = running.next(next.value);
    return next.value as Pick<V, K>;
  }

  /** The same where steps wait for other threads. */
  async runBeside<K extends keyof V & string>(
    table: RequestTable,
    given: Partial<V>,
    wanted: readonly K[],
  ): Promise<Pick<V, K>> {
    const running = this.results(table, given, wanted);
    let next = running.next();
    while (next.done !== true) next = running.next(await next.value);
    return next.value as Pick<V, K>;
  }

  /** What each step gives, to be handed back once it is there. */
  private *results(table: RequestTable, given: object, wanted: readonly string[]): Generator<unknown, object, unknown> {
    const shelf = new Shelf(table, given);
    for (const [at, { reads, run, isLarge }] of this.steps.entries()) {
      if (isLarge) shelf.spillAllBut(reads);
      // Each step is given what it names, which types cannot follow through a list of steps.
      shelf.add((yield run(shelf.take(reads) as never)) as object);
      table.evict();
      shelf.freeAllBut([...this.steps.slice(at + 1).flatMap((step) => step.reads), ...wanted]);
    }
    return shelf.take(wanted);
  }
}

/** The values of a workspace: in memory, or waiting in the file of its table. */
class Shelf {
  private readonly values: Map<string, unknown>;
  private readonly given: ReadonlySet<string>;
  /** Reads columns of a value again. */
  private readonly waiting = new Map<string, Map<Column, () => Column>>();

  constructor(
    private readonly table: RequestTable,
    given: object,
  ) {
    this.values = new Map(Object.entries(given));
    this.given = new Set(this.values.keys());
  }

  add(values: object): void {
    for (const [name, value] of Object.entries(values)) this.values.set(name, value);
  }

  take(names: readonly string[]): object {
    for (const name of names) {
      const waiting = this.waiting.get(name);
      if (waiting === undefined) continue;
      this.waiting.delete(name);
      const again = replaceColumns(this.values.get(name), (column) => waiting.get(column)?.() ?? column);
      this.values.set(name, again);
    }
    return Object.fromEntries(names.map((name) => [name, this.values.get(name)]));
  }

  /** Lets go of what nobody will read. */
  freeAllBut(names: readonly string[]): void {
    const left = new Set(names);
    const dead = this.own().filter(([name]) => !left.has(name));
    for (const [name] of dead) this.values.delete(name);
    const used = this.uses();
    discard(
      dead.flatMap(([, value]) => columnsWithin(value).flatMap(({ buffer }) => (used.has(buffer) ? [] : buffer))),
    );
  }

  /** Columns that something else has as well stay in memory. */
  spillAllBut(names: readonly string[]): void {
    if (!this.table.isStored) return;
    const read = new Set(names);
    const uses = this.uses();
    for (const [name, value] of this.own()) {
      if (read.has(name)) continue;
      const waiting = this.waiting.get(name) ?? new Map<Column, () => Column>();
      for (const column of columnsWithin(value))
        if (column.byteLength >= LARGE && uses.get(column.buffer) === 1) waiting.set(column, this.table.spill(column));
      if (waiting.size > 0) this.waiting.set(name, waiting);
    }
  }

  private own(): [string, unknown][] {
    return [...this.values].filter(([name]) => !this.given.has(name));
  }

  /** How many columns stand in a piece of memory. What looks like a copy may be a column of the table, or of what was given. */
  private uses(): Map<ArrayBuffer, number> {
    const uses = new Map<ArrayBuffer, number>();
    const rows = this.table.isStored ? undefined : this.table.rows;
    for (const { buffer } of [rows, ...this.values.values()].flatMap(columnsWithin))
      uses.set(buffer, (uses.get(buffer) ?? 0) + 1);
    return uses;
  }
}

/** Whether something is no more than its fields: instances of classes own theirs. */
const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Columns that something is, or has as fields, or in fields of fields. */
function columnsWithin(value: unknown): Column[] {
  if (isColumn(value)) return [value];
  return isPlain(value) ? Object.values(value).flatMap(columnsWithin) : [];
}

/** The same with other columns. */
function replaceColumns(value: unknown, by: (column: Column) => Column): unknown {
  if (isColumn(value)) return by(value);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, replaceColumns(own, by)]));
}
