/**
 * Makes all files of a release in the folder `release`: `npm run release`, which builds first. It publishes nothing. The same
 * commit gives the same bytes with the same Node.
 */
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { npm, run } from '../../test/harness/processes.ts';
import { packExtension, VSIX } from '../../test/harness/vsix.ts';
import { checksums, packContainer, packSpark, provenance } from './release-parts.ts';

const ROOT = join(__dirname, '..', '..');
const TARGET = join(ROOT, 'release');
const NAME = `prompt-traffic-audit-${packageJson.version}`;

async function must(finished: Promise<{ code: number | null; output: string }>): Promise<string> {
  const { code, output } = await finished;
  if (code !== 0) throw new Error(output);
  return output.trim();
}

async function main(): Promise<void> {
  rmSync(TARGET, { recursive: true, force: true });
  mkdirSync(TARGET);
  await packExtension(ROOT, join(TARGET, VSIX));
  await must(npm(['pack', '--ignore-scripts', '--pack-destination', TARGET], { cwd: ROOT }));
  await packContainer(ROOT, join(TARGET, `${NAME}-container.tar.gz`));
  await packSpark(ROOT, join(TARGET, `${NAME}-spark.tar.gz`));
  await must(npm(['run', 'sbom'], { cwd: ROOT }));
  for (const name of ['prompt-traffic-audit.cdx.json', 'action.yml']) cpSync(join(ROOT, name), join(TARGET, name));
  const git = (...args: string[]): Promise<string> => must(run('git', args, { cwd: ROOT }));
  const origin = {
    commit: await git('rev-parse', 'HEAD'),
    changed: (await git('status', '--porcelain')) !== '',
    repository: packageJson.repository.url,
    node: process.version,
  };
  const names = readdirSync(TARGET).sort();
  const statement = provenance(TARGET, names, origin, join(ROOT, 'package-lock.json'));
  writeFileSync(join(TARGET, 'provenance.intoto.json'), `${JSON.stringify(statement, null, 2)}\n`);
  writeFileSync(join(TARGET, 'SHA256SUMS'), checksums(TARGET, [...names, 'provenance.intoto.json']));
  for (const name of readdirSync(TARGET))
    console.log(`release/${name}: ${Math.ceil(statSync(join(TARGET, name)).size / 1024)} KB`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
