/** Walks the packaged extension through a whole investigation and saves the pictures of the documentation. */
import { join } from 'node:path';
import { runTestFiles } from './test-files.ts';

const ROOT = join(__dirname, '..');

async function main(): Promise<void> {
  const environment = { PROMPT_AUDIT_PICTURES: join(ROOT, 'docs', 'images') };
  const { failed } = await runTestFiles([join('test', 'ui', 'story.test.ts')], { oneByOne: true, environment });
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
