/** Writes lines as they come, so that converting a log takes the same memory whatever its size. */
import { OutputFile, named, writeText } from '../../reader/bytes/files/output-file.ts';
import { STANDARD_OUTPUT } from './terminal.ts';

const BATCH = 1 << 20;

/** Where lines go: a file, see `OutputFile`, or standard output. */
export class LineWriter {
  private readonly file: OutputFile | undefined;
  private batch: string[] = [];
  private size = 0;

  /** @param path file to write; undefined for standard output */
  constructor(path: string | undefined) {
    if (path !== undefined) this.file = new OutputFile(path);
  }

  line(text: string): void {
    this.batch.push(text, '\n');
    this.size += text.length + 1;
    if (this.size >= BATCH) this.flush();
  }

  /** Writes the rest and moves the file into place. */
  end(): void {
    this.flush();
    this.file?.end();
  }

  /** Leaves nothing behind unless the file is complete. */
  discard(): void {
    this.file?.discard();
  }

  private flush(): void {
    const text = this.batch.join('');
    this.batch = [];
    this.size = 0;
    if (this.file !== undefined) return this.file.write(text);
    try {
      writeText(1, text);
    } catch (error) {
      throw named(error, STANDARD_OUTPUT);
    }
  }
}
