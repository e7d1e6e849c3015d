import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { demoLog } from '../../../../test/fixtures/demo-log.ts';
import { SAMPLE } from '../../../demo/sample.ts';
import type { BenchFigures } from '../../../report/benchmark/bench-figures.ts';
import { COMMANDS } from '../../commands.ts';
import { TestTerminal } from '../../../../test/harness/terminal/test-terminal.ts';
import { runProgram } from '../../program.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-bench-');

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const terminal = new TestTerminal();
  const code = await runProgram(['bench', folder, ...args], COMMANDS, terminal);
  return { code, out: terminal.out.text, err: terminal.err.text };
}

test('a folder without labelled logs, and a truth file without its log or that is none, are refused with what is missing', async () => {
  assert.match((await run()).err, /NAME\.truth\.json beside the log NAME\.jsonl/);
  writeFileSync(join(folder, 'sample.truth.json'), '{"accounts":{"a":{"class":"villain"}}}');
  assert.match((await run()).err, /needs one log beside it/);
  writeFileSync(join(folder, 'sample.jsonl'), demoLog(SAMPLE).lines.join(''));
  const { code, err } = await run();
  assert.equal(code, 2);
  assert.match(err, /no truth file: it needs "accounts", each with a "class"/);
});

test('the sample log, labelled by its own truth, gives its figures as a table and as JSON', async () => {
  const { lines, truth } = demoLog(SAMPLE);
  writeFileSync(join(folder, 'sample.jsonl'), lines.join(''));
  writeFileSync(join(folder, 'sample.truth.json'), JSON.stringify(truth));
  const { code, out } = await run('--json', '--quiet');
  assert.equal(code, 0);
  const [figures, ...others] = JSON.parse(out) as BenchFigures[];
  assert.equal(others.length, 0);
  assert.ok(figures!.averagePrecision! > 0.9, String(figures!.averagePrecision));
  assert.equal(figures!.wrong.count, 0);
  assert.match((await run('--quiet')).out, /\| sample \| \d/);
});
