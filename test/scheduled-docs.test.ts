/**
 * The job of `docs/scheduled.md`, run on logs as its table names them: each fails, or not, with a message of its own. And the
 * script of `docs/ci.md` for other build servers.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { parse } from 'yaml';
import { buildCommand } from './fixtures/built-cli.ts';
import { demoLog } from './fixtures/demo-log.ts';
import { scratchFolder } from './harness/folders.ts';

interface Workflow {
  jobs: { audit: { steps: { name: string; run: string }[] } };
}

const ROOT = join(__dirname, '..');
const page = readFileSync(join(ROOT, 'docs/scheduled.md'), 'utf8');
const { steps } = (parse(/```yaml\n([^]*?)```/.exec(page)![1]!) as Workflow).jobs.audit;

/** What build servers other than GitHub's run. */
const [, elsewhere = ''] = /## Anywhere else[^]*?```sh\n([^]*?)```/.exec(
  readFileSync(join(ROOT, 'docs/ci.md'), 'utf8'),
)!;

const folder = scratchFolder('scheduled-');

/** Large enough for one campaign to be found. */
const { lines } = demoLog({ seed: 1, requests: 1000 });

/** The name of the program stands for the program that is tested. */
let program = '';
before(async () => {
  program = `prompt-audit() { "${process.execPath}" "${await buildCommand(folder)}" "$@"; }`;
});

/** Runs the steps as a runner does, in a folder with these logs. */
function night(name: string, log: string): { status: number | null; out: string; place: string } {
  const place = join(folder, name);
  mkdirSync(join(place, 'logs'), { recursive: true });
  writeFileSync(join(place, 'logs', 'gateway.jsonl'), log);
  const [scan, ...rest] = steps.map(({ run }) => {
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', `${program}\n${run}`], {
      cwd: place,
      encoding: 'utf8',
    });
    return { status, out: stdout + stderr };
  });
  for (const { status, out } of rest) assert.equal(status, 0, out);
  return { ...scan!, place };
}

/** All text of a field of the log, replaced. */
function redacted(line: string): string {
  const record = JSON.parse(line) as Record<string, unknown>;
  return `${JSON.stringify({ ...record, messages: 'redacted-by-litellm', response: 'redacted-by-litellm' })}\n`;
}

const skip = spawnSync('bash', ['--version']).status !== 0 && 'no bash here';

test('a campaign fails the job with its numbers, and what people and code hosts read is written', { skip }, () => {
  const { status, out, place } = night('campaign', lines.join(''));
  assert.equal(status, 1, out);
  assert.match(out, /::error title=Campaign found::.*1 campaign/);
  for (const file of ['findings.sarif', 'report.html']) assert.ok(existsSync(join(place, file)), file);
  assert.match(readFileSync(join(place, 'events.jsonl'), 'utf8'), /"change":"new","subject":\{"kind":"campaign"/);
});

test('a redacted log fails the job because it cannot be judged, not as a finding and not as clean', { skip }, () => {
  const { status, out } = night('redacted', lines.map(redacted).join(''));
  assert.equal(status, 3, out);
  assert.match(out, /::error title=Logs cannot be judged::.*(?:text|prompt)/i);
});

test('a format that drifted fails the job: with the share of lines, or because no request is found', { skip }, () => {
  const drifted = lines.map((line, at) => (at % 5 === 0 ? line : `${line.slice(0, line.length / 2)}\n`)).join('');
  const most = night('drifted', drifted);
  assert.equal(most.status, 3, most.out);
  assert.match(most.out, /::error title=Logs cannot be judged::.*lines/);
  const all = night('foreign', lines.map((_, at) => `{"v":2,"frame":${at}}\n`).join(''));
  assert.equal(all.status, 2, all.out);
  assert.match(all.out, /::error title=Logs cannot be read::/);
});

test('the night after a scan that worked, one that fails publishes nothing of the night before', { skip }, () => {
  const first = night('nights', lines.join(''));
  assert.equal(first.status, 1, first.out);
  const second = night('nights', '{"v":2}\n'.repeat(50));
  assert.equal(second.status, 2, second.out);
  for (const file of ['audit.prompt-audit.json', 'findings.sarif', 'report.html', 'fresh.json'])
    assert.ok(!existsSync(join(second.place, file)), file);
});

test('settings and decisions that a runner leaves out are not the title of what it tells', { skip }, () => {
  const place = join(folder, 'settings');
  mkdirSync(join(place, '.prompt-audit'), { recursive: true });
  writeFileSync(join(place, 'prompt-audit.yaml'), 'failOn: distillation\n');
  writeFileSync(join(place, '.prompt-audit/triage.json'), '{}');
  const { status, out } = night('settings', lines.join(''));
  assert.equal(status, 1, out);
  assert.match(out, /is ignored, because this folder is not trusted/);
  assert.match(out, /::error title=Campaign found::prompt-audit: Looks like distillation: 1 campaign/);
});

test(
  'the script for other build servers ends as the scan ends, and exports nothing of the run before',
  { skip },
  () => {
    const place = join(folder, 'elsewhere');
    mkdirSync(place);
    writeFileSync(join(place, 'prompt-audit.yaml'), 'inputs: [gateway.jsonl]\n');
    const build = (log: string) => {
      writeFileSync(join(place, 'gateway.jsonl'), log);
      return spawnSync('bash', ['-e', '-c', `${program}\n${elsewhere}`], { cwd: place, encoding: 'utf8' });
    };
    const first = build(lines.join(''));
    assert.equal(first.status, 1, first.stderr);
    assert.match(readFileSync(join(place, 'summary.md'), 'utf8'), /distillation/);
    const second = build('{"v":2}\n'.repeat(50));
    assert.equal(second.status, 2, second.stderr);
    assert.ok(existsSync(join(place, 'yesterday.json')));
    for (const file of ['report.json', 'summary.md']) assert.ok(!existsSync(join(place, file)), file);
  },
);
