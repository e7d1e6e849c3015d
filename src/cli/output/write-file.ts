/** How the command line writes files. */
export { batches, writeFile } from '../../core/bytes/files/write-file.ts';
