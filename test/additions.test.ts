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
import { npm } from './harness/processes.ts';

const ROOT = join(__dirname, '..');
const FIXTURES = join(__dirname, 'fixtures', 'additions');

/** Text that goes into a file after the first place with other text. */
interface Edit {
  file: string;
  behind: string;
  text: string;
}

interface Addition {
  /** As the list in the document names it. */
  name: string;
  /** New files, with the fixture that is their content. */
  files: Readonly<Record<string, string>>;
  edits: readonly Edit[];
}

const fixture = (name: string): string => readFileSync(join(FIXTURES, name), 'utf8');

const FORMATS = 'src/reader/records/formats';
const DETECTORS = 'src/engine/campaigns/detectors';
const ANSWERS = 'src/extension/model/answers';

const ADDITIONS: readonly Addition[] = [
  {
    name: 'format',
    files: {
      [`${FORMATS}/gateways/weir.ts`]: 'format.ts.txt',
      'test/golden/formats/samples/weir.jsonl': 'format.jsonl.txt',
    },
    edits: [
      { file: `${FORMATS}/formats.ts`, behind: '\n', text: "import { weir } from './gateways/weir.ts';\n" },
      { file: `${FORMATS}/formats.ts`, behind: 'FORMATS: readonly Format[] = [\n', text: '  weir,\n' },
    ],
  },
  {
    name: 'detector',
    files: { [`${DETECTORS}/accounts/long-answers.ts`]: 'detector.ts.txt' },
    edits: [
      {
        file: `${DETECTORS}/detectors.ts`,
        behind: "import type { CampaignDetector } from './detector.ts';\n",
        text: "import { longAnswers } from './accounts/long-answers.ts';\n",
      },
      { file: `${DETECTORS}/detectors.ts`, behind: 'readonly CampaignDetector[] = [\n', text: '  longAnswers,\n' },
      {
        file: 'src/text/detectors.ts',
        behind: 'const FINDINGS = {\n',
        text: "  'long-answers': { shownBy: 'totals', cause: theGateway, holds: aLongerLog },\n",
      },
    ],
  },
  {
    name: 'chart',
    files: {
      [`${ANSWERS}/busiest-day.ts`]: 'chart-answer.ts.txt',
      'webview-ui/charts/busiest-day.ts': 'chart.ts.txt',
    },
    edits: [
      {
        file: 'src/protocol/chart-data.ts',
        behind: 'const Numbers = v.array(Finite);\n\n',
        text: fixture('chart-shape.ts.txt'),
      },
      {
        file: 'src/protocol/chart-data.ts',
        behind: 'export const chartQuestions = {\n',
        text: '  busiestDay: { ask: AnAccount, answer: v.nullable(BusiestDay) },\n',
      },
      { file: `${ANSWERS}/answers.ts`, behind: '\n', text: "import { busiestDay } from './busiest-day.ts';\n" },
      {
        file: `${ANSWERS}/answers.ts`,
        behind: "=> Questions[K]['answer'];\n} = {\n",
        text: '  busiestDay: ({ results }, { account }) => busiestDay(results, account) ?? null,\n',
      },
      {
        file: 'webview-ui/pages/account.ts',
        behind: "import type { PageContext } from '../app/context.ts';\n",
        text: "import { busiestDayChart } from '../charts/busiest-day.ts';\n",
      },
      {
        file: 'webview-ui/pages/account.ts',
        behind: '    accountSlices(page, detail.report),\n',
        text: "    ofCounts(page, 'Busiest day', () =>\n      asking(page, 'busiestDay', { account }, (day) => (day === null ? [] : [busiestDayChart(day)])),\n    ),\n",
      },
      { file: 'l10n/bundle.l10n.de.json', behind: '{\n', text: '  "Busiest day": "Tag mit den meisten Anfragen",\n' },
    ],
  },
  {
    name: 'option of the command line',
    files: {},
    edits: [
      { file: 'src/cli/usage/option-names.ts', behind: 'type ValueName =\n', text: "  | 'greeting'\n  |" },
      {
        file: 'src/cli/usage/setup.ts',
        behind:
          "text: 'List the log formats and containers that can be read, and the fields each provides.',\n  options: [",
        text: "{ name: 'greeting', value: 'TEXT', text: 'what to say first' }, ",
      },
      {
        file: 'src/cli/commands/formats.ts',
        behind: 'export async function formats(typed: Typed, terminal: Terminal): Promise<number> {\n',
        text: '  const { greeting } = typed.values;\n  if (greeting !== undefined) await terminal.out.write(`${greeting}\\n`);\n',
      },
    ],
  },
  {
    name: 'command line command',
    files: { 'src/cli/commands/greet.ts': 'command.ts.txt' },
    edits: [
      {
        file: 'src/cli/commands.ts',
        behind: 'COMMANDS: readonly Command[] = [\n',
        text: "  {\n    name: 'greet',\n    arguments: 'NAME',\n    text: 'Greet somebody.',\n    options: [],\n    examples: ['prompt-audit greet world'],\n    run: async (typed, terminal) => (await import('./commands/greet.ts')).greet(typed, terminal),\n  },\n",
      },
    ],
  },
  {
    name: 'export format',
    files: { 'src/report/export/lists/account-names.ts': 'export.ts.txt' },
    edits: [
      {
        file: 'src/text/outputs/exports.ts',
        behind: 'const EXPORTS = {\n',
        text: "  names: {\n    name: 'Names',\n    purpose: 'For lists.',\n    extension: 'names.txt',\n    begins: /^# Accounts that Prompt Traffic Audit flagged\\n/,\n  },\n",
      },
      {
        file: 'src/report/export/export-formats.ts',
        behind: "import { escapedJson } from '../../text/visible.ts';\n",
        text: "import { accountNames } from './lists/account-names.ts';\n",
      },
      {
        file: 'src/report/export/export-formats.ts',
        behind: 'const WRITINGS: Readonly<Record<ExportId, Writing>> = {\n',
        text: '  names: { write: accountNames },\n',
      },
    ],
  },
  {
    name: 'rule',
    files: { 'media/rules/weir-batch.yml': 'rule.yml.txt', 'media/rules/weir-batch.tests.yml': 'rule.tests.yml.txt' },
    edits: [],
  },
];

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
