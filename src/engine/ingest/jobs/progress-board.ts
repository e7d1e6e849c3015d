/** Indexes into the shared counters. */
const STOP = 0;
const KIBIBYTES = 1;
const REQUESTS = 2;
/** From here on each reader thread has its own counter. */
const BEATS = 3;

/**
 * Counters in memory that all threads of a scan share: how far it is, and whether it is to stop. Workers read and write
 * them between blocks, so that no message has to wait for a turn of their event loop.
 */
export class ProgressBoard {
  private readonly counters: Uint32Array;
  /** Bytes of this thread that do not fill a kibibyte yet. */
  private rest = 0;

  /**
   * @param memory of the board of another thread; absent for a new board
   * @param thread which of the threads this one is, from 0
   */
  constructor(
    readonly memory = boardMemory(1),
    private readonly thread = 0,
  ) {
    this.counters = new Uint32Array(memory);
  }

  get stopped(): boolean {
    return Atomics.load(this.counters, STOP) === 1;
  }

  stop(): void {
    Atomics.store(this.counters, STOP, 1);
  }

  /** Signals that this thread is still working. Called between blocks: a thread that hangs inside one falls silent. */
  beat(): void {
    Atomics.add(this.counters, BEATS + this.thread, 1);
  }

  /** Increases while that thread works. */
  beats(thread: number): number {
    return Atomics.load(this.counters, BEATS + thread);
  }

  /** Bytes read from disk by all threads, to a kibibyte. */
  get bytes(): number {
    return Atomics.load(this.counters, KIBIBYTES) * 1024;
  }

  get requests(): number {
    return Atomics.load(this.counters, REQUESTS);
  }

  addBytes(bytes: number): void {
    this.rest += bytes;
    Atomics.add(this.counters, KIBIBYTES, Math.floor(this.rest / 1024));
    this.rest %= 1024;
  }

  addRequests(requests: number): void {
    Atomics.add(this.counters, REQUESTS, requests);
  }
}

/** Memory for a board that so many threads write to. */
export function boardMemory(threads: number): SharedArrayBuffer {
  return new SharedArrayBuffer((BEATS + Math.max(1, threads)) * Uint32Array.BYTES_PER_ELEMENT);
}

/** What a reader thread is given: the board, and which of the threads it is. */
export interface ThreadData {
  memory: SharedArrayBuffer;
  thread: number;
}
