/**
 * Builds everything that ships into `dist` and, with `--tests`, the tests that run inside VS Code into `out`.
 *
 *   node esbuild.js [--production] [--watch] [--tests]
 *   node esbuild.js --list
 *
 * Without `--production` the code is readable and has source maps; the packaged extension has neither. `--list` writes
 * nothing and prints which files would end up in `dist`, a line each.
 */
const { rmSync } = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');

/**
 * Node 20 is the oldest Node the command line supports; VS Code 1.101 brings Node 22.
 * CommonJS has no `import.meta.url`, so each bundle defines it from its own path.
 * @type {esbuild.BuildOptions}
 */
const node = {
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: { 'import.meta.url': 'importMetaUrl' },
};

/** @type {esbuild.BuildOptions} */
const extensionHost = { ...node, external: ['vscode'] };

/** @type {esbuild.BuildOptions} */
const browser = { platform: 'browser', target: 'es2022', format: 'iife' };

/** One line an output file: where it goes, where it starts, where it runs. Workers are files of their own. */
const outputs = [
  { out: 'dist/extension', entry: 'src/extension/extension.ts', runs: extensionHost },
  { out: 'dist/cli', entry: 'src/cli/main.ts', runs: node },
  { out: 'dist/scan-worker', entry: 'src/core/workers/scan-worker.ts', runs: node },
  { out: 'dist/audit-worker', entry: 'src/extension/audit-worker.ts', runs: node },
  { out: 'dist/explorer-worker', entry: 'src/extension/explorer-worker.ts', runs: node },
  { out: 'dist/explorer', entry: 'webview-ui/explorer/main.ts', runs: browser },
  { out: 'dist/webview', entry: 'webview-ui/main.ts', runs: browser },
];
/** Mocha finds its own files by their place in `node_modules`, so it stays there. */
const testHost = { ...extensionHost, external: ['vscode', 'mocha'] };
const testOutputs = [{ out: 'out/test/host/index', entry: 'test/host/index.ts', runs: testHost }];

/**
 * @param {{ out: string; entry: string; runs: esbuild.BuildOptions }} output
 * @returns {esbuild.BuildOptions}
 */
function options({ out, entry, runs }) {
  return {
    ...runs,
    absWorkingDir: __dirname,
    entryPoints: [{ in: entry, out }],
    outdir: '.',
    bundle: true,
    minify: production,
    sourcemap: production ? false : 'linked',
    legalComments: production ? 'none' : 'inline',
    logLevel: 'warning',
  };
}

async function list() {
  const results = await Promise.all(
    outputs.map((output) => esbuild.build({ ...options(output), write: false, metafile: true })),
  );
  const files = new Set(results.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  console.log([...files].sort().join('\n'));
}

async function main() {
  if (process.argv.includes('--list')) {
    await list();
    return;
  }
  if (production) rmSync(path.join(__dirname, 'dist'), { recursive: true, force: true });
  const wanted = tests ? [...outputs, ...testOutputs] : outputs;
  if (!watch) {
    await Promise.all(wanted.map((output) => esbuild.build(options(output))));
    return;
  }
  const contexts = await Promise.all(wanted.map((output) => esbuild.context(options(output))));
  await Promise.all(contexts.map((context) => context.watch()));
  console.log('esbuild: watching');
}

main().catch(() => {
  // esbuild has already printed what is wrong and where.
  process.exitCode = 1;
});
