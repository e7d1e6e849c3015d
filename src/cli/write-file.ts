/** How the command line writes files. */
export { batches, writeFile } from '../core/bytes/write-file.ts';
