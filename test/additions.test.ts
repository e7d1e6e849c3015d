/**
 * Does to a copy of the project what the READMEs of its rooms say of adding a detector, a format, a chart, an option, a command, an export and a
 * rule, regenerates it, and holds the copy to the types and to the tests that they name. A README that no longer suffices, or names a file too few, fails here.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { test } from 'node:test';
import { ADDITIONS, type Addition, fixture } from './fixtures/additions/additions.ts';
import { npm } from './harness/processes.ts';
import { scratchFolder } from './harness/folders.ts';

const ROOT = join(__dirname, '..');

const copy = scratchFolder('prompt-audit-additions-');

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
    maxBuffer: 1 << 26,
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

const readme = (room: string): string => readFileSync(join(ROOT, room, 'README.md'), 'utf8');

for (const { name, room, files, edits } of ADDITIONS) {
  test(`${room}/README.md names every file that is touched by the addition of: ${name}`, () => {
    const says =
      new RegExp(`^\\*\\*Add an? ${name}\\b([^]*?)(?=^\\*\\*(?:Add|After)\\b)`, 'm').exec(readme(room))?.[1] ?? '';
    assert.match(says, /test\/fixtures\/additions/, 'it names an example');
    const foldersOf = (file: string): string[] => {
      const folder = posix.dirname(file.startsWith(`${room}/`) ? posix.relative(room, file) : file);
      return [folder, posix.dirname(folder)].filter((one) => one !== '.');
    };
    const edited = [...new Set(edits.map(({ file }) => file))];
    const unnamed = [
      ...Object.keys(files).filter((file) => !foldersOf(file).some((at) => says.includes(`\`${at}`))),
      ...edited.filter((file) => !says.includes(basename(file)) && !says.includes(`\`${foldersOf(file)[0]}`)),
    ];
    assert.deepEqual(unnamed, []);
    const code = [...edited, ...Object.keys(files)].filter((file) => /^(?:src|webview-ui)\/.*\.ts$/.test(file));
    if (name === 'chart') assert.ok(code.length <= 5);
    if (name === 'export') assert.ok(code.length <= 3);
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
  assert.match(text, /weir\.ts[^]*Property 'facts' is missing/);
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
  const rooms = ['src/protocol', ...ADDITIONS.map(({ room }) => room)];
  const named = rooms.flatMap((room) => readme(room).match(/[\w./-]+\.test\.ts/g) ?? []);
  const there = [...new Set(named)].filter((file) => existsSync(join(ROOT, file)));
  assert.ok(there.length > 20, there.join(' '));
  mustRun([
    '--import',
    'tsx',
    'scripts/testing/test-one.ts',
    'test/added.test.ts',
    'test/doc-examples.test.ts',
    ...there,
  ]);
  mustRun(tests('--test-name-pattern=holds the files of the snapshot', 'test/shipped.test.ts'));
});
