/** What rules made of logs that are followed, so that each report reads only what was written since the one before. */
import { stat } from 'node:fs/promises';
import { lastCut } from '../../../reader/bytes/access/last-cut.ts';
import { beginsAs, type Fingerprint, fingerprintOf } from '../../../reader/bytes/files/fingerprint.ts';
import { isAlone, type Source } from '../../../reader/bytes/files/source.ts';
import { type SeenRequest, SeenRequests } from './seen-requests.ts';

/** Requests that match, some 200 bytes each, of one log: one with more is read again each time. */
const MAX_MATCHING = 100_000;
/** Other logs that one is compared with which is not known by its path: it may have been renamed. */
const MAX_OTHERS = 64;

interface KnownLog {
  /** Byte up to which it was read; null for a log that has to be read as a whole. */
  end: number | null;
  /** Of the file up to there. */
  print: Fingerprint;
  /** When the file was last written to, in ms; counts for a whole log only. */
  modifiedMs: number;
  seen: SeenRequests;
}

export class RuleMemory {
  #known = new Map<string, KnownLog>();
  /** Of the reading that is under way. */
  #read = new Map<string, KnownLog>();
  #open: { known: KnownLog | undefined; now: Omit<KnownLog, 'seen'> | undefined; seen: SeenRequests } | undefined;
  #isOff = false;

  /**
   * To be called before a log is read.
   * @param from byte before which none of its requests is judged any more
   * @returns what is known of it, and the byte to go on reading at; infinite where it has not changed
   */
  async open(source: Source, from: number): Promise<{ seen: SeenRequests; start: number }> {
    const now = this.#isOff ? undefined : await stateOf(source);
    const known = now && (await this.#find(source, now, from));
    const seen = known?.seen ?? new SeenRequests(from);
    const isUnchanged = known?.end === null;
    if (isUnchanged) this.#read.set(source.path, known);
    this.#open = isUnchanged ? undefined : { known, now, seen };
    return { seen, start: isUnchanged ? Infinity : (known?.end ?? 0) };
  }

  /** A request of the log that is open, in the order of the log. */
  add(request: SeenRequest): void {
    this.#open?.seen.add(request);
  }

  /** @param isWhole false where something that was read of the log cannot be relied on */
  async close(source: Source, isWhole: boolean): Promise<void> {
    if (this.#open === undefined) return;
    const { known, now, seen } = this.#open;
    this.#open = undefined;
    // Of a file that was replaced while it was read nothing is known.
    const state = isWhole && now && (await beginsAs(source.file, now.print)) ? now : known;
    if (state === undefined) return;
    seen.endAt(state.end ?? Infinity);
    if (seen.matching <= MAX_MATCHING) this.#read.set(source.path, { ...state, seen });
  }

  /** After all logs were read: those that are gone are forgotten. */
  end(): void {
    this.#known = this.#read;
    this.#read = new Map();
  }

  /** What rules make of a request depends on more than the log: everything is read each time. */
  turnOff(): void {
    this.#isOff = true;
    this.#open = undefined;
    this.#known.clear();
    this.#read.clear();
  }

  /** By its path, or else renamed. What is found is another log's no more. */
  async #find(source: Source, now: Omit<KnownLog, 'seen'>, from: number): Promise<KnownLog | undefined> {
    const own = this.#known.get(source.path);
    const others = isAlone(source) ? [...this.#known].filter(([path]) => path !== source.path) : [];
    for (const [path, log] of [...(own ? [[source.path, own] as const] : []), ...others.slice(-MAX_OTHERS)]) {
      if (log.seen.from > from || !isSame(log, now) || !(await beginsAs(source.file, log.print))) continue;
      this.#known.delete(path);
      return { ...log, seen: log.seen.since(from) };
    }
    return undefined;
  }
}

function isSame(known: KnownLog, now: Omit<KnownLog, 'seen'>): boolean {
  if (known.end === null || now.end === null) {
    return known.end === now.end && known.print.bytes === now.print.bytes && known.modifiedMs === now.modifiedMs;
  }
  return known.end <= now.end;
}

/** How far a log can be known as it is now; undefined for a file that cannot be read. */
async function stateOf(source: Source): Promise<Omit<KnownLog, 'seen'> | undefined> {
  const facts = await stat(source.file).catch(() => undefined);
  if (facts === undefined) return undefined;
  const cut = await lastCut(source);
  const print = await fingerprintOf(source.file, cut === 0 ? facts.size : cut).catch(() => undefined);
  return print && { end: cut === 0 ? null : cut, print, modifiedMs: facts.mtimeMs };
}
