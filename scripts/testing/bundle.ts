/**
 * Tests as bundles: node starts a bundled test in a fraction of the time that it takes to compile and load every module of it.
 *
 * Each module keeps the place of its source: `__dirname`, `__filename` and `import.meta` say where the `.ts` file stands.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build as bundle, transform, type BuildOptions, type Plugin, type TransformOptions } from 'esbuild';
import { words } from '../../src/schema/words.ts';

const ROOT = join(__dirname, '..', '..');

/** What is loaded from `node_modules` as it is: programs with native parts, and those too large to bundle. */
const EXTERNAL = words(`vscode @duckdb/node-api @vscode/vsce assemblyscript axe-core esbuild playwright-core
  prettier tsx typescript`);

const MENTIONS_ITS_PLACE = /\b(?:__dirname|__filename|import\.meta)\b/;

/** Gives a module the place of its source, on its first line, so that the numbers of its lines stay. */
const ownPlace: Plugin = {
  name: 'own-place',
  setup(build) {
    build.onLoad({ filter: /\.ts$/, namespace: 'file' }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (path.includes(`${sep}node_modules${sep}`) || !MENTIONS_ITS_PLACE.test(text)) return undefined;
      const place = { __dirname: dirname(path), __filename: path, importMetaUrl: pathToFileURL(path).href };
      const names = Object.entries(place).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
      return { loader: 'ts', contents: `const ${names.join(', ')};${text}` };
    });
  },
};

const target = { platform: 'node', target: 'node20' } as const;

/** Modules of packages have no other place than their bundle. A `var`, because a module of ours may say it again. */
const banner = "var importMetaUrl = require('node:url').pathToFileURL(__filename).href;";

const options: BuildOptions = {
  ...target,
  absWorkingDir: ROOT,
  outbase: ROOT,
  bundle: true,
  external: [...EXTERNAL],
  plugins: [ownPlace],
  define: {
    'import.meta.url': 'importMetaUrl',
    'import.meta.dirname': '__dirname',
    // No module of a test is the program that node was started with.
    'require.main': 'undefined',
  },
  sourcemap: 'inline',
  sourcesContent: false,
  logLevel: 'warning',
};

/**
 * Bundles test files together; what several of them need is written once, as a piece of its own.
 * @param files paths from the top of the project
 * @param folder where the bundles go, from the top of the project; it is emptied first
 * @returns the bundles' paths from the top of the project
 */
export async function bundleTests(files: readonly string[], folder: string): Promise<string[]> {
  await rm(join(ROOT, folder), { recursive: true, force: true });
  const { outputFiles } = await bundle({
    ...options,
    entryPoints: [...files],
    outdir: folder,
    format: 'esm',
    splitting: true,
    chunkNames: 'pieces/[hash]',
    write: false,
  });
  await Promise.all(
    outputFiles.map(async ({ path, text }) => {
      const { code } = await transform(text, pieceOptions);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, code);
    }),
  );
  return files.map((file) => bundleOf(file, folder));
}

/** Files that a process runs one after the other: to start one costs as much as most of them do. */
const TOGETHER = 25;

/** What changes its process, or waits for all tests of it: such a file has a process of its own. */
const OWN_PROCESS =
  /\b(?:process|workOf|child_process|worker_threads|globalThis|mock|mkdtemp\w*|scratchFolder|ScratchLog|audit|setLocal|speak|before|after)\b/;

/**
 * Puts bundles together whose tests leave their process as it was.
 * @param files paths of tests from the top of the project, in the order of their bundles
 * @returns what Node's test runner starts a process for each of
 */
export async function together(
  files: readonly string[],
  bundles: readonly string[],
  folder: string,
): Promise<string[]> {
  const alone: string[] = [];
  const shared: string[] = [];
  for (const [at, file] of files.entries())
    (OWN_PROCESS.test(await readFile(join(ROOT, file), 'utf8')) ? alone : shared).push(bundles[at]!);
  for (let from = 0; from < shared.length; from += TOGETHER) {
    const entry = join(folder, `together-${from / TOGETHER + 1}.js`);
    const suites = shared.slice(from, from + TOGETHER).map((bundled) => JSON.stringify(relative(folder, bundled)));
    const lines = suites.map((path) => `describe(${path}, () => require('./' + ${path}));`);
    await writeFile(join(ROOT, entry), `const { describe } = require('node:test');\n${lines.join('\n')}\n`);
    alone.push(entry);
  }
  return alone;
}

/** Pieces are CommonJS, like all that ships, so that a test can replace what a module of node offers. */
const pieceOptions: TransformOptions = {
  ...target,
  format: 'cjs',
  banner,
  sourcemap: 'inline',
  sourcesContent: false,
  supported: { 'dynamic-import': false },
};

/** Bundles one test file for itself, with all that it needs in one file. */
export async function bundleTest(file: string, folder: string): Promise<string> {
  await bundle({ ...options, entryPoints: [file], outdir: folder, format: 'cjs', banner: { js: banner } });
  return bundleOf(file, folder);
}

function bundleOf(file: string, folder: string): string {
  return join(folder, relative('.', file)).replace(/\.ts$/, '.js');
}
