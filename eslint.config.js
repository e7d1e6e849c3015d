const path = require('node:path');
const js = require('@eslint/js');
const { defineConfig } = require('eslint/config');
const tseslint = require('typescript-eslint');
const { circlesOf, importsOfProject } = require('./scripts/import-circles.js');
const { breach } = require('./scripts/walls.js');

/**
 * A rule on imports. Imports of types count.
 * @param {(file: string, specifier: string) => string | undefined} complaint what is wrong with an import; `file` is its
 * path from the top of the project, with slashes
 * @returns {import('eslint').Rule.RuleModule}
 */
function importRule(complaint) {
  return {
    meta: { type: 'problem', schema: [] },
    create(context) {
      const file = path.relative(__dirname, context.filename).split(path.sep).join('/');
      /** @param {{ source?: unknown }} node */
      const check = ({ source }) => {
        const literal = /** @type {import('estree').Literal | null | undefined} */ (source);
        if (typeof literal?.value !== 'string') return;
        const message = complaint(file, literal.value);
        if (message !== undefined) context.report({ node: literal, message });
      };
      return {
        ImportDeclaration: check,
        ExportNamedDeclaration: check,
        ExportAllDeclaration: check,
        ImportExpression: check,
        TSImportType: check,
      };
    },
  };
}

/** Every import that goes through a wall of `scripts/walls.js`. */
const walls = importRule(breach);

/**
 * The circle of each file that is in one, read when the first file is linted.
 * @type {Map<string, string[]> | undefined}
 */
let circles;

/** Every import that is part of a circle. */
const noCircles = importRule((file, specifier) => {
  circles ??= new Map(circlesOf(importsOfProject(__dirname)).flatMap((circle) => circle.map((one) => [one, circle])));
  const circle = circles.get(file);
  const target = path.posix.join(path.posix.dirname(file), specifier);
  if (!specifier.startsWith('.') || !circle?.includes(target)) return undefined;
  return `This import is part of a circle: ${circle.join(', ')}. Move what both need into a file of its own.`;
});

/** Pieces of the bundle take what they import once: see esbuild.js. */
const EXPORTED_LET = {
  selector: "ExportNamedDeclaration > VariableDeclaration[kind='let']",
  message: 'What is exported must not change: export a function that gives it.',
};

const MANY_ARGUMENTS = {
  selector: 'CallExpression[callee.property.name=/^(push|unshift|max|min)$/] > SpreadElement.arguments',
  message: 'A log may have more items than a call takes arguments: see src/math/lists/many.ts.',
};

module.exports = defineConfig(
  {
    ignores: [
      'dist/',
      'out/',
      'node_modules/',
      'coverage/',
      'test/results/',
      'demo-output/',
      'src/reader/bytes/*/assembly/',
    ],
  },
  {
    // No comment can switch a rule off.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    plugins: { project: { rules: { walls, 'no-circles': noCircles } } },
  },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    rules: {
      'project/walls': 'error',
      'project/no-circles': 'error',
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      // With noUncheckedIndexedAccess a `!` after an index is how code says that the index is in range.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A visible character matters less than a code point here: text is cut and escaped by code points on purpose.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Interfaces of VS Code are met by structure, and a type parameter may name what a caller passes through.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Forbids reading a constant enumeration out of a typed array.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] },
          ],
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', EXPORTED_LET] },
  },
  {
    files: ['src/engine/**/*.ts', 'src/reader/**/*.ts', 'src/math/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', EXPORTED_LET, MANY_ARGUMENTS] },
  },
  {
    files: ['webview-ui/**/*.ts'],
    rules: {
      // Log text is hostile: it reaches the page as text nodes only.
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
          property,
          message: 'Log text must never be read as HTML: set textContent.',
        })),
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "CallExpression[callee.property.name='html']", message: 'Log text must never be read as HTML.' },
      ],
    },
  },
  {
    // Build scripts are CommonJS; tsc checks their names.
    files: ['**/*.js'],
    languageOptions: { sourceType: 'commonjs' },
    rules: { 'no-undef': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
  // `npm test` leaves the rules that need types to `npm run test:all` and the hook where no product is: they take minutes.
  ...(process.env.PROMPT_AUDIT_LINT === 'quick'
    ? [{ files: ['**/*.test.ts', 'test/**', 'lab/**'], ...tseslint.configs.disableTypeChecked }]
    : []),
);
