/** Remembers beyond the window that a scan runs: one that the end of the window cuts off leaves no results and no word. */
import * as v from 'valibot';
import type { Memento } from 'vscode';
import { guardOf } from '../../schema/guard.ts';

/** What is scanned, by absolute paths, and its title. */
const Scanned = v.object({ sources: v.array(v.string()), title: v.string() });
export type Scanned = v.InferOutput<typeof Scanned>;
const isScanned = guardOf(Scanned);

const KEY = 'promptAudit.running';

export class RunningMark {
  /** @param state that of the workspace */
  constructor(private readonly state: Memento) {}

  set(scan: Scanned): Thenable<void> {
    return this.state.update(KEY, scan);
  }

  clear(): Thenable<void> {
    return this.state.update(KEY, undefined);
  }

  /** The scan of an earlier window that did not finish, once. */
  async take(): Promise<Scanned | undefined> {
    const unfinished = this.state.get<unknown>(KEY);
    if (unfinished !== undefined) await this.clear();
    return isScanned(unfinished) ? unfinished : undefined;
  }
}
