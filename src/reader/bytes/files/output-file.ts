/**
 * The only way text leaves the program: to a file, a device, a pipe or standard output. A file is written in a separate
 * folder next to its destination and moved there when complete, so readers see the old file or the new one, never half
 * of one, and nobody can guess its name and plant a link there.
 */
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Calls to the system, so that tests can let each of them fail. */
export type FileCalls = Pick<
  typeof fs,
  'mkdtempSync' | 'openSync' | 'writeSync' | 'fsyncSync' | 'closeSync' | 'renameSync' | 'unlinkSync' | 'rmdirSync'
>;

const BATCH_BYTES = 1 << 20;
/** Pause in ms before a pipe that is full is tried again. */
const RETRY_PAUSE_MS = 5;

const unfinished = new Set<OutputFile>();
let cleansUp = false;

export class OutputFile {
  private readonly target: string;
  /** Folder next to the place that holds the file until it is whole; undefined for devices and pipes. */
  private readonly folder: string | undefined;
  private readonly handle: number;
  private isOpen = true;
  private batch: string[] = [];
  private size = 0;

  /**
   * @param path a link is followed, and the file keeps its mode
   * @throws what the system says, with the path as it was given: so do all methods but `discard`
   */
  constructor(
    private readonly path: string,
    private readonly calls: FileCalls = fs,
  ) {
    try {
      this.target = realPath(path);
      const known = fs.statSync(this.target, { throwIfNoEntry: false });
      if (known?.isDirectory()) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' });
      if (known !== undefined && !known.isFile()) {
        this.handle = calls.openSync(this.target, 'w');
        return;
      }
      this.folder = calls.mkdtempSync(join(dirname(this.target), '.prompt-audit-'));
      try {
        this.handle = calls.openSync(this.temporary(this.folder), 'wx', known && known.mode & 0o777);
      } catch (error) {
        quietly(() => calls.rmdirSync(this.folder!));
        throw error;
      }
    } catch (error) {
      throw named(error, path);
    }
    removeOnExit(this);
  }

  /** Text of any length. It may stay in memory until there is enough of it. */
  write(text: string): void {
    this.batch.push(text);
    this.size += text.length;
    if (this.size >= BATCH_BYTES) this.flush();
  }

  /** Writes the rest and puts the file in its place. */
  end(): void {
    this.flush();
    try {
      if (this.folder !== undefined) this.calls.fsyncSync(this.handle);
      this.isOpen = false;
      this.calls.closeSync(this.handle);
      if (this.folder !== undefined) this.calls.renameSync(this.temporary(this.folder), this.target);
    } catch (error) {
      throw named(error, this.path);
    }
    unfinished.delete(this);
    if (this.folder !== undefined) quietly(() => this.calls.rmdirSync(this.folder!));
  }

  /** Leaves nothing behind; the old file stays as it was. Does nothing to a complete file. Never throws. */
  discard(): void {
    if (this.isOpen) quietly(() => this.calls.closeSync(this.handle));
    this.isOpen = false;
    if (!unfinished.delete(this) || this.folder === undefined) return;
    quietly(() => this.calls.unlinkSync(this.temporary(this.folder!)));
    quietly(() => this.calls.rmdirSync(this.folder!));
  }

  private flush(): void {
    const text = this.batch.join('');
    this.batch = [];
    this.size = 0;
    try {
      writeText(this.handle, text, this.calls);
    } catch (error) {
      throw named(error, this.path);
    }
  }

  private temporary(folder: string): string {
    return join(folder, basename(this.target));
  }
}

/** Writes all of a text to an open file, and waits where a pipe is full. */
export function writeText(handle: number, text: string, calls: Pick<FileCalls, 'writeSync'> = fs): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(calls.writeSync(handle, rest));
    } catch (error) {
      if (!(error instanceof Error) || (error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_PAUSE_MS);
    }
  }
}

/** A system error with the name that the person knows. */
export function named(error: unknown, path: string): unknown {
  return error instanceof Error ? Object.assign(error, { path }) : error;
}

function realPath(path: string): string {
  try {
    return fs.realpathSync(path);
  } catch {
    return path;
  }
}

/** A second Ctrl-C ends the process without running any `finally`. */
function removeOnExit(output: OutputFile): void {
  unfinished.add(output);
  if (cleansUp) return;
  cleansUp = true;
  process.once('exit', () => {
    for (const left of unfinished) left.discard();
  });
}

/** What fails while something else has failed, or during cleanup, is not worth a message. */
function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // Nothing more can be done about it.
  }
}
