import * as vscode from 'vscode';
import type { LogSlice } from '../model/slice-plan.ts';
import { noticeText } from '../model/safe-text.ts';
import { fileWord } from '../model/words.ts';
import { sliceOf } from './slice-uri.ts';
import { t } from '../translated.ts';

/**
 * A slice is 2 MB unless a single line is longer. Beyond this a line is cut: an editor window shows the first 10,000
 * characters of a line at most.
 */
const MAX_LINE_BYTES = 8 * 1024 * 1024;

/** Slices kept in memory: an editor asks for size and content in turn, and people go back and forth. */
const MAX_CACHED_SLICES = 8;

/** Unpacking a log up to the slice takes longer than this only for large archives; then it is shown. */
const QUIET_MS = 500;

/**
 * Read-only documents, each a slice of a log that is too large or compressed for the text editor. A file system rather
 * than a content provider, because it states a size, shows a lock, and works with diagnostics.
 */
export class SliceFiles implements vscode.FileSystemProvider {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #kept = new Map<string, Promise<Buffer>>();

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const slice = sliceOf(uri);
    // Loaded with the first slice, as is the reader: most windows open none, and loading them delays the start.
    const { stat } = await import('node:fs/promises');
    const [bytes, facts] = await Promise.all([this.#read(uri, slice), stat(slice.file)]);
    return {
      type: vscode.FileType.File,
      size: bytes.length,
      ctime: facts.ctimeMs,
      mtime: facts.mtimeMs,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    // VS Code recognises a plain Uint8Array; a Buffer would arrive as an object.
    return new Uint8Array(await this.#read(uri, sliceOf(uri)));
  }

  /** Forgets what was read, when a log may have changed; open slices are read again. */
  forget(): void {
    const slices = [...this.#kept.keys()].map((key) => vscode.Uri.parse(key, true));
    this.#kept.clear();
    this.#changed.fire(slices.map((uri) => ({ type: vscode.FileChangeType.Changed, uri })));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readonly createDirectory = refuse;
  readonly writeFile = refuse;
  readonly delete = refuse;
  readonly rename = refuse;

  readDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.FileNotADirectory(uri);
  }

  #read(uri: vscode.Uri, slice: LogSlice): Promise<Buffer> {
    const key = uri.toString();
    const known = this.#kept.get(key);
    if (known) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known;
    }
    const reading = readShown(slice);
    this.#kept.set(key, reading);
    reading.catch(() => this.#kept.delete(key));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MAX_CACHED_SLICES) break;
      this.#kept.delete(oldest);
    }
    return reading;
  }
}

/** Reads the lines of a slice, with a progress notice and a way to stop when it takes long. */
async function readShown(slice: LogSlice): Promise<Buffer> {
  const { blankLoneReturns, readFileRange } = await import('../on-demand.ts');
  const stop = new AbortController();
  const reading = readFileRange(slice, MAX_LINE_BYTES, stop.signal).then(({ bytes, cut }) =>
    blankLoneReturns(cut ? wholeLines(bytes) : bytes),
  );
  const timer = setTimeout(() => {
    const title = noticeText(t('Unpacking {0} up to line {1}', fileWord(slice.file), slice.line));
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    void vscode.window.withProgress(options, (_, token) => {
      token.onCancellationRequested(() => stop.abort(new Error('Opening the log was cancelled.')));
      return reading.catch(() => undefined);
    });
  }, QUIET_MS);
  return reading.finally(() => clearTimeout(timer));
}

/** Ends at a line break, unless one line fills everything. */
function wholeLines(bytes: Buffer): Buffer {
  const last = bytes.lastIndexOf(0x0a);
  return last < 0 ? bytes : bytes.subarray(0, last + 1);
}

/** What changes a slice is refused: it is a part of a log. */
function refuse(uri: vscode.Uri): never {
  throw vscode.FileSystemError.NoPermissions(uri);
}
