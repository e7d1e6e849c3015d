/** Packs `dist` into the extension that can be installed: `npm run package` builds it first. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { packExtension } from '../../test/harness/vsix.ts';

async function main(): Promise<void> {
  const path = await packExtension(join(__dirname, '..', '..'));
  console.log(`${path}: ${Math.round(statSync(path).size / 1024)} KB`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
