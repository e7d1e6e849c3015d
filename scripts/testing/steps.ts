/** The steps of a test run, in stages that can be asked for by name. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT } from '../../test/fixtures/built-cli.ts';
import { ALL } from '../../test/harness/all.ts';
import { findChromium } from '../../test/harness/chromium.ts';
import { installEditor, Unreachable, type EditorName } from '../../test/harness/editors.ts';
import { runHostTests } from '../../test/harness/host-tests.ts';
import { hostReport } from './host-report.ts';
import { runTestFiles, type RunOptions } from './run-files.ts';
import type { Told } from './tally.ts';
import { isLater } from './tiers.ts';
import { tool } from '../tools.ts';

const ROOT = join(__dirname, '..', '..');

export const STAGES = ['build', 'unit', 'checks', 'view', 'host', 'ui'] as const;
export type Stage = (typeof STAGES)[number];

/** What is compiled with settings of its own. */
const ASSEMBLY = ['src/reader/bytes/kernel/assembly', 'src/reader/bytes/inflate/assembly'];
const PROJECTS = ['.', 'webview-ui', 'test/view'];

export type Write = (text: string) => void;

export interface Step {
  stage: Stage;
  name: string;
  /** @throws `Unreachable` or `NoBrowser` where it cannot run for want of a thing from outside */
  run: (write: Write) => Promise<Partial<Told>>;
}

/**
 * Steps in the order in which they start, as soon as there is room for one more. The long ones come first, and what only computes
 * gives way to those in a browser, whose tests come one by one: so no processor is left without work, and none waits for the last.
 * @param all also what is left to `npm run test:all`
 */
export function stepsOf(all: boolean): Step[] {
  const environment = all ? { [ALL]: '1' } : {};
  const view = testFiles('test/view', all);
  return [
    build,
    check('build', 'Package', join(ROOT, 'scripts', 'release', 'package.ts')),
    files('unit', 'Unit, property and golden tests', unitFiles(all), {
      ...{ coverage: all, givesWay: true, sharesProcesses: true, environment },
    }),
    files('view', 'View tests in Chromium', view, { oneByOne: true, environment }, findChromium),
    journeys('newest', all),
    check('checks', 'Lint and types', 'oxlint'),
    hostTests('newest'),
    ...(all ? [journeys('lowest', all), hostTests('lowest')] : []),
    check('checks', 'Format', 'oxfmt', ['--check']),
    check('checks', 'Dead exports', 'knip', ['--no-progress', '--no-config-hints']),
    // The linter has found what is wrong with types, and this holds it against the compiler that the project names.
    ...[...ASSEMBLY, ...(all ? PROJECTS : [])].map((project) =>
      check('checks', `Types of ${project}`, 'tsc', ['--noEmit', '-p', project]),
    ),
  ];
}

const build: Step = {
  stage: 'build',
  name: 'Build',
  run: async (write) => {
    const code = await tool(join(ROOT, 'esbuild.js'), ['--production', '--tests'], { write });
    // Tests that start the command need not build it again.
    if (code === 0) process.env[BUILT] = join(ROOT, 'dist', 'prompt-audit.js');
    return code === 0 ? { passed: 1 } : { failed: 1 };
  },
};

/** A program that passes as one test when it ends with 0. */
function check(
  stage: Stage,
  name: string,
  script: string,
  args: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
): Step {
  const run = async (write: Write): Promise<Partial<Told>> =>
    (await tool(script, args, { write, givesWay: true, environment })) === 0 ? { passed: 1 } : { failed: 1 };
  return { stage, name, run };
}

function files(
  stage: Stage,
  name: string,
  paths: readonly string[],
  options: RunOptions,
  needs?: () => Promise<unknown>,
): Step {
  const run = async (write: Write): Promise<Told> => {
    await needs?.();
    return runTestFiles(paths, stage, { ...options, write });
  };
  return { stage, name, run };
}

/** Test files below a folder. */
function testFiles(folder: string, all: boolean): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path).replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.test.ts') && (all || !isLater(path)))
    .sort();
}

/** Those that need neither an editor nor a browser. Those of the whole program are long, so they come before the many that are short. */
function unitFiles(all: boolean): string[] {
  return ['test', 'lab', 'scripts', 'src', 'webview-ui']
    .flatMap((folder) => testFiles(folder, all))
    .filter((path) => !/^test\/(?:view|host|ui)\//.test(path));
}

function hostTests(name: EditorName): Step {
  const run = async (write: Write): Promise<Told> => {
    const editor = await editorFor(name);
    write(`VS Code ${editor.version}\n`);
    return hostReport(await runHostTests(editor, ROOT), write);
  };
  return { stage: 'host', name: `Extension host tests in the ${name} VS Code`, run };
}

function journeys(name: EditorName, all: boolean): Step {
  const environment = { PROMPT_AUDIT_EDITOR: name, ...(all && { [ALL]: '1' }) };
  const title = `Tests of the packaged extension in the ${name} VS Code`;
  return files('ui', title, testFiles('test/ui', all), { oneByOne: true, environment }, () => editorFor(name));
}

async function editorFor(name: EditorName): ReturnType<typeof installEditor> {
  if (process.platform === 'win32')
    throw new Unreachable(
      'The VS Code server from npm does not run on Windows. `npm run test:electron` runs the host tests there.',
    );
  await findChromium();
  return installEditor(name);
}
