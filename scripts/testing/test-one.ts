/**
 * Runs one test file, or a few, each in a process of its own: `npm run test:one -- src/text/visible.test.ts`.
 *
 * What follows the files is for Node, for example `--test-name-pattern=counted`. A debugger that started this follows into the test.
 */
import { existsSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { bundleTest } from './bundle.ts';
import { node } from '../tools.ts';

async function main(): Promise<void> {
  const given = process.argv.slice(2);
  const files = given.filter((one) => !one.startsWith('-'));
  if (files.length === 0) throw new Error('Name a test file: npm run test:one -- src/text/visible.test.ts');
  const wrong = files.find((file) => !file.endsWith('.test.ts') || !existsSync(file));
  if (wrong !== undefined) throw new Error(`${wrong} is no test file.`);
  const inHost = files.find((file) => /^test[/\\]host\b/.test(normalize(file)));
  if (inHost !== undefined) throw new Error(`${inHost} runs with all of the extension host: npm test -- build host`);
  for (const file of files) {
    const bundle = await bundleTest(file, join('out', 'one'));
    const options = ['--enable-source-maps', '--test-reporter=spec', ...given.filter((one) => one.startsWith('-'))];
    const code = await node([...options, bundle]);
    if (code !== 0) process.exitCode = code;
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
