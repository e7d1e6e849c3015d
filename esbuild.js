/**
 * Builds everything that ships into `dist` and, with `--tests`, the tests that run inside VS Code into `out`.
 *
 *   node esbuild.js [--production] [--watch] [--tests]
 *   node esbuild.js --production --command=FOLDER
 *   node esbuild.js --list
 *
 * Without `--production` the code is readable and has source maps; the packaged extension has neither. `--command`
 * builds the command and its workers alone, below another folder. `--list` writes nothing and prints which files would end up in
 * `dist`, a line each.
 */
const { rmSync } = require('node:fs');
const { mkdir, writeFile } = require('node:fs/promises');
const path = require('node:path');
const esbuild = require('esbuild');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');
const command = process.argv.find((one) => one.startsWith('--command='))?.slice('--command='.length);

/** CommonJS has no `import.meta.url`, so each bundle defines it from its own path. */
const ownUrl = "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;";
const define = { 'import.meta.url': 'importMetaUrl' };

/**
 * Node 20.15 is the oldest Node the command line supports; VS Code 1.101 brings Node 22.
 * @type {esbuild.BuildOptions}
 */
const node = { platform: 'node', target: 'node20', format: 'cjs', banner: { js: ownUrl }, define };

/**
 * VS Code loads CommonJS, and esbuild cuts only modules of the other kind into pieces: `inPieces` brings them back.
 * @type {(name: string) => esbuild.BuildOptions}
 */
const pieces = (name) => ({
  platform: 'node',
  target: 'node20',
  format: 'esm',
  splitting: true,
  chunkNames: `dist/${name}-[hash]`,
  external: ['vscode'],
  write: false,
  plugins: [inPieces()],
});

/** @type {esbuild.BuildOptions} */
const browser = { platform: 'browser', target: 'es2022', format: 'iife' };

/**
 * The command and the workers share most of their code, so they are built together, in pieces: the package holds it once, and a
 * command loads what it needs.
 */
const commandOutput = {
  files: {
    'dist/prompt-audit': 'src/cli/main.ts',
    'dist/scan-worker': 'src/engine/pipeline/scan-worker.ts',
    'dist/audit-worker': 'src/extension/audit-worker.ts',
    'dist/explorer-worker': 'src/extension/explorer-worker.ts',
    'dist/entity-worker': 'src/extension/entity-worker.ts',
    'dist/reader': 'src/reader/index.ts',
  },
  runs: pieces('worker'),
};

/**
 * One line a build: which files it makes of what, and where they run. The extension has pieces of its own, which are cut for its
 * start alone. `cli` is the same command as `prompt-audit` in one file, for machines that are handed a single file.
 */
const outputs = [
  { files: { 'dist/extension': 'src/extension/extension.ts' }, runs: pieces('extension') },
  { files: { 'dist/cli': 'src/cli/main.ts' }, runs: node },
  commandOutput,
  { files: { 'dist/explorer': 'webview-ui/explorer/main.ts' }, runs: browser },
  { files: { 'dist/webview': 'webview-ui/main.ts' }, runs: browser },
];
/** Mocha finds its own files by their place in `node_modules`, so it stays there. */
const testHost = { ...node, external: ['vscode', 'mocha'] };
const testOutputs = [{ files: { 'out/test/host/index': 'test/host/index.ts' }, runs: testHost }];

/**
 * Each import of `vscode` would become a copy of all that the editor offers, hundreds of getters: for fifteen modules that is
 * half of the time in which the extension starts.
 */
const IMPORT_OF_EDITOR = /^import \* as (\w+) from "vscode";$/gm;

/**
 * What a piece takes from others. esbuild would look each name up at each use, through two getters, and reading takes 7% longer
 * so: it is taken once. A linter's rule lets no module change what it exports, and pieces that import each other are no build.
 */
const IMPORT_OF_PIECE = /^import \{([^}]*)\} from "(\.\/[^"]+)";$/gm;

/** @type {(all: string, names: string, piece: string) => string} */
const takenOnce = (_, names, piece) => `const {${names.replace(/ as /g, ': ')}} = require("${piece}");`;

/**
 * Pieces that import themselves by way of others: one would take names before they are there.
 * @param {readonly esbuild.OutputFile[]} files
 */
function piecesInRounds(files) {
  const imports = new Map(
    files.map(({ path: file, text }) => [
      path.resolve(file),
      Array.from(text.matchAll(IMPORT_OF_PIECE), ([, , piece = '']) => path.resolve(path.dirname(file), piece)),
    ]),
  );
  return [...imports].flatMap(([piece, own]) => {
    const reached = new Set(own);
    for (const next of reached) for (const further of imports.get(next) ?? []) reached.add(further);
    return reached.has(piece) ? [piece] : [];
  });
}

/** The pieces of the command that are smaller than this, in bytes, are written into one file: a file for each takes longer to find. */
const SMALL = 16_000;
const SMALL_PIECE = /^worker-[A-Z0-9]{8}\.js$/;

/**
 * Puts small pieces together in one file, each in a function of its own that runs when the piece is first asked for.
 * @param {readonly { file: string; code: string }[]} pieces
 */
function together(pieces) {
  const small = pieces.filter(({ file, code }) => SMALL_PIECE.test(path.basename(file)) && code.length < SMALL);
  const [first] = small;
  // A file can have one source map.
  if (first === undefined || !production) return pieces;
  const made = small.map(({ file, code }) => `${JSON.stringify(path.basename(file))}(module, exports) {\n${code}}`);
  const code = `const made = {\n${made.join(',\n')}\n};
const taken = {};
exports.take = (name) => {
  if (taken[name] === undefined) made[name]((taken[name] = { exports: {} }), taken[name].exports);
  return taken[name].exports;
};
`;
  const file = path.join(path.dirname(first.file), 'worker-pieces.js');
  const names = small.map(({ file: one }) => path.basename(one).replace('.', '\\.')).join('|');
  const asked = new RegExp(`require\\("\\./(${names})"\\)`, 'g');
  return [...pieces.filter((piece) => !small.includes(piece)), { file, code }].map((piece) => ({
    file: piece.file,
    code: piece.code.replace(asked, 'require("./worker-pieces.js").take("$1")'),
  }));
}

/**
 * Writes the pieces of a bundle as CommonJS, and what they import later as `require` at that time.
 * @returns {esbuild.Plugin}
 */
function inPieces() {
  return {
    name: 'pieces',
    setup(build) {
      build.onEnd(async ({ outputFiles = [] }) => {
        const rounds = piecesInRounds(outputFiles);
        if (rounds.length > 0) throw new Error(`Pieces of the bundle import each other: ${rounds.join(', ')}.`);
        const pieces = await Promise.all(
          outputFiles.map(async ({ path: file, text }) => {
            const own = text
              .replace(IMPORT_OF_EDITOR, 'const $1 = require("vscode");')
              .replace(IMPORT_OF_PIECE, takenOnce);
            const { code } = await esbuild.transform(own, pieceOptions);
            return { file, code };
          }),
        );
        for (const { file, code } of together(pieces)) {
          await mkdir(path.dirname(file), { recursive: true });
          await writeFile(file, code);
        }
      });
    },
  };
}

/** @type {esbuild.TransformOptions} */
const pieceOptions = {
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: production,
  sourcemap: production ? false : 'inline',
  banner: ownUrl,
  define,
  supported: { 'dynamic-import': false },
};

/**
 * @param {{ files: Record<string, string>; runs: esbuild.BuildOptions }} output
 * @returns {esbuild.BuildOptions}
 */
function options({ files, runs }) {
  return {
    ...runs,
    absWorkingDir: __dirname,
    entryPoints: files,
    outdir: '.',
    bundle: true,
    // Pieces are made small when they are written.
    minify: production && !runs.splitting,
    sourcemap: production ? false : runs.splitting ? 'inline' : 'linked',
    legalComments: production ? 'none' : 'inline',
    logLevel: 'warning',
  };
}

async function list() {
  const results = await Promise.all(
    outputs.map((output) => esbuild.build({ ...options(output), plugins: [], write: false, metafile: true })),
  );
  const files = new Set(results.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  console.log([...files].sort().join('\n'));
}

async function main() {
  if (process.argv.includes('--list')) {
    await list();
    return;
  }
  if (command !== undefined) {
    await esbuild.build({ ...options(commandOutput), outdir: path.resolve(command) });
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
