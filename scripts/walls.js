/**
 * The walls of the project: which folder may import which. Used by the linter and by `test/walls.test.ts`.
 *
 * A file belongs to the zone with the longest matching folder. It may import its own zone, the zones named here and
 * nothing else. The stages of the core stand in the order in which data flows: none imports a later one.
 */
const { builtinModules } = require('node:module');
const { posix } = require('node:path');

const stages = ['math', 'bytes', 'records', 'table', 'templates', 'accounts', 'campaigns', 'report'].map(
  (stage) => `src/core/${stage}`,
);

/** Beside the stages: turns what no format reads into records, by a profile that a person can write. */
const MAPPING = 'src/core/mapping';

/** Beside the stages: what people decided about the items of a report. */
const TRIAGE = 'src/core/triage';

/** Beside the stages: two reports side by side. */
const COMPARE = 'src/core/compare';

/** Behind the stages: turns a report into files for others. */
const EXPORT = 'src/core/export';

/** @typedef {{ folder: string; imports: string[]; packages: string[]; node: boolean }} Zone */

/** @type {Zone[]} */
const zones = [
  ...stages.map((folder, at) => ({
    folder,
    imports: stages.slice(0, at),
    packages: ['fzstd', 'hyparquet', 'hyparquet-compressors', 'tinyglobby', 'yaml', 'yauzl'],
    node: true,
  })),
  { folder: MAPPING, imports: stages.slice(0, stages.indexOf('src/core/records') + 1), packages: [], node: true },
  { folder: TRIAGE, imports: [...stages], packages: ['yaml'], node: true },
  { folder: EXPORT, imports: ['src/core', ...stages, MAPPING, TRIAGE], packages: [], node: true },
  { folder: COMPARE, imports: [...stages, TRIAGE], packages: [], node: false },
  { folder: 'src/core', imports: [...stages, MAPPING], packages: [], node: true },
  {
    folder: 'src/protocol',
    imports: ['src/core/records', 'src/core/report', TRIAGE, COMPARE],
    packages: [],
    node: false,
  },
  { folder: 'src/demo', imports: [], packages: [], node: true },
  {
    folder: 'src/cli',
    imports: ['src/core', ...stages, MAPPING, TRIAGE, COMPARE, EXPORT, 'src/protocol', 'src/demo'],
    packages: [],
    node: true,
  },
  {
    folder: 'src/extension',
    imports: ['src/core', ...stages, MAPPING, TRIAGE, COMPARE, EXPORT, 'src/protocol'],
    packages: ['vscode'],
    node: true,
  },
  { folder: 'webview-ui', imports: ['src/protocol'], packages: ['d3'], node: false },
];

/**
 * @param {string} path path from the top of the project, with slashes
 * @returns {Zone | undefined} the zone the path lies in
 */
function zoneOf(path) {
  return zones
    .filter(({ folder }) => path.startsWith(`${folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
}

/**
 * Says what is wrong with an import, or nothing when it is allowed. Tests beside the code may import anything.
 * @param {string} file importing file, path from the top of the project, with slashes
 * @param {string} specifier what it imports, as written
 * @returns {string | undefined}
 */
function breach(file, specifier) {
  const zone = file.endsWith('.test.ts') ? undefined : zoneOf(file);
  if (zone === undefined) return undefined;
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(file), specifier);
    if (target === 'package.json') return undefined;
    const folder = zoneOf(target)?.folder;
    if (folder !== undefined && (folder === zone.folder || zone.imports.includes(folder))) return undefined;
    return `${zone.folder} must not import ${folder ?? target}`;
  }
  const isNode = specifier.startsWith('node:') || builtinModules.includes(specifier);
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  if (isNode ? zone.node : zone.packages.includes(name)) return undefined;
  return `${zone.folder} must not import the ${isNode ? 'Node module' : 'package'} ${specifier}`;
}

module.exports = { zones, stages, breach };
