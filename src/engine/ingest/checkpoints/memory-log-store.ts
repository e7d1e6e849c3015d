import path from 'node:path';
import { isAlone, type Source } from '../../../reader/bytes/files/source.ts';
import { RequestTable } from '../../table/request-table.ts';
import type { LogStore, SavedLog, StoredLogs } from './saved-log.ts';

/** Number of other logs to compare with one that is not known by its path: it may have been renamed. */
const MAX_OTHERS = 64;

/** Keeps what was found in memory, as long as a log is followed. A rotated log is recognised under its new name. */
export class MemoryLogStore implements LogStore {
  private readonly logs = new Map<string, SavedLog>();

  load(source: Source): Promise<StoredLogs> {
    const key = path.resolve(source.path);
    const own = this.logs.get(key);
    const others = isAlone(source) ? [...this.logs.values()].filter((log) => log !== own).slice(-MAX_OTHERS) : [];
    return Promise.resolve({ logs: own === undefined ? others : [own, ...others], isKnownPath: own !== undefined });
  }

  save({ path: name }: Source, log: SavedLog): Promise<undefined> {
    const key = path.resolve(name);
    // After all others: those at the front are forgotten first.
    this.logs.delete(key);
    // Copied: a view would keep the whole scan's table alive.
    this.logs.set(key, { ...log, table: RequestTable.unpack(log.table).pack() });
    return Promise.resolve(undefined);
  }

  /** Forgets logs that are no longer read. */
  keepOnly(paths: Iterable<string>): void {
    const kept = new Set([...paths].map((name) => path.resolve(name)));
    for (const key of this.logs.keys()) if (!kept.has(key)) this.logs.delete(key);
  }
}
