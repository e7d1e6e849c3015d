/**
 * Writes a software bill of materials in CycloneDX: `npm run sbom`. It is what `npm sbom` lists, with the packages that end
 * up in `dist` told from those that only build and test. The same packages give the same bytes.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../../test/harness/processes.ts';
import { bundledPackages } from './bundled-packages.ts';

const ROOT = join(__dirname, '..', '..');
const TARGET = join(ROOT, 'prompt-traffic-audit.cdx.json');

interface Component {
  name: string;
  group?: string;
  version: string;
  scope?: 'required' | 'optional' | 'excluded';
}

interface Bom {
  serialNumber?: string;
  metadata: { timestamp?: string };
  components: Component[];
}

async function main(): Promise<void> {
  const { code, output } = await npm(['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], { cwd: ROOT });
  if (code !== 0) throw new Error(output);
  const bom = JSON.parse(output.slice(output.indexOf('{'))) as Bom;
  const bundled = new Set((await bundledPackages()).map(({ name, version }) => `${name}@${version}`));
  for (const component of bom.components) {
    const name = component.group === undefined ? component.name : `${component.group}/${component.name}`;
    component.scope = bundled.has(`${name}@${component.version}`) ? 'required' : 'excluded';
  }
  const required = bom.components.filter(({ scope }) => scope === 'required').length;
  if (required < bundled.size) throw new Error(`${bundled.size} packages are bundled, ${required} are in the list.`);
  // A time and a random number would make every list another one.
  delete bom.metadata.timestamp;
  const digest = createHash('sha256').update(JSON.stringify(bom.components)).digest('hex');
  bom.serialNumber = `urn:uuid:${digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-5$3-8$4-$5')}`;
  writeFileSync(TARGET, `${JSON.stringify(bom, null, 2)}\n`);
  console.log(`${TARGET}: ${bom.components.length} packages, ${required} of them bundled`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
