/**
 * Runs all tests, or only the stages named: `npm test`, `npm test -- unit view`.
 *
 * Every stage runs even when an earlier one failed, so that one run shows everything that is wrong. The last line
 * counts all of them; a check such as the linter counts as one test.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium, NoBrowser } from '../../test/harness/chromium.ts';
import { installEditor, Unreachable } from '../../test/harness/editors.ts';
import type { Editor, EditorName } from '../../test/harness/editors.ts';
import { runHostTests } from '../../test/harness/host-tests.ts';
import { printHostResults } from './host-report.ts';
import { runTestFiles } from './run-files.ts';
import { Tally } from './tally.ts';
import { tool } from '../tools.ts';

const ROOT = join(__dirname, '..', '..');
const tally = new Tally();

async function check(name: string, script: string, ...args: string[]): Promise<void> {
  tally.heading(name);
  tally.add((await tool(script, args)) === 0 ? { passed: 1 } : { failed: 1 });
}

async function checks(): Promise<void> {
  await check('Format', 'prettier', '--check', '.');
  await check('Lint', 'eslint', '.', '--max-warnings', '0');
  for (const project of ['.', 'webview-ui', 'test/view'])
    await check(`Types of ${project}`, 'tsc', '--noEmit', '-p', project);
}

async function build(): Promise<void> {
  await check('Build', join(ROOT, 'esbuild.js'), '--production', '--tests');
  await check('Package', join(ROOT, 'scripts', 'release', 'package.ts'));
}

/** Test files below a folder, except those that need an editor or a browser. */
function testFiles(folders: readonly string[], without: readonly string[] = []): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
    )
    .filter((path) => path.endsWith('.test.ts') && !without.some((folder) => path.startsWith(join(folder, '/'))))
    .sort();
}

async function unit(): Promise<void> {
  tally.heading('Unit, property and golden tests');
  const files = testFiles(['src', 'scripts', 'lab', 'webview-ui', 'test'], ['test/view', 'test/host', 'test/ui']);
  tally.add(await runTestFiles(files, 'unit'));
}

async function view(): Promise<void> {
  tally.heading('View tests in Chromium');
  await needing(findChromium, async () => {
    tally.add(await runTestFiles(testFiles(['test/view']), 'view', { oneByOne: true }));
  });
}

async function host(name: EditorName): Promise<void> {
  tally.heading(`Extension host tests in the ${name} VS Code`);
  await inEditor(name, async (editor) => {
    tally.add(printHostResults(await runHostTests(editor, ROOT)));
  });
}

async function ui(name: EditorName): Promise<void> {
  tally.heading(`Tests of the packaged extension in the ${name} VS Code`);
  await inEditor(name, async () => {
    const environment = { PROMPT_AUDIT_EDITOR: name };
    tally.add(await runTestFiles(testFiles(['test/ui']), 'ui', { oneByOne: true, environment }));
  });
}

async function inEditor(name: EditorName, act: (editor: Editor) => Promise<void>): Promise<void> {
  if (process.platform === 'win32') {
    tally.skip(
      'The VS Code server from npm does not run on Windows. `npm run test:electron` runs the host tests there.',
    );
    return;
  }
  await needing(
    async () => {
      await findChromium();
      return installEditor(name);
    },
    async (editor) => {
      console.log(`VS Code ${editor.version}`);
      await act(editor);
    },
  );
}

/** Does what needs a thing from outside; without a registry or a browser it skips and says so. */
async function needing<T>(get: () => Promise<T>, act: (thing: T) => Promise<void>): Promise<void> {
  try {
    await act(await get());
  } catch (error) {
    const missing = error instanceof Unreachable || error instanceof NoBrowser;
    if (missing) tally.skip(error.message);
    else tally.fail(error);
  }
}

const STAGES: Record<string, () => Promise<void>> = {
  checks,
  build,
  unit,
  view,
  host: async () => {
    await host('lowest');
    await host('newest');
  },
  ui: async () => {
    await ui('lowest');
    await ui('newest');
  },
};

async function main(): Promise<void> {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => STAGES[name] === undefined);
  if (unknown.length > 0)
    throw new Error(`No such stage: ${unknown.join(', ')}. There are ${Object.keys(STAGES).join(', ')}.`);
  for (const [name, run] of Object.entries(STAGES)) if (named.length === 0 || named.includes(name)) await run();
  tally.close();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
