/** What is published works where the repository is not: both packages, the action, the workflows and the container file. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { parse } from 'yaml';
import packageJson from '../package.json';
import { packedList, recordedList } from '../scripts/release/packed-list.ts';
import { COMMANDS } from '../src/cli/commands.ts';
import { PUBLISHED } from '../src/report/export/sarif/doc-links.ts';
import { isObject } from '../src/schema/is-object.ts';
import { npm, run } from './harness/processes.ts';
import { copyPacked, packedFiles } from './harness/vsix.ts';
import { scratchFolder } from './harness/folders.ts';

const ROOT = join(__dirname, '..');
const scratch = scratchFolder('prompt-audit-shelf-');
const elsewhere = join(scratch, 'elsewhere');

before(() => {
  assert.ok(existsSync(join(ROOT, 'dist/cli.js')), 'nothing is built: run `node esbuild.js --production` first');
  mkdirSync(elsewhere);
});

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface PackedFile {
  path: string;
}

test('the extension holds the files of the snapshot, the package of npm all pages and the command in one file besides; a new one is added on purpose', async () => {
  const { code, output } = await npm(['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT });
  assert.equal(code, 0, output);
  const [packed] = JSON.parse(output.slice(output.indexOf('['))) as { files: PackedFile[] }[];
  const npmFiles = new Set(packed!.files.map(({ path }) => path));
  const ours = await packedFiles(ROOT);
  assert.ok(
    packedList(ours) === recordedList(),
    'run `npm run regenerate` and look at what changed in test/golden/package/files.txt',
  );
  for (const file of ours) assert.ok(npmFiles.delete(file), file);
  for (const file of npmFiles) assert.match(file, /^(?:SECURITY\.md|dist\/cli\.js|docs\/[\w/-]+\.(?:md|png))$/);
});

test('the package from npm runs by its name in a folder that knows nothing of the repository', async () => {
  const packed = await npm(['pack', '--ignore-scripts', '--pack-destination', scratch], { cwd: ROOT });
  assert.equal(packed.code, 0, packed.output);
  const tarball = join(
    scratch,
    readdirSync(scratch).find((name) => name.endsWith('.tgz'))!,
  );
  writeFileSync(join(elsewhere, 'package.json'), '{ "name": "elsewhere", "private": true }');
  const options = { cwd: elsewhere, env: { ...process.env, XDG_CACHE_HOME: scratch } };
  const installed = await npm(['install', '--offline', '--no-audit', '--no-fund', tarball], options);
  assert.equal(installed.code, 0, installed.output);
  const audit = (...args: string[]) => npm(['exec', '--offline', '--', 'prompt-audit', ...args], options);
  assert.match((await audit('--version')).output, new RegExp(packageJson.version.replaceAll('.', '\\.')));
  assert.equal((await audit('demo-log', '--requests', '2000', '--output', 'demo.jsonl')).code, 0);
  const scanned = await audit('scan', 'demo.jsonl', '--quiet', '--rules', 'shipped');
  assert.equal(scanned.code, 0, scanned.output);
  assert.match(scanned.output, /^\d+ rules? could not judge this log .*; \d+ rules? did not match\.$/m);
  const tested = await audit('rules', 'test');
  assert.match(tested.output, / 0 failed\./);
});

test('vsce packs the extension without a warning, and without a flag that would silence one', async () => {
  const copy = join(scratch, 'extension');
  await copyPacked(ROOT, copy);
  const vsce = join(ROOT, 'node_modules/@vscode/vsce/vsce');
  const args = [vsce, 'package', '--no-dependencies', '--out', join(scratch, 'x.vsix')];
  const { code, output } = await run(process.execPath, args, { cwd: copy });
  assert.equal(code, 0, output);
  assert.doesNotMatch(output, /WARN|ERROR/);
});

test('the action hands each of its inputs to the script as a variable, and never as a part of it', () => {
  const action: unknown = parse(read('action.yml'));
  assert.ok(isObject(action) && isObject(action['inputs']) && isObject(action['runs']));
  const { steps } = action['runs'] as { steps: { run: string; env?: Record<string, string> }[] };
  const used = steps.flatMap(({ env = {} }) => Object.values(env)).join(' ');
  for (const name of Object.keys(action['inputs'])) assert.ok(used.includes(`inputs.${name} `), name);
  for (const { run: script } of steps) assert.doesNotMatch(script, /\$\{\{/);
});

test(
  'the action installs a file or a version whose digest is named, and nothing else',
  { skip: process.platform === 'win32' },
  async () => {
    const action = parse(read('action.yml')) as { runs: { steps: { name?: string; run: string }[] } };
    const script = action.runs.steps.find(({ name }) => name === 'Install')!.run;
    const place = join(scratch, 'install');
    mkdirSync(join(place, 'bin'), { recursive: true });
    writeFileSync(join(place, 'package.tgz'), 'the bytes of a package');
    writeFileSync(join(place, 'bin/npm'), '#!/bin/sh\n[ "$1" = pack ] && echo package.tgz\necho "$@" >> called\n', {
      mode: 0o755,
    });
    const digest = `sha512-${createHash('sha512').update('the bytes of a package').digest('base64')}`;
    const install = async (name: string, integrity: string) => {
      rmSync(join(place, 'called'), { force: true });
      const env = {
        ...process.env,
        PATH: `${join(place, 'bin')}:${process.env['PATH'] ?? ''}`,
        PACKAGE: name,
        BESIDE: join(place, 'beside'),
        INTEGRITY: integrity,
      };
      const { code } = await run('bash', ['-e', '-c', script], { cwd: place, env });
      const called = join(place, 'called');
      return [
        code,
        existsSync(called) && readFileSync(called, 'utf8').includes('install --global --ignore-scripts ./'),
      ];
    };
    assert.deepEqual(await install('package.tgz', ''), [0, true]);
    assert.deepEqual(await install('package.tgz', digest), [0, true]);
    assert.deepEqual(await install('package.tgz', 'sha512-AAAA'), [2, false]);
    assert.deepEqual(await install('prompt-traffic-audit@1.2.3', digest), [0, true]);
    // As a release lies in a repository of somebody else: one packed file beside the action, and no doubt which.
    assert.deepEqual(await install('', ''), [2, false]);
    mkdirSync(join(place, 'beside'));
    writeFileSync(join(place, 'beside/prompt-traffic-audit-1.2.3.tgz'), 'the bytes of a package');
    const absolute = join(place, 'beside/prompt-traffic-audit-1.2.3.tgz');
    assert.equal((await install('', digest))[0], 0);
    assert.match(readFileSync(join(place, 'called'), 'utf8'), new RegExp(`--ignore-scripts ${absolute}`));
    writeFileSync(join(place, 'beside/prompt-traffic-audit-1.2.4.tgz'), 'another');
    assert.deepEqual(await install('', digest), [2, false]);
    for (const name of [
      'prompt-traffic-audit',
      'prompt-traffic-audit@latest',
      'other@1.2.3',
      'prompt-traffic-audit@1.2.3',
    ])
      assert.deepEqual(await install(name, ''), [2, false], name);
  },
);

test('no page, action, workflow or message takes the program from a registry before it is published there', () => {
  const from = /(?:npx|npm (?:install|i|exec|x)|pnpm (?:add|dlx)|yarn (?:add|dlx)|code --install-extension)\b[^\n`]*/g;
  const named = /(?<![\w./-])prompt-traffic-audit(?:\.prompt-traffic-audit)?(?![\w.-]*\.(?:tgz|vsix))/;
  const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'action.yml', 'Dockerfile'];
  for (const folder of ['docs', 'media', '.github', 'src', 'cluster'])
    for (const name of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }))
      if (/\.(?:md|ya?ml|ts|py|sh)$/.test(name)) pages.push(join(folder, name));
  const taken = pages.flatMap((page) =>
    (read(page).match(from) ?? []).filter((command) => named.test(command)).map((command) => `${page}: ${command}`),
  );
  if (!PUBLISHED) assert.deepEqual(taken, []);
  for (const command of taken)
    assert.match(command, /prompt-traffic-audit@\d+\.\d+\.\d+\b.*--ignore-scripts|--ignore-scripts.*@\d/);
});

test(
  'the script of the action scans, writes a summary, and ends as the scan ends',
  { skip: process.platform === 'win32' },
  async () => {
    const bin = join(scratch, 'bin');
    const work = join(scratch, 'work');
    mkdirSync(bin);
    mkdirSync(work);
    writeFileSync(
      join(bin, 'prompt-audit'),
      `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, 'dist/prompt-audit.js')}" "$@"\n`,
      { mode: 0o755 },
    );
    const action = parse(read('action.yml')) as { runs: { steps: { id?: string; run: string }[] } };
    const scriptOf = (step: string): string => action.runs.steps.find(({ id }) => id === step)!.run;
    const script = `${scriptOf('aside')}\n${scriptOf('scan')}`;
    const cli = join(ROOT, 'dist/prompt-audit.js');
    await run(process.execPath, [
      cli,
      'demo-log',
      '--requests',
      '4000',
      '--output',
      join(work, 'demo $(touch owned).jsonl'),
      '-q',
    ]);
    const env = {
      ...process.env,
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      LOGS: 'demo $(touch owned).jsonl\n',
      CONFIG: '',
      ARGS: '--fail-on=distillation\n',
      REPORT: 'report.json',
      SARIF: 'x.sarif',
      GITHUB_OUTPUT: join(work, 'output'),
      GITHUB_STEP_SUMMARY: join(work, 'summary.md'),
    };
    const { code, output } = await run('bash', ['-e', '-c', script], { cwd: work, env });
    assert.equal(code, 1, output);
    assert.equal(readFileSync(join(work, 'output'), 'utf8'), 'status=1\n');
    assert.match(readFileSync(join(work, 'summary.md'), 'utf8'), /distillation/);
    assert.ok(existsSync(join(work, 'x.sarif')) && !existsSync(join(work, 'owned')));

    // The night after, the log cannot be read: nothing of the night before is published as if it were of this one.
    writeFileSync(join(work, 'demo $(touch owned).jsonl'), '{"v":2}\n'.repeat(50));
    writeFileSync(join(work, 'summary.md'), '');
    const second = await run('bash', ['-e', '-c', script], { cwd: work, env });
    assert.equal(second.code, 2, second.output);
    assert.equal(readFileSync(join(work, 'summary.md'), 'utf8'), '');
    assert.ok(!existsSync(join(work, 'report.json')) && !existsSync(join(work, 'x.sarif')));
    // Nor is it where the program could not even be installed: it is set aside before that.
    assert.equal(action.runs.steps[0]?.id, 'aside');
  },
);

test('the workflow of docs/ci.md uses inputs and options that there are', () => {
  const [, text = ''] = /```yaml\n([^]*?)```/.exec(read('docs/ci.md')) ?? [];
  const { jobs } = parse(text) as { jobs: { scan: { steps: { uses?: string; with?: Record<string, string> }[] } } };
  const given = jobs.scan.steps.find(({ uses }) => uses === './tools/prompt-audit')?.with ?? {};
  const { inputs } = parse(read('action.yml')) as { inputs: object };
  for (const name of Object.keys(given)) assert.ok(name in inputs, name);
  const options = new Set<string>(COMMANDS.find(({ name }) => name === 'scan')!.options.map(({ name }) => name));
  for (const [, name = ''] of (given['args'] ?? '').matchAll(/--([a-z-]+)/g)) assert.ok(options.has(name), name);
});

test('every file that the container copies is there, and it does not run as root', () => {
  const text = read('Dockerfile');
  for (const [, path = ''] of text.matchAll(/\/build\/(\S+)/g)) {
    const [before = '', after] = path.split('*');
    const found =
      after === undefined
        ? existsSync(join(ROOT, path))
        : readdirSync(join(ROOT, dirname(path))).some((name) => {
            const whole = join(dirname(path), name).replaceAll('\\', '/');
            return whole.startsWith(before) && whole.endsWith(after);
          });
    assert.ok(found, path);
  }
  assert.match(text, /^USER node$/m);
});

test('links of the pages for whoever takes part or runs it elsewhere lead to files that are there', () => {
  for (const page of ['CONTRIBUTING.md', 'docs/ci.md', 'docs/agents.md', 'docs/api.md'])
    for (const [, link = ''] of read(page).matchAll(/\]\((?!\w+:)([^)#]+)/g))
      assert.ok(existsSync(join(ROOT, page, '..', link)), `${page}: ${link}`);
});

test('the example that reads a log by the package counts its calls', async () => {
  const [, example = ''] = /```js\n([^]*?)```/.exec(read('docs/api.md')) ?? [];
  const place = join(scratch, 'reading');
  mkdirSync(join(place, 'node_modules'), { recursive: true });
  symlinkSync(ROOT, join(place, 'node_modules/prompt-traffic-audit'), 'junction');
  writeFileSync(join(place, 'count.cjs'), example);
  const log = join(ROOT, 'media/sample/sample-log.jsonl');
  const { code, output } = await run(process.execPath, [join(place, 'count.cjs'), log], { cwd: place });
  assert.equal(code, 0, output);
  assert.match(output, /^\d{3,} requests, 0 lines rejected \[\]$/m);
  assert.match(output, /[0-9a-f]{64} harbour-2-small/);
});
