/** How the command line writes files. */
export { batches, writeFile } from '../../reader/bytes/files/write-file.ts';
