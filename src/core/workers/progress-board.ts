/** Indexes into the shared counters. */
const STOP = 0;
const KIBIBYTES = 1;
const REQUESTS = 2;

/**
 * Counters in memory that all threads of a scan share: how far it is, and whether it is to stop. Workers read and write
 * them between blocks, so that no message has to wait for a turn of their event loop.
 */
export class ProgressBoard {
  readonly memory: SharedArrayBuffer;
  private readonly counters: Uint32Array;
  /** Bytes of this thread that do not fill a kibibyte yet. */
  private rest = 0;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(3 * Uint32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.counters = new Uint32Array(memory);
  }

  get stopped(): boolean {
    return Atomics.load(this.counters, STOP) === 1;
  }

  stop(): void {
    Atomics.store(this.counters, STOP, 1);
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
