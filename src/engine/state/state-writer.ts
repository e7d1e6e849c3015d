import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { MANIFEST, manifestText, type Reading, type TableFile } from './manifest.ts';
import { TableWriter } from './table-writer.ts';
import { KINDS, type StateKind, type TableName, TABLES } from './tables.ts';

type Writers = { [N in TableName]: TableWriter<(typeof TABLES)[N]> };

/**
 * Writes a state: a folder that only its owner may open, next to its place until it is whole. What a step that failed leaves is never
 * taken for a state.
 */
export class StateWriter {
  private readonly open = new Map<TableName, { file: string; writer: { end: TableWriter<never>['end'] } }>();
  private readonly files = new Map<TableName, TableFile[]>();

  private constructor(
    private readonly target: string,
    private readonly folder: string,
    private readonly kind: StateKind,
    private readonly reading: Reading,
  ) {}

  /** @throws InputError when something is in its place: a state is never written over */
  static async create(target: string, kind: StateKind, reading: Reading): Promise<StateWriter> {
    if (existsSync(target)) throw alreadyThere(target);
    const folder = join(dirname(target), `.prompt-audit-${randomUUID()}`);
    await mkdir(dirname(target), { recursive: true });
    await mkdir(folder, { mode: 0o700 });
    return new StateWriter(target, folder, kind, reading);
  }

  /** The writer of a table, which is opened when it is first asked for. */
  table<N extends TableName>(name: N): Writers[N] {
    const known = this.open.get(name);
    if (known !== undefined) return known.writer as Writers[N];
    const file = `${name}-${this.files.get(name)?.length ?? 0}.parquet`;
    const writer = new TableWriter(join(this.folder, file), TABLES[name]);
    this.open.set(name, { file, writer });
    return writer as Writers[N];
  }

  /** What is written to the table from now on goes to another file, in an order of its own. */
  endFile(name: TableName): void {
    const known = this.open.get(name);
    if (known === undefined) return;
    this.open.delete(name);
    this.files.set(name, [...(this.files.get(name) ?? []), { file: known.file, ...known.writer.end() }]);
  }

  /** Puts the state in its place. */
  async end(thinned = false): Promise<void> {
    for (const name of KINDS[this.kind]) {
      // Each table is there, if without rows: engines look for all of them.
      if (!this.files.has(name)) this.table(name);
      this.endFile(name);
    }
    const tables = Object.fromEntries(KINDS[this.kind].map((name) => [name, this.files.get(name) ?? []]));
    const text = manifestText({ kind: this.kind, reading: this.reading, thinned, tables });
    await writeFile(join(this.folder, MANIFEST), text, { mode: 0o600 });
    await rename(this.folder, this.target).catch((error: unknown) => {
      // A scheduler may run a task twice, and the other one was faster.
      throw existsSync(this.target) ? alreadyThere(this.target) : error;
    });
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

const alreadyThere = (target: string): InputError =>
  new InputError(`${target} already exists. Name a folder that does not.`);
