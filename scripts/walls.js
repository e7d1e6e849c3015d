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
  { folder: 'src/math' },
  { folder: 'src/reader/bytes/files' },
  { folder: 'src/reader/bytes/kernel' },
  { folder: 'src/reader/bytes/inflate' },
  { folder: 'src/reader/bytes/compression', packages: ['fzstd'] },
  {
    folder: 'src/reader/bytes/containers',
    packages: ['fzstd', 'hyparquet', 'hyparquet-compressors', 'hysnappy', 'yauzl'],
  },
  { folder: 'src/reader/bytes/access' },
  { folder: 'src/reader/bytes/sources', packages: ['tinyglobby'] },
  { folder: 'src/reader/bytes/framing', packages: ['js-yaml'] },
  { folder: 'src/reader/records/facts' },
  { folder: 'src/reader/records/fields' },
  { folder: 'src/reader/records/facts/reading' },
  { folder: 'src/reader/records/callers' },
  { folder: 'src/reader/records/dialects' },
  { folder: 'src/reader/records/spans' },
  { folder: 'src/reader/records/formats' },
  { folder: 'src/reader/records/reading' },
  { folder: 'src/reader/mapping', packages: ['valibot'] },
  { folder: 'src/engine/table' },
  { folder: 'src/engine/workspace' },
  { folder: 'src/engine/ingest/fast' },
  { folder: 'src/engine/ingest/jobs' },
  { folder: 'src/engine/ingest/checkpoints' },
  { folder: 'src/engine/ingest/threads' },
  { folder: 'src/engine/ingest', packages: ['valibot'] },
  { folder: 'src/engine/templates/frames' },
  { folder: 'src/engine/templates/mining' },
  { folder: 'src/engine/templates/views' },
  { folder: 'src/engine/templates/words' },
  { folder: 'src/engine/templates/intent', packages: ['valibot'] },
  { folder: 'src/engine/templates/public' },
  { folder: 'src/engine/accounts', packages: ['valibot'] },
  { folder: 'src/engine/readback' },
  { folder: 'src/engine/state', packages: ['hyparquet', 'hyparquet-writer', 'valibot'] },
  { folder: 'src/engine/campaigns/candidates' },
  { folder: 'src/engine/campaigns/baseline' },
  { folder: 'src/engine/campaigns/detectors', packages: ['valibot'] },
  { folder: 'src/engine/campaigns/judging' },
  { folder: 'src/engine/campaigns/significance' },
  { folder: 'src/engine/campaigns/drift' },
  { folder: 'src/engine/techniques' },
  // The dashboard shows reports: what they are must run in its page.
  { folder: 'src/report/shape', packages: ['valibot'], node: false },
  { folder: 'src/engine/building' },
  { folder: 'src/engine/pipeline' },
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

const FOLLOW = 'src/engine/follow';
const TRIAGE = 'src/report/triage';
const COMPARE = 'src/report/compare';
const MATCH = 'src/report/match';
const INSPECT = 'src/report/inspect';
const EXPORT = 'src/report/export';
const CONFIG = 'src/report/config';
const EVENTS = 'src/report/events';
const CONVERT = 'src/reader/convert';
const RULES = 'src/report/rules';
const AGENTS = 'src/report/agents';
const POWER = 'src/engine/power';
const BENCHMARK = 'src/report/benchmark';

/**
 * Beside the stages: what else is done with logs and reports.
 * @type {Zone[]}
 */
const tools = [
  { folder: FOLLOW, imports: stages, packages: [], node: true },
  { folder: TRIAGE, imports: upTo('src/report/shape'), packages: ['valibot', 'yaml'], node: true },
  { folder: COMPARE, imports: [...upTo('src/report/shape'), TRIAGE], packages: ['valibot'], node: false },
  { folder: MATCH, imports: upTo('src/report/shape'), packages: ['valibot'], node: true },
  { folder: INSPECT, imports: upTo('src/report/shape'), packages: [], node: true },
  { folder: EXPORT, imports: [...upTo('src/report/shape'), TRIAGE], packages: [], node: true },
  { folder: CONFIG, imports: upTo('src/report/shape'), packages: ['valibot', 'yaml'], node: true },
  {
    folder: EVENTS,
    imports: [...upTo('src/report/shape'), TRIAGE, COMPARE, EXPORT],
    packages: ['valibot'],
    node: true,
  },
  { folder: CONVERT, imports: upTo('src/reader/mapping'), packages: [], node: true },
  // The door of the reader, for programs outside.
  { folder: 'src/reader', imports: [...upTo('src/reader/mapping'), CONVERT], packages: [], node: true },
  {
    folder: RULES,
    imports: [...upTo('src/report/shape'), CONFIG, CONVERT],
    packages: ['re2js', 'valibot', 'yaml'],
    node: true,
  },
  { folder: AGENTS, imports: [...upTo('src/report/shape'), TRIAGE, EXPORT], packages: ['valibot'], node: true },
  { folder: POWER, imports: stages, packages: [], node: true },
  { folder: BENCHMARK, imports: upTo('src/report/shape'), packages: ['valibot'], node: true },
];

/**
 * The door of the engine: the files that the command line and the extension import, by folder. A file of exports for all of them would
 * pull the whole engine into what the extension loads first, because modules make their tables when they are loaded.
 */
const ENGINE_DOOR = new Set(
  [
    ['accounts', 'account-directory'],
    ['building', 'input-notes rejudge'],
    ['campaigns/baseline', 'baseline-file baseline'],
    ['campaigns/candidates', 'campaign-threads'],
    ['campaigns/detectors/timing', 'dealing'],
    ['follow', 'file-snapshot follow'],
    ['ingest/checkpoints', 'folder-log-store folder-secret'],
    ['ingest', 'partial-text small-heap'],
    ['pipeline', 'audit finish-states learn-baseline open-log'],
    ['power', 'power'],
    ['readback', 'read-prompts'],
    ['state', 'map-logs merge-states prompt-rows'],
    ['table', 'run-secret text-kernel'],
    ['techniques/indicators', 'indicators'],
  ].flatMap(([folder, files = '']) => files.split(' ').map((file) => `src/engine/${folder}/${file}.ts`)),
);

/** Those who show what the core has found. */
const FACES = ['src/cli', 'src/extension', 'src/mcp', 'src/protocol', 'webview-ui'];

/** By how many files of each folder the faces come into the report: what they read is the shape, and one function a task. */
const REPORT_ENTRIES = {
  agents: 2,
  benchmark: 3,
  compare: 3,
  config: 6,
  events: 4,
  export: 15,
  inspect: 6,
  match: 4,
  rules: 10,
  shape: 18,
  triage: 17,
};

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
  { folder: 'src/protocol', imports: ['src/report/shape', TRIAGE, COMPARE], packages: ['valibot'], node: false },
  { folder: TEXT, imports: [], packages: [], node: false },
  { folder: SCHEMA, imports: [], packages: ['valibot'], node: false },
  { folder: 'src/demo', imports: ['src/math'], packages: [], node: true },
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
    if (FACES.includes(zone.folder) && target.startsWith('src/engine/') && !ENGINE_DOOR.has(target))
      return `${zone.folder} must not import ${target}, which is not in the door of the engine`;
    if (folder !== undefined && ([TEXT, SCHEMA, zone.folder].includes(folder) || zone.imports.includes(folder)))
      return undefined;
    return `${zone.folder} must not import ${folder ?? target}`;
  }
  const isNode = specifier.startsWith('node:') || builtinModules.includes(specifier);
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  if (isNode ? zone.node : zone.packages.includes(name)) return undefined;
  return `${zone.folder} must not import the ${isNode ? 'Node module' : 'package'} ${specifier}`;
}

module.exports = { stages, zoneOf, breach, ENGINE_DOOR, FACES, REPORT_ENTRIES };
