/**
 * Walks the packaged extension through a whole investigation and saves the pictures of the documentation and the walkthrough. With
 * `--theme NAME` it saves a picture of each step in that theme to `test/results/story` instead, to look at.
 *
 * The pictures of the walkthrough are part of the package, and too large as they are taken: a palette of 256 colours without dithering, then
 * `zopflipng`, leave two fifths of them. The test of the package fails without.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runTestFiles } from './testing/run-files.ts';

const ROOT = join(__dirname, '..');

async function main(): Promise<void> {
  const { theme } = parseArgs({ options: { theme: { type: 'string' } } }).values;
  const environment =
    theme === undefined
      ? {
          PROMPT_AUDIT_PICTURES: join(ROOT, 'docs', 'images'),
          PROMPT_AUDIT_WALKTHROUGH: join(ROOT, 'media', 'walkthrough'),
        }
      : { PROMPT_AUDIT_THEME: theme, PROMPT_AUDIT_RESULTS: join(ROOT, 'test', 'results', 'story', theme) };
  const { failed } = await runTestFiles([join('test', 'ui', 'story.test.ts')], 'ui', { oneByOne: true, environment });
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
