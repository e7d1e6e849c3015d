/**
 * Import circles: files that import each other, directly or over others. Imports of types count, since a reader who follows
 * them goes round as well, and so do imports that are made only when a function runs. Used by the linter and by
 * `test/walls.test.ts`.
 */
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const ts = require('typescript');

/** Folders whose files are looked at. */
const FOLDERS = ['src', 'webview-ui', 'test', 'scripts', 'lab'];

/**
 * Imports between the files of a project.
 * @param {string} root top of the project
 * @returns {Map<string, string[]>} by path from the top, with slashes: the files it imports
 */
function importsOfProject(root) {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name.split(path.sep).join('/')}`),
  );
  return new Map(files.map((file) => [file, importsOf(file, readFileSync(path.join(root, file), 'utf8'))]));
}

/**
 * Files that a text imports.
 * @param {string} file its path from the top, with slashes
 * @param {string} text
 * @returns {string[]} paths from the top
 */
function importsOf(file, text) {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => path.posix.join(path.posix.dirname(file), fileName));
}

/**
 * Groups of files in which each is imported by each other one, directly or over others (Tarjan 1972).
 * @param {ReadonlyMap<string, readonly string[]>} imports
 * @returns {string[][]} each in ascending order; a file that imports itself is a circle too
 */
function circlesOf(imports) {
  /** @type {string[][]} */
  const circles = [];
  /** @type {Map<string, number>} */
  const reached = new Map();
  /** @type {string[]} */
  const open = [];
  /**
   * @param {string} file
   * @returns {number} the earliest open file that can be reached from it
   */
  const visit = (file) => {
    const own = reached.size;
    reached.set(file, own);
    open.push(file);
    let earliest = own;
    for (const target of imports.get(file) ?? []) {
      if (!imports.has(target)) continue;
      if (!reached.has(target)) earliest = Math.min(earliest, visit(target));
      else if (open.includes(target)) earliest = Math.min(earliest, reached.get(target) ?? own);
    }
    if (earliest === own) {
      const group = open.splice(open.indexOf(file));
      if (group.length > 1 || imports.get(file)?.includes(file)) circles.push(group.sort());
    }
    return earliest;
  };
  for (const file of imports.keys()) if (!reached.has(file)) visit(file);
  return circles;
}

module.exports = { importsOfProject, importsOf, circlesOf };
