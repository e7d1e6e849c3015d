import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { ROW } from '../src/engine/table/request-row.ts';
import { circlesOf, importsOf, importsOfProject } from '../scripts/import-circles.js';
import { breach, ENGINE_DOOR, FACES, REPORT_ENTRIES, stages, zoneOf } from '../scripts/walls.js';

const ROOT = join(__dirname, '..');
const imports = importsOfProject(ROOT);
const sourceFiles = [...imports.keys()].filter((file) => /^(?:src|webview-ui)\//.test(file));
const folders = [...new Set(sourceFiles.map((file) => posix.dirname(file)))].sort();

function breachesOf(file: string, text: string): string[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => breach(file, fileName))
    .filter((message) => message !== undefined)
    .map((message) => `${file}: ${message}`);
}

test('no part of the project imports through a wall', () => {
  assert.ok(sourceFiles.length > 50, `only ${sourceFiles.length} files were looked at`);
  const breaches = sourceFiles.flatMap((file) => breachesOf(file, readFileSync(join(ROOT, file), 'utf8')));
  assert.deepEqual(breaches, []);
});

/** The files of a room that faces import, tests left out. */
function enteredBy(room: string): Set<string> {
  const faces = [...imports].filter(
    ([file]) => FACES.some((face) => file.startsWith(`${face}/`)) && !file.endsWith('.test.ts'),
  );
  return new Set(faces.flatMap(([, targets]) => [...targets]).filter((target) => target.startsWith(`${room}/`)));
}

test('faces enter the engine by 25 files at most, and each file of its door is used', () => {
  assert.ok(ENGINE_DOOR.size <= 25, `${ENGINE_DOOR.size} files`);
  assert.deepEqual([...ENGINE_DOOR].sort(), [...enteredBy('src/engine')].sort());
});

test('faces enter each folder of the report by no more files than before', () => {
  const counts = new Map<string, number>();
  for (const file of enteredBy('src/report')) {
    const [, , folder = ''] = file.split('/');
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  assert.deepEqual(Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))), REPORT_ENTRIES);
});

test('every source file lies in a zone, so none escapes the walls', () => {
  const outside = sourceFiles.filter((file) => zoneOf(file) === undefined);
  assert.deepEqual(outside, []);
});

test('no files import each other in a circle', () => {
  assert.deepEqual(circlesOf(imports), []);
});

test('imports in a circle are found, also of types, over other files, and made late', () => {
  const texts = {
    'src/a.ts': "import type { B } from './b.ts';",
    'src/b.ts': "export * from './deep/c.ts';",
    'src/deep/c.ts': "const a = () => import('../a.ts');",
    'src/d.ts': "import { a } from './a.ts'; import { e } from './e.ts';",
    'src/e.ts': "type D = import('./d.ts').D; import 'node:fs';",
    'src/f.ts': "import { a } from './a.ts';",
  };
  const graph = new Map(Object.entries(texts).map(([file, text]) => [file, importsOf(file, text)]));
  assert.deepEqual(circlesOf(graph), [
    ['src/a.ts', 'src/b.ts', 'src/deep/c.ts'],
    ['src/d.ts', 'src/e.ts'],
  ]);
});

const architecture = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
/** Folders that the document lists, in its order: a line that begins with a path. */
const listed = [...architecture.matchAll(/^(?:src|webview-ui)\S*(?= )/gm)].map(([path]) => path);

test('every folder of the source is named where the layout is described, and every named one is there', () => {
  assert.deepEqual(
    folders.filter((folder) => !listed.includes(folder)),
    [],
    'not named',
  );
  assert.deepEqual(
    listed.filter((path) => !folders.some((folder) => `${folder}/`.startsWith(`${path}/`))),
    [],
    'not there',
  );
});

test('the layout is described in the order in which a request goes through it, which the walls hold', () => {
  assert.deepEqual(
    listed.filter((path) => stages.includes(path)),
    stages,
  );
});

/** All files of the project that people write code in. */
const codeFiles = ['src', 'webview-ui', 'scripts', 'lab', 'test'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .filter((path) => /\.(?:ts|js|mjs)$/.test(path) && !/\/(?:results|samples)\//.test(path)),
);

test('a file of more than 400 lines says in its first comment why', () => {
  const silent = codeFiles.filter((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const [comment] = /^\/\*\*[^]*?\*\//.exec(text) ?? [''];
    return (
      text.trimEnd().split('\n').length > 400 && !comment.replace(/\s*\n \* /g, ' ').includes('Longer than 400 lines:')
    );
  });
  assert.deepEqual(silent, [], 'split these, or say why in a sentence that begins with “Longer than 400 lines:”');
});

const FORBIDDEN = [
  ['src/reader/bytes/files/source.ts', "import type { Report } from '../../../report/shape/report.ts';"],
  ['src/reader/bytes/compression/zstd.ts', "import { readBlocks } from '../access/block-reader.ts';"],
  ['src/reader/bytes/access/block-reader.ts', "import { entries } from '../framing/entries.ts';"],
  ['src/reader/records/fields/request.ts', "import type { Format } from '../formats/format.ts';"],
  ['src/engine/table/columns.ts', "export { mine } from '../templates/mining/mine.ts';"],
  ['src/engine/ingest/checkpoints/resume.ts', "import { RestartingThread } from '../threads/restarting-thread.ts';"],
  ['src/engine/ingest/threads/restarting-thread.ts', "import { scan } from '../scan.ts';"],
  ['src/engine/templates/mining/mine.ts', "import { classify } from '../intent/intent.ts';"],
  ['src/engine/campaigns/detectors/detector.ts', "import { judge } from '../judging/judge.ts';"],
  ['src/report/shape/report.ts', "import { audit } from '../../engine/pipeline/audit.ts';"],
  ['src/report/shape/report.ts', "import { readFile } from 'node:fs/promises';"],
  ['src/engine/pipeline/audit.ts', "import * as vscode from 'vscode';"],
  ['src/engine/pipeline/audit.ts', "import { scan } from '../../cli/scan.ts';"],
  ['src/engine/pipeline/audit.ts', "import { follow } from '../follow/follow.ts';"],
  ['src/engine/pipeline/audit.ts', "const host = await import('../../extension/extension.ts');"],
  ['src/engine/pipeline/audit.ts', "import { select } from 'd3';"],
  ['src/engine/follow/follow.ts', "import { power } from '../power/power.ts';"],
  ['src/report/inspect/inspect-log.ts', "import { audit } from '../../engine/pipeline/audit.ts';"],
  ['src/cli/commands/scan.ts', "import { mine } from '../../engine/templates/mining/mine.ts';"],
  ['src/extension/extension.ts', "import { judge } from '../engine/campaigns/judging/judge.ts';"],
  ['src/cli/commands/scan.ts', "import { activate } from '../../extension/extension.ts';"],
  ['src/extension/extension.ts', "import { main } from '../cli/main.ts';"],
  ['src/protocol/messages.ts', "import { audit } from '../engine/pipeline/audit.ts';"],
  ['webview-ui/main.ts', "import type { Report } from '../src/report/shape/report.ts';"],
  ['webview-ui/main.ts', "import { readFileSync } from 'node:fs';"],
  ['webview-ui/main.ts', "import { escape } from 'lodash';"],
  ['src/text/visible.ts', "import type { Verdict } from '../report/shape/report.ts';"],
] as const;

for (const [file, text] of FORBIDDEN) {
  test(`the walls stop ${file} from saying: ${text}`, () => {
    assert.equal(breachesOf(file, text).length, 1);
  });
}

const ALLOWED = [
  ['src/engine/table/columns.ts', "import type { RequestRecord } from '../../reader/records/fields/request.ts';"],
  ['src/engine/ingest/threads/restarting-thread.ts', "import { known } from '../checkpoints/resume.ts';"],
  [
    'src/engine/pipeline/audit.ts',
    "import { mine } from '../templates/mining/mine.ts'; import { cpus } from 'node:os';",
  ],
  ['src/engine/power/power.ts', "import { audit } from '../pipeline/audit.ts';"],
  [
    'src/extension/extension.ts',
    "import * as vscode from 'vscode'; import { audit } from '../engine/pipeline/audit.ts';",
  ],
  ['src/protocol/messages.ts', "import type { Report } from '../report/shape/report.ts';"],
  ['webview-ui/main.ts', "import { select } from 'd3'; import { parse } from '../src/protocol/to-webview.ts';"],
  ['webview-ui/main.ts', "import { visible } from '../src/text/visible.ts';"],
  ['src/math/random.ts', "import { count } from '../text/numbers.ts';"],
  ['src/reader/bytes/files/source.test.ts', "import type { Report } from '../../../report/shape/report.ts';"],
] as const;

for (const [file, text] of ALLOWED) {
  test(`the walls let ${file} say: ${text}`, () => {
    assert.deepEqual(breachesOf(file, text), []);
  });
}

test('no comment switches a rule of the linter off', () => {
  const silenced = codeFiles.filter((file) => /(?:ox|es)lint-disable/.test(readFileSync(join(ROOT, file), 'utf8')));
  assert.deepEqual(silenced, []);
});

test('the pages that say how large a row is say what is true', () => {
  const size = { u8: 1, u16: 2, u32: 4, f64: 8 } as const;
  const row = Object.values(ROW).reduce((sum, kind) => sum + size[kind], 0);
  for (const page of ['docs/architecture.md', 'docs/performance/design.md'])
    assert.ok(
      new RegExp(`\\b${row} bytes in typed\\s+arrays`).test(readFileSync(join(ROOT, page), 'utf8')),
      `${page} must say that a row has ${row} bytes in typed arrays`,
    );
});
