/** Writes the list of files that the extension holds, `test/golden/package/files.txt`, of what is built: `npm run regenerate`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packedFiles } from '../../test/harness/vsix.ts';

const ROOT = join(__dirname, '..', '..');
const LIST = join(ROOT, 'test/golden/package/files.txt');

/** The list as it was recorded. */
export const recordedList = (): string => readFileSync(LIST, 'utf8');

/** The list of these files, without the digests that builds put into names. */
export const packedList = (files: readonly string[]): string =>
  `${[...new Set(files.map((file) => file.replace(/(extension|worker)-[A-Z0-9]{8}/, '$1-DIGEST')))].sort().join('\n')}\n`;

async function main(): Promise<void> {
  console.log('Pack the extension, to list its files');
  writeFileSync(LIST, packedList(await packedFiles(ROOT)));
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
