/** Rules of the linter that only this project has: its walls, and what its log text and its pieces ask for. */
const path = require('node:path');
const { circlesOf, importsOfProject } = require('./import-circles.js');
const { breach } = require('./walls.js');

const ROOT = path.join(__dirname, '..');

/** @typedef {{ filename: string; report: (found: { node: object; message: string }) => void }} Context */
/** @typedef {{ source?: { value?: unknown } | null }} Import */
/** @typedef {{ type: string; name?: string; kind?: string; property?: Syntax }} Syntax */
/** @typedef {{ callee: Syntax; arguments: Syntax[] }} Call */
/** @typedef {{ declaration: Syntax | null }} Export */

/**
 * A rule on imports. Imports of types count.
 * @param {(file: string, specifier: string) => string | undefined} complaint what is wrong with an import; `file` is its
 * path from the top of the project, with slashes
 */
function importRule(complaint) {
  return {
    /** @param {Context} context */
    create(context) {
      const file = path.relative(ROOT, context.filename).split(path.sep).join('/');
      /** @param {Import} node */
      const check = ({ source }) => {
        if (typeof source?.value !== 'string') return;
        const message = complaint(file, source.value);
        if (message !== undefined) context.report({ node: source, message });
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

/**
 * The circle of each file that is in one, read when the first file is linted.
 * @type {Map<string, string[]> | undefined}
 */
let circles;

const noCircles = importRule((file, specifier) => {
  circles ??= new Map(circlesOf(importsOfProject(ROOT)).flatMap((circle) => circle.map((one) => [one, circle])));
  const circle = circles.get(file);
  const target = path.posix.join(path.posix.dirname(file), specifier);
  if (!specifier.startsWith('.') || !circle?.includes(target)) return undefined;
  return `This import is part of a circle: ${circle.join(', ')}. Move what both need into a file of its own.`;
});

/**
 * A rule on calls of methods.
 * @param {(method: string, call: Call) => boolean} isWrong
 * @param {string} message
 */
function callRule(isWrong, message) {
  return {
    /** @param {Context} context */
    create: (context) => ({
      /** @param {Call} call */
      CallExpression(call) {
        if (isWrong(call.callee.property?.name ?? '', call)) context.report({ node: call, message });
      },
    }),
  };
}

const exportedLet = {
  /** @param {Context} context */
  create: (context) => ({
    /** @param {Export} node */
    ExportNamedDeclaration({ declaration }) {
      if (declaration?.type === 'VariableDeclaration' && declaration.kind === 'let')
        context.report({
          node: declaration,
          message: 'What is exported must not change: export a function that gives it.',
        });
    },
  }),
};

module.exports = {
  meta: { name: 'project' },
  rules: {
    walls: importRule(breach),
    'no-circles': noCircles,
    // Pieces of the bundle take what they import once: see esbuild.js.
    'exported-let': exportedLet,
    'many-arguments': callRule(
      (method, call) =>
        /^(?:push|unshift|max|min)$/.test(method) && call.arguments.some(({ type }) => type === 'SpreadElement'),
      'A log may have more items than a call takes arguments: see src/math/lists/many.ts.',
    ),
    'no-html': callRule((method) => method === 'html', 'Log text must never be read as HTML.'),
  },
};
