/**
 * The walls of the project: which folder may import which. Used by the linter and by `test/walls.test.ts`.
 *
 * A file belongs to the zone with the longest matching folder. It may import its own zone, the zones named here and
 * nothing else.
 */
const { builtinModules } = require('node:module');
const { posix } = require('node:path');

/** Words, and what makes text harmless; shapes of values and their guards. Everything imports them, they import nothing. */
const TEXT = 'src/text';
const SCHEMA = 'src/schema';

/** @typedef {{ folder: string; imports: string[]; packages: string[]; node: boolean }} Zone */

/**
 * The stages that a request passes in the core, in order: no stage imports a later one. Packages are
 * those that a stage may import.
 * @type {{ folder: string; packages?: string[]; node?: boolean }[]}
 */
const pipeline = [
  { folder: 'src/core/math' },
  { folder: 'src/core/bytes/files' },
  { folder: 'src/core/bytes/kernel' },
  { folder: 'src/core/bytes/inflate' },
  { folder: 'src/core/bytes/compression', packages: ['fzstd'] },
  { folder: 'src/core/bytes/containers', packages: ['fzstd', 'hyparquet', 'hyparquet-compressors', 'yauzl'] },
  { folder: 'src/core/bytes/access' },
  { folder: 'src/core/bytes/sources', packages: ['tinyglobby'] },
  { folder: 'src/core/bytes/framing', packages: ['js-yaml'] },
  { folder: 'src/core/records/fields' },
  { folder: 'src/core/records/callers' },
  { folder: 'src/core/records/dialects' },
  { folder: 'src/core/records/spans' },
  { folder: 'src/core/records/formats' },
  { folder: 'src/core/records/reading' },
  { folder: 'src/core/mapping', packages: ['valibot'] },
  { folder: 'src/core/table' },
  { folder: 'src/core/ingest/fast' },
  { folder: 'src/core/ingest/jobs' },
  { folder: 'src/core/ingest/checkpoints' },
  { folder: 'src/core/ingest/threads' },
  { folder: 'src/core/ingest', packages: ['valibot'] },
  { folder: 'src/core/templates/frames' },
  { folder: 'src/core/templates/mining' },
  { folder: 'src/core/templates/words' },
  { folder: 'src/core/templates/intent', packages: ['valibot'] },
  { folder: 'src/core/accounts', packages: ['valibot'] },
  { folder: 'src/core/readback' },
  { folder: 'src/core/state', packages: ['hyparquet', 'hyparquet-writer', 'valibot'] },
  { folder: 'src/core/campaigns/candidates' },
  { folder: 'src/core/campaigns/baseline' },
  { folder: 'src/core/campaigns/detectors', packages: ['valibot'] },
  { folder: 'src/core/campaigns/judging' },
  { folder: 'src/core/campaigns/significance' },
  { folder: 'src/core/campaigns/drift' },
  // The dashboard shows reports: what they are must run in its page.
  { folder: 'src/core/report', packages: ['valibot'], node: false },
  { folder: 'src/core/report/building' },
  { folder: 'src/core/pipeline' },
];

/** The folders of the stages, first to last. */
const stages = pipeline.map(({ folder }) => folder);

/**
 * The stages up to one, with it.
 * @param {string} last
 */
function upTo(last) {
  return stages.slice(0, stages.indexOf(last) + 1);
}

const FOLLOW = 'src/core/follow';
const TRIAGE = 'src/core/triage';
const COMPARE = 'src/core/compare';
const INSPECT = 'src/core/inspect';
const EXPORT = 'src/core/export';
const CONFIG = 'src/core/config';
const EVENTS = 'src/core/events';
const CONVERT = 'src/core/convert';
const RULES = 'src/core/rules';
const AGENTS = 'src/core/agents';
const POWER = 'src/core/power';

/**
 * Beside the stages: what else is done with logs and reports.
 * @type {Zone[]}
 */
const tools = [
  { folder: FOLLOW, imports: stages, packages: [], node: true },
  { folder: TRIAGE, imports: upTo('src/core/report'), packages: ['valibot', 'yaml'], node: true },
  { folder: COMPARE, imports: [...upTo('src/core/report'), TRIAGE], packages: ['valibot'], node: false },
  { folder: INSPECT, imports: upTo('src/core/report'), packages: [], node: true },
  { folder: EXPORT, imports: [...upTo('src/core/report'), TRIAGE], packages: [], node: true },
  { folder: CONFIG, imports: upTo('src/core/report'), packages: ['valibot', 'yaml'], node: true },
  { folder: EVENTS, imports: [...upTo('src/core/report'), TRIAGE, COMPARE, EXPORT], packages: ['valibot'], node: true },
  { folder: CONVERT, imports: upTo('src/core/mapping'), packages: [], node: true },
  {
    folder: RULES,
    imports: [...upTo('src/core/report'), CONFIG, CONVERT],
    packages: ['re2js', 'valibot', 'yaml'],
    node: true,
  },
  { folder: AGENTS, imports: [...upTo('src/core/report'), TRIAGE, EXPORT], packages: ['valibot'], node: true },
  { folder: POWER, imports: stages, packages: [], node: true },
];

const core = [...stages, ...tools.map(({ folder }) => folder)];

/** @type {Zone[]} */
const zones = [
  ...pipeline.map(({ folder, packages = [], node = true }, at) => ({
    folder,
    imports: stages.slice(0, at),
    packages,
    node,
  })),
  ...tools,
  { folder: 'src/protocol', imports: ['src/core/report', TRIAGE, COMPARE], packages: ['valibot'], node: false },
  { folder: TEXT, imports: [], packages: [], node: false },
  { folder: SCHEMA, imports: [], packages: ['valibot'], node: false },
  { folder: 'src/demo', imports: ['src/core/math'], packages: [], node: true },
  { folder: 'src/mcp', imports: [AGENTS], packages: ['@modelcontextprotocol/sdk'], node: true },
  { folder: 'src/cli', imports: [...core, 'src/protocol', 'src/demo', 'src/mcp'], packages: [], node: true },
  { folder: 'src/extension', imports: [...core, 'src/protocol'], packages: ['valibot', 'vscode'], node: true },
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
 * Says what is wrong with an import, or nothing when it is allowed. Tests next to the code may import anything.
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
    if (folder !== undefined && ([TEXT, SCHEMA, zone.folder].includes(folder) || zone.imports.includes(folder)))
      return undefined;
    return `${zone.folder} must not import ${folder ?? target}`;
  }
  const isNode = specifier.startsWith('node:') || builtinModules.includes(specifier);
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  if (isNode ? zone.node : zone.packages.includes(name)) return undefined;
  return `${zone.folder} must not import the ${isNode ? 'Node module' : 'package'} ${specifier}`;
}

module.exports = { zones, stages, zoneOf, breach };
