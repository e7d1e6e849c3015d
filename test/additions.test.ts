/**
 * Does to a copy of the project what docs/architecture.md says of adding a detector, a format, a chart, an option, a command, an export and a
 * rule, regenerates it, and holds the copy to the types and to the tests that such an addition can fail. A description that no longer suffices, or names a file too few, fails here.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { ADDITIONS, type Addition, DETECTORS, fixture, FORMATS } from './fixtures/additions/additions.ts';
import { npm } from './harness/processes.ts';

const ROOT = join(__dirname, '..');

const copy = mkdtempSync(join(tmpdir(), 'prompt-audit-additions-'));
after(() => rmSync(copy, { recursive: true, force: true }));

const MADE = /^(?:node_modules|dist|out|coverage|demo-output|\.git|\.cache|\.vscode-test.*|.*\.(?:vsix|tgz))$/;

for (const name of readdirSync(ROOT).filter((one) => !MADE.test(one)))
  cpSync(join(ROOT, name), join(copy, name), { recursive: true, filter: (path) => !/test.results/.test(path) });
symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');

function add({ files, edits }: Addition): void {
  for (const [file, name] of Object.entries(files)) writeFileSync(join(copy, file), fixture(name));
  for (const { file, behind, text } of edits) {
    const before = readFileSync(join(copy, file), 'utf8');
    const at = before.indexOf(behind) + behind.length;
    assert.ok(at >= behind.length, `${file} has no place behind ${behind}`);
    writeFileSync(join(copy, file), before.slice(0, at) + text + before.slice(at));
  }
}

/** Runs Node in the copy. */
function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): { status: number | null; text: string } {
  // Test files must not take themselves for parts of this one.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...env, ...environment },
  });
  return { status, text: stdout + stderr };
}

function mustRun(args: readonly string[], environment?: Readonly<Record<string, string>>): void {
  const { status, text } = run(args, environment);
  assert.equal(status, 0, `${args.join(' ')}\n${text}`);
}

const TYPESCRIPT = join('node_modules', 'typescript', 'bin', 'tsc');
const tests = (...files: string[]): string[] => ['--import', 'tsx', '--test', ...files];

const list = readFileSync(join(ROOT, 'docs', 'architecture.md'), 'utf8').split('## Adding things')[1] ?? '';

for (const addition of ADDITIONS) {
  test(`docs/architecture.md names on the item “${addition.name}” every file that is touched`, () => {
    const [, description = ''] =
      new RegExp(`- \\*\\*An? ${addition.name}\\*\\*([^]*?)(?=\\n- \\*\\*|\\n## )`).exec(list) ?? [];
    const edited = [...new Set(addition.edits.map(({ file }) => file))];
    const unnamed = [
      ...Object.keys(addition.files).filter(
        (file) => ![dirname(file), dirname(dirname(file))].some((at) => description.includes(at)),
      ),
      ...edited.filter((file) => ![basename(file), dirname(file)].some((name) => description.includes(name))),
    ];
    assert.deepEqual(unnamed, []);
    const code = [...edited, ...Object.keys(addition.files)].filter((file) => file.endsWith('.ts'));
    if (addition.name === 'chart') assert.ok(code.length <= 5);
    if (addition.name === 'export format') assert.ok(code.length <= 3);
  });
}

test('a detector that does not say what it reads or what shows its finding, and a format that does not say what it gives, are type errors', () => {
  const [{ files: format }, { files: detector }] = ADDITIONS as [Addition, Addition];
  const [weir, longAnswers] = [Object.keys(format)[0]!, Object.keys(detector)[0]!];
  const unknown = longAnswers.replace('long-answers', 'unknown-answers');
  const files = [weir, longAnswers, unknown];
  writeFileSync(join(copy, weir), fixture('format.ts.txt').replace(/ {2}facts: .*\n/, ''));
  // Of a detector that is listed.
  const listed = fixture('detector.ts.txt').replace("'long-answers'", "'intent'");
  writeFileSync(join(copy, longAnswers), listed.replace(/ {2}reads: .*\n/, ''));
  writeFileSync(join(copy, unknown), fixture('detector.ts.txt'));
  writeFileSync(join(copy, 'broken.json'), JSON.stringify({ extends: './tsconfig.json', include: files }));
  const { text } = run([TYPESCRIPT, '--noEmit', '-p', 'broken.json']);
  rmSync(join(copy, unknown));
  assert.match(text, /weir\.ts.*Property 'facts' is missing/);
  assert.match(text, /long-answers\.ts[^]*Property 'reads' is missing/);
  assert.match(text, /unknown-answers\.ts.*Type '"long-answers"' is not assignable/);
});

test('a project with one more of each kind type-checks, and passes its tests once it is regenerated', async () => {
  for (const addition of ADDITIONS) add(addition);
  writeFileSync(join(copy, 'test', 'added.test.ts'), fixture('added.test.ts.txt'));
  for (const project of ['.', 'webview-ui']) mustRun([TYPESCRIPT, '--noEmit', '-p', project]);
  // What the descriptions have people run.
  mustRun(tests('test/golden/formats/samples.test.ts'), { UPDATE_GOLDEN: '1' });
  const { code, output } = await npm(['run', 'regenerate'], { cwd: copy });
  assert.equal(code, 0, output);
  mustRun(
    tests(
      ...['added', 'walls', 'own-outputs', 'exports-fit', 'links', 'l10n'].map((name) => `test/${name}.test.ts`),
      ...['format', 'detector', 'reference'].map((name) => `test/${name}-docs.test.ts`),
      ...['test/doc-examples.test.ts', 'test/golden/formats/samples.test.ts'],
      ...['src/cli/commands/export.test.ts', 'src/report/rules/rules.test.ts'],
      ...[`${FORMATS}/format-table.test.ts`, `${DETECTORS}/detectors.test.ts`],
    ),
  );
  mustRun(tests('--test-name-pattern=holds the files of the snapshot', 'test/shipped.test.ts'));
});
