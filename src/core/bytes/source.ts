/** Where bytes of a log come from. */
export interface Source {
  /** Path as the person gave it, or `-` for standard input. Used as the file's name everywhere. */
  path: string;
  /** File the bytes are read from: `path`, or the temporary copy of standard input. */
  file: string;
  compression: 'none' | 'gzip' | 'zstd';
  /** How the uncompressed text is written. Everything behind the reader is UTF-8. */
  encoding: 'utf8' | 'utf16le' | 'utf16be';
  /** Size on disk in bytes; 0 when unknown. */
  size: number;
}

/** A path that holds no log, with a sentence that says why. */
export interface Refusal {
  path: string;
  /** Bytes on disk, 0 when unknown. */
  size: number;
  error: string;
}

/** True when bytes of the text can be read from the middle of the file. */
export function isSeekable(source: Source): boolean {
  return source.compression === 'none' && source.encoding === 'utf8';
}
