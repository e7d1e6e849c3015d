/** Where bytes of a log come from. */
export interface Source {
  /** Path as the person gave it, or `-` for standard input. Used as the file's name everywhere. */
  path: string;
  compression: 'none' | 'gzip' | 'zstd';
  /** Size on disk in bytes; 0 when unknown. */
  size: number;
}
