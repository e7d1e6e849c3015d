import { closeSync, fsyncSync, openSync, renameSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const BATCH_BYTES = 1 << 20;
const STANDARD_OUTPUT = 1;
/** Pause in ms before a pipe that is full is tried again. */
const PATIENCE = 5;

/**
 * Writes lines as they come and keeps at most a megabyte of them: a log of any size is converted in the same memory. A
 * file is written beside its place and moved there at the end, so that readers see the old one or the whole new one.
 */
export class LineWriter {
  private readonly file: number;
  private readonly target: string | undefined;
  private readonly temporary: string | undefined;
  private isDone = false;
  private batch: string[] = [];
  private size = 0;

  /** @param path file to write; undefined for standard output */
  constructor(path: string | undefined) {
    this.target = path;
    if (path === undefined) {
      this.file = STANDARD_OUTPUT;
      return;
    }
    const isPlace = statSync(path, { throwIfNoEntry: false })?.isFile() !== false;
    if (isPlace) this.temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
    this.file = openSync(this.temporary ?? path, 'w');
  }

  line(text: string): void {
    this.batch.push(text, '\n');
    this.size += text.length + 1;
    if (this.size >= BATCH_BYTES) this.flush();
  }

  /** Writes the rest and puts the file in its place. */
  end(): void {
    this.flush();
    this.isDone = true;
    if (this.target === undefined) return;
    if (this.temporary !== undefined) fsyncSync(this.file);
    closeSync(this.file);
    if (this.temporary !== undefined) renameSync(this.temporary, this.target);
  }

  /** Leaves nothing behind, unless the file is whole. */
  discard(): void {
    if (this.target === undefined || this.isDone) return;
    closeSync(this.file);
    if (this.temporary !== undefined) unlinkSync(this.temporary);
  }

  private flush(): void {
    let rest = Buffer.from(this.batch.join(''));
    this.batch = [];
    this.size = 0;
    while (rest.length > 0) rest = rest.subarray(this.write(rest));
  }

  private write(bytes: Buffer): number {
    try {
      return writeSync(this.file, bytes);
    } catch (error) {
      if (!(error instanceof Error) || (error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PATIENCE);
      return 0;
    }
  }
}
