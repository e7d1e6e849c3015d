/** Writes the licences of everything that is bundled into `THIRD-PARTY-NOTICES.txt`: `npm run notices`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BundledPackage, bundledPackages } from './bundled-packages.ts';

const RULE = '-'.repeat(80);

export function noticesText(packages: readonly BundledPackage[]): string {
  const parts = packages.map(
    ({ name, licence, text }) => `${name} (${licence})\n\n${text === '' ? 'It brings no text of its licence.' : text}`,
  );
  return ['Prompt Traffic Audit contains code of the packages below, each under its own licence.', ...parts, ''].join(
    `\n\n${RULE}\n\n`,
  );
}

async function main(): Promise<void> {
  const packages = await bundledPackages();
  writeFileSync(join(__dirname, '..', '..', 'THIRD-PARTY-NOTICES.txt'), noticesText(packages));
  console.log(`${packages.length} packages are bundled.`);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
