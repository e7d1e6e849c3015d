/** Hostile text through every output of the command line and every word of the editor. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { COMMANDS } from '../../src/cli/commands.ts';
import { runProgram } from '../../src/cli/program.ts';
import { TestTerminal } from '../harness/terminal/test-terminal.ts';
import type { Report } from '../../src/report/shape/report.ts';
import { labelText, noticeText } from '../../src/extension/model/safe-text.ts';
import { csvRows } from '../fixtures/csv-rows.ts';
import { unshown, HOSTILE_TEXTS } from '../fixtures/hostile-text.ts';
import { writeHostileLog } from '../fixtures/hostile-log.ts';
import { scratchFolder } from '../harness/folders.ts';

const folder = scratchFolder('prompt-audit-hostile-');
const reportFile = join(folder, 'report.json');
let log: string;
let report: Report;

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const terminal = new TestTerminal();
  const code = await runProgram(args, COMMANDS, terminal);
  return { code, out: terminal.out.text, err: terminal.err.text };
}

before(async () => {
  log = writeHostileLog(join(folder, 'logs'));
  const { code, err } = await run(
    'scan',
    log,
    '--workers',
    '1',
    '--output',
    reportFile,
    '--records',
    join(folder, 'records.csv'),
  );
  assert.equal(code, 0, err);
  report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
});

test('the campaign of the log is found: hostile text hides nothing', () => {
  assert.ok(report.accounts.some(({ verdict }) => verdict === 'distillation'));
  assert.equal(report.inputs.lines, report.inputs.records + report.inputs.rejected + report.inputs.skipped);
});

test('characters that a terminal would obey are shown as symbols by every command', async () => {
  const campaign = report.campaigns[0]?.id ?? '';
  for (const args of [
    ['scan', log, '--workers', '1'],
    ['inspect', log],
    ['compare', reportFile, reportFile],
    ['export', reportFile, '--campaign', campaign, '--format', 'md', '--prompts', 'full'],
    ['scan', join(folder, 'logs', '\u001b[31mmissing\u202e')],
    ['\u001b]0;x\u0007'],
  ]) {
    const { out, err } = await run(...args);
    assert.ok(out.length + err.length > 0, args[0]);
    assert.ok(!unshown(out), `${args[0]}: ${JSON.stringify(sample(out))}`);
    assert.ok(!unshown(err), `${args[0]}: ${JSON.stringify(sample(err))}`);
  }
});

/** The place that is wrong, for the message of a failed test. */
function sample(text: string): string {
  const at = [...text].findIndex((character) => unshown(character));
  return [...text].slice(Math.max(0, at - 40), at + 20).join('');
}

test('no cell of a CSV file is a formula', async () => {
  const exported = join(folder, 'findings.csv');
  await run('export', reportFile, '--output', exported, '--prompts', 'full');
  for (const path of [exported, join(folder, 'records.csv')]) {
    const cells = csvRows(readFileSync(path, 'utf8')).flatMap((row) => [...Object.keys(row), ...Object.values(row)]);
    assert.ok(cells.length > 20);
    for (const cell of cells) {
      assert.doesNotMatch(cell, /^[=\t\r＝]/, path);
      // A name may begin like a number; more than a name may not.
      if (/^[+\-@]/.test(cell)) assert.match(cell, /^[+\-@][\w.:@/+-]*$/, path);
    }
  }
});

test('JSON outputs are JSON, with every odd character escaped', async () => {
  for (const args of [
    ['export', reportFile, '--format', 'sarif', '--prompts', 'full'],
    ['export', reportFile, '--format', 'stix', '--prompts', 'full'],
    ['export', reportFile, '--format', 'json', '--prompts', 'full'],
    ['inspect', log, '--json'],
    ['scan', log, '--workers', '1', '--format', 'json', '-q'],
  ]) {
    const { code, out, err } = await run(...args);
    assert.equal(code, 0, `${args.join(' ')}: ${err}`);
    JSON.parse(out);
    assert.ok(
      ![...out].some((character) => character < ' ' && character !== '\n' && character !== '\t'),
      args.join(' '),
    );
  }
});

test('a packet in Markdown holds no link, image or markup of the log', async () => {
  for (const { id } of report.campaigns) {
    const { code, out, err } = await run('export', reportFile, '--campaign', id, '--format', 'md', '--prompts', 'full');
    assert.equal(code, 0, err);
    for (const [name, pattern] of Object.entries({
      'a command link': /(?<!\\)\]\(command:/,
      'an image': /(?<!\\)!\[/,
      'a script': /(?<![\\`])<script/,
      'an element': /(?<![\\`])<(?:img|svg|iframe|style|link|a) /,
    }))
      assert.doesNotMatch(outsideCode(out), pattern, name);
  }
});

/** Text outside of fenced and inline code, where markup means nothing. */
function outsideCode(markdown: string): string {
  return markdown.replace(/^(`{3,})[^\n]*\n[^]*?^\1/gm, '').replace(/(`+)(?!`)[^]*?[^`]\1(?!`)/g, '');
}

test('a packet in HTML holds no markup of the log', async () => {
  for (const { id } of report.campaigns) {
    const { code, out, err } = await run(
      'export',
      reportFile,
      '--campaign',
      id,
      '--format',
      'html',
      '--prompts',
      'full',
    );
    assert.equal(code, 0, err);
    assert.doesNotMatch(out, /<(?:script|img|iframe|link|math|textarea)\b|<[a-z][^<>]*\s(?:on\w+|src|srcdoc)=/i);
    assert.doesNotMatch(out, /<a [^>]*href="(?!#)/i);
    assert.match(out, /default-src 'none'/);
  }
});

test('notifications get no links, and the status bar no icons', () => {
  for (const text of HOSTILE_TEXTS) {
    assert.doesNotMatch(noticeText(text), /\[[^\]]+\]\(/);
    assert.doesNotMatch(labelText(text), /\$\([a-z~-]+\)/);
    assert.ok(!unshown(noticeText(text)) && !unshown(labelText(text)), JSON.stringify(text));
  }
});
