import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { breach, stages, zones } from '../scripts/walls.js';

const ROOT = join(__dirname, '..');

function sourceFiles(): string[] {
  return ['src', 'webview-ui'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `${folder}/${path.split(sep).join('/')}`),
  );
}

function breachesOf(file: string, text: string): string[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => breach(file, fileName))
    .filter((message) => message !== undefined)
    .map((message) => `${file}: ${message}`);
}

test('no part of the project imports through a wall', () => {
  const files = sourceFiles();
  assert.ok(files.length > 50, `only ${files.length} files were looked at`);
  const breaches = files.flatMap((file) => breachesOf(file, readFileSync(join(ROOT, file), 'utf8')));
  assert.deepEqual(breaches, []);
});

test('every source file lies in a zone, so none escapes the walls', () => {
  const outside = sourceFiles().filter((file) => !zones.some(({ folder }) => file.startsWith(`${folder}/`)));
  assert.deepEqual(outside, []);
});

test('the core has the stages of the design, in the order in which data flows', () => {
  assert.deepEqual(
    stages.map((stage) => stage.replace('src/core/', '')),
    ['math', 'bytes', 'records', 'table', 'templates', 'accounts', 'campaigns', 'report'],
  );
});

const FORBIDDEN = [
  ['src/core/bytes/lines.ts', "import type { Report } from '../report/report.ts';"],
  ['src/core/table/columns.ts', "export { mine } from '../templates/mine.ts';"],
  ['src/core/report/report.ts', "import { audit } from '../pipeline/audit.ts';"],
  ['src/core/pipeline/audit.ts', "import * as vscode from 'vscode';"],
  ['src/core/pipeline/audit.ts', "import { scan } from '../../cli/scan.ts';"],
  ['src/core/pipeline/audit.ts', "const host = await import('../../extension/extension.ts');"],
  ['src/core/pipeline/audit.ts', "import { select } from 'd3';"],
  ['src/cli/commands/scan.ts', "import { activate } from '../../extension/extension.ts';"],
  ['src/extension/extension.ts', "import { main } from '../cli/main.ts';"],
  ['src/protocol/messages.ts', "import { audit } from '../core/pipeline/audit.ts';"],
  ['webview-ui/main.ts', "import type { Report } from '../src/core/report/report.ts';"],
  ['webview-ui/main.ts', "import { readFileSync } from 'node:fs';"],
  ['webview-ui/main.ts', "import { escape } from 'lodash';"],
] as const;

for (const [file, text] of FORBIDDEN) {
  test(`the walls stop ${file} from saying: ${text}`, () => {
    assert.equal(breachesOf(file, text).length, 1);
  });
}

const ALLOWED = [
  ['src/core/table/columns.ts', "import type { RequestRecord } from '../records/request.ts';"],
  ['src/core/pipeline/audit.ts', "import { mine } from '../templates/mine.ts'; import { cpus } from 'node:os';"],
  [
    'src/extension/extension.ts',
    "import * as vscode from 'vscode'; import { audit } from '../core/pipeline/audit.ts';",
  ],
  ['src/protocol/messages.ts', "import type { Report } from '../core/report/report.ts';"],
  ['webview-ui/main.ts', "import { select } from 'd3'; import { parse } from '../src/protocol/to-webview.ts';"],
  ['src/core/bytes/lines.test.ts', "import type { Report } from '../report/report.ts';"],
] as const;

for (const [file, text] of ALLOWED) {
  test(`the walls let ${file} say: ${text}`, () => {
    assert.deepEqual(breachesOf(file, text), []);
  });
}
